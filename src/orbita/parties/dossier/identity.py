"""Who a client is, in the one line below the name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.parties.directory.models import Party, Status
from orbita.platform.ui.dates import when

TONES = {
    Status.NEW: "blue",
    Status.ACTIVE: "green",
    Status.AT_RISK: "amber",
    Status.SLEEPING: "gray",
    Status.FORMER: "gray",
}


@dataclass(frozen=True)
class Trait:
    """A short fact beside others: an icon and a few words."""

    icon: str
    text: str


@dataclass(frozen=True)
class Identity:
    """What the head of the dossier shows."""

    is_person: bool
    status: str
    status_tone: str
    kind: str
    traits: tuple[Trait, ...]


def identity(party: Party) -> Identity:
    """The head of a client's dossier. No statement when the owner was fetched along."""
    return Identity(
        is_person=party.is_person,
        status=str(Status(party.status).label),
        status_tone=TONES[Status(party.status)],
        kind=party.industry or str(party.get_form_display()),
        traits=tuple(_traits(party)),
    )


def _traits(party: Any) -> Iterator[Trait]:
    if party.inn:
        yield Trait("hash", _("INN %(inn)s") % {"inn": party.inn})
    if party.born_on:
        yield Trait("calendar", _("Born %(day)s") % {"day": when(party.born_on)})
    if party.city:
        yield Trait("map-pin", party.city)
    owner = _("Owner: %(name)s") % {"name": party.owner} if party.owner else _("No owner")
    yield Trait("user-round", owner)
    yield Trait("heart-handshake", _with_us(timezone.localtime(party.created_at).date()))


def _with_us(since: date) -> str:
    today = timezone.localdate()
    years = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    if years:
        return ngettext("With us for %(count)s year", "With us for %(count)s years", years) % {
            "count": years
        }
    return _("With us since %(day)s") % {"day": when(since)}
