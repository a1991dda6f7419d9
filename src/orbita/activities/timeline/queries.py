"""What stands on a timeline: next steps, pinned decisions, and the past a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from orbita.activities.timeline.filters import Filters
from orbita.activities.timeline.models import Interaction, Participant
from orbita.parties.directory.models import Party
from orbita.parties.relations.models import Relation, RelationKind
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor

PAGE = 50
PARTY = "party"
_NAMES = ("user__first_name", "user__last_name", "party__name")
"""All that a line of an entry says of those who took part: a party has fifty columns more."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Cursor:
    """A place in a timeline: the time and the key of an entry."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _TICK}_{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The place that an address names, or None."""
        at, _, key = text.partition("_")
        try:
            return cls(_EPOCH + int(at) * _TICK, UUID(key))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True)
class Page:
    """Entries, newest first, and where the page before them in time starts, if there is one."""

    entries: Sequence[Interaction]
    older: Cursor | None


def about(actor: Actor, kind: str, record_id: UUID) -> Any:
    """Contacts of a record that the actor sees: all that concern it. No statement.

    The record's own visibility has been checked; only a narrower right to see contacts narrows.
    """
    own = Q(party=record_id) if kind == PARTY else Q(about_kind=kind, about_id=record_id)
    rows = Interaction.objects.alive().filter(own)
    if actor.scope("interactions.view") != "all":
        rows = rows.within(actor, "view")
    return rows


def past(
    actor: Actor,
    kind: str,
    record_id: UUID,
    filters: Filters,
    *,
    before: Cursor | None = None,
    down_to: Cursor | None = None,
    as_of: datetime | None = None,
) -> Page:
    """What has taken place, newest first: a page, or all down to a place. Three statements."""
    rows = about(actor, kind, record_id).done().filter(filters.condition)
    if as_of is not None:
        rows = rows.filter(at__lt=as_of)
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.id))
    rows = rows.select_related("owner").order_by("-at", "-pk")
    if down_to is not None:
        at_or_after = Q(at__gt=down_to.at) | Q(at=down_to.at, pk__gte=down_to.id)
        return Page(_with_participants(rows.filter(at_or_after)[: PAGE * 4]), down_to)
    found = _with_participants(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], Cursor(last.at, last.pk) if last else None)


def steps(actor: Actor, kind: str, record_id: UUID) -> list[Interaction]:
    """What is planned, the earliest first, fifty at most. Three statements."""
    rows = about(actor, kind, record_id).planned().select_related("owner", "assignee")
    return _with_participants(rows.order_by("due_at", "pk")[:PAGE])


def pinned(actor: Actor, kind: str, record_id: UUID) -> list[Interaction]:
    """Decisions and whatever else was pinned, the newest first. One statement."""
    rows = about(actor, kind, record_id).filter(is_pinned=True).select_related("owner")
    return list(rows.order_by("-at", "-pk")[:20])


def day_steps(actor: Actor, limit: int = 30) -> list[Interaction]:
    """The actor's own steps until the end of today, the latest overdue last. One statement."""
    end = timezone.localtime().replace(hour=23, minute=59, second=59)
    mine = Interaction.objects.alive().filter(assignee=actor.id, done_at=None, due_at__lte=end)
    return list(mine.select_related("party").order_by("due_at")[:limit])


def writers(kind: str, record_id: UUID) -> list[tuple[UUID, str]]:
    """Who stands on a timeline, for its filter. One statement."""
    own = Q(party=record_id) if kind == PARTY else Q(about_kind=kind, about_id=record_id)
    owners = Interaction.objects.alive().filter(own).order_by().values("owner").distinct()
    people = User.objects.filter(pk__in=owners).order_by("first_name", "last_name")
    return [(user.pk, str(user)) for user in people]


def people_of(actor: Actor, kind: str, record: Any) -> list[tuple[UUID, str]]:
    """The people of a client with whom one may have spoken. One statement."""
    party_id = record.pk if kind == PARTY else getattr(record, "party_id", None)
    if party_id is None:
        return []
    works = Relation.objects.filter(target=party_id, kind=RelationKind.WORKS_AT, until=None)
    rows = Party.objects.visible_to(actor).filter(pk__in=works.values("source"))
    return list(rows.order_by("sort_key").values_list("pk", "name")[:50])


def touchpoints() -> list[tuple[UUID, str]]:
    """Where one may have met the client, for the forms. One statement."""
    model: Any = Interaction._meta.get_field("touchpoint").related_model
    return list(model.objects.filter(is_active=True).values_list("pk", "name"))


def colleagues(asked: str, limit: int = 8) -> list[User]:
    """Employees whose name holds what was typed, for type-ahead. One statement."""
    rows = User.objects.active().annotate(whole=Concat("first_name", Value(" "), "last_name"))
    for word in asked.split():
        rows = rows.filter(whole__icontains=word)
    return list(rows.order_by("first_name", "last_name")[:limit])


def colleague_named(name: str) -> UUID | None:
    """The one employee with this full name, or None."""
    found = [user.pk for user in colleagues(name, 20) if str(user).casefold() == name.casefold()]
    return found[0] if len(found) == 1 else None


def _with_participants(rows: Iterable[Interaction]) -> list[Interaction]:
    """The rows with the people who took part, in one statement for all."""
    found = list(rows)
    if found:
        taking_part = Participant.objects.filter(interaction__in=[row.pk for row in found]).only(
            "interaction", "user", "party", "is_mentioned", *_NAMES
        )
        named: dict[UUID, list[Participant]] = {row.pk: [] for row in found}
        for one in taking_part.select_related("user", "party").order_by("pk"):
            named[one.interaction_id].append(one)
        for row in found:
            row.people = named[row.pk]  # type: ignore[attr-defined]
    return found
