"""Questions about touchpoints: what happened there, whom they brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from orbita.activities.timeline.models import Interaction, Kind
from orbita.activities.touchpoints.models import PartyTouch, Touchpoint
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


@dataclass(frozen=True)
class Standing:
    """A touchpoint with how many contacts the actor sees there and how many clients came by it."""

    point: Touchpoint
    contacts: int
    clients: int

    @property
    def contacts_url(self) -> str:
        """Exactly these contacts."""
        return f'/interactions/?where=["touchpoint","in",["{self.point.pk}"]]'

    @property
    def clients_url(self) -> str:
        """Exactly these clients."""
        return f'/parties/?where=["first_touchpoint","in",["{self.point.pk}"]]'

    @property
    def default_for(self) -> str:
        """The kind of contacts that meet here unless they say otherwise, in words."""
        return str(Kind(self.point.default_for).label) if self.point.default_for else ""

    @property
    def client_cost(self) -> Decimal | None:
        """What a client who came by it costs, against a month's cost."""
        if self.point.cost is None or not self.clients:
            return None
        return self.point.cost / self.clients


def standings(actor: Actor) -> list[Standing]:
    """All touchpoints with their counts, as the lists count them. Three statements."""
    seen = Interaction.objects.visible_to(actor).exclude(kind=Kind.STORY)
    contacts = dict(_by(seen.exclude(touchpoint=None), "touchpoint"))
    clients = dict(_by(Party.objects.visible_to(actor).exclude(touch__first=None), "touch__first"))
    return [
        Standing(point, contacts.get(point.pk, 0), clients.get(point.pk, 0))
        for point in Touchpoint.objects.select_related("owner")
    ]


def _by(rows: QuerySet[Any], path: str) -> Iterable[tuple[UUID, int]]:
    counted: QuerySet[Any, Any] = rows.order_by().values_list(path).annotate(Count("pk"))
    return counted


def choices() -> list[tuple[UUID, str]]:
    """Every touchpoint, for filters. One statement."""
    return list(Touchpoint.objects.values_list("pk", "name"))


def touchpoint_named(touchpoint_id: UUID) -> Touchpoint:
    """This touchpoint, or NotFound."""
    found = Touchpoint.objects.filter(pk=touchpoint_id).first()
    if found is None:
        raise NotFound
    return found


def touch_of(party: Party) -> PartyTouch | None:
    """Where a client met us first and last. One statement."""
    rows = PartyTouch.objects.select_related("first", "last").filter(party=party)
    return rows.exclude(first=None).first()
