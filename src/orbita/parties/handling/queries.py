"""How a client is to be treated, now or as it was; and what an intended contact breaks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.parties.directory.models import Channel, Party
from orbita.parties.handling.errors import DoNotCall
from orbita.parties.handling.models import WEEKDAYS, Days, Handling
from orbita.parties.handling.rules import is_good, next_good
from orbita.platform.remembering import once
from orbita.platform.tracking import EVENT_MODELS
from orbita.platform.ui.dates import when

CALL, LETTER, CHAT = "call", "letter", "chat"
"""Kinds of contact of which a client may want none."""


@dataclass(frozen=True)
class Guide:
    """What is to be known before a contact, in the order of its weight."""

    handling: Any
    bans: tuple[str, ...]
    is_bad_time: bool
    clock: str
    """His time, when it is not ours or not a good one."""
    next_time: datetime | None
    next_words: str

    @property
    def has_terms(self) -> bool:
        """Whether there is more than what stands before a contact: terms and the main person."""
        rules = self.handling
        return bool(rules.payment or rules.delivery or rules.main_person_id)


def handling_of(party_id: UUID) -> Handling | None:
    """The personal rules of a client, if there are any. One statement."""
    return Handling.objects.filter(party=party_id).select_related("main_person").first()


def handling_then(party_id: UUID, moment: datetime) -> Any | None:
    """The personal rules as they were at a moment, by their history. One statement."""
    events: type[Model] = EVENT_MODELS[Handling]
    rows = events._default_manager.filter(party=party_id, pgh_created_at__lte=moment)
    row: Any = rows.order_by("-pgh_id").first()
    if row is None or row.pgh_label == "delete":
        return None
    names = [field.attname for field in Handling._meta.concrete_fields if field.attname != "id"]
    return Handling(id=row.pgh_obj_id, **{name: getattr(row, name) for name in names})


@once
def guide(party_id: UUID | None) -> Guide | None:
    """What is to be known before a contact with a client, or None. One statement, once a request."""
    found = handling_of(party_id) if party_id else None
    return guide_of(found) if found else None


def guide_of(found: Handling) -> Guide | None:
    """The same of rules that are at hand; None when nothing has been said. No statement."""
    if found.is_empty:
        return None
    now, zone = timezone.now(), zone_of(found)
    days = WEEKDAYS[Days(found.days)]
    bad = bool(found.windows) and not is_good(now, found.windows, days, zone)
    following = next_good(now, found.windows, days, zone) if bad else None
    there = now.astimezone(zone)
    differs = there.utcoffset() != timezone.localtime(now).utcoffset()
    return Guide(
        handling=found,
        bans=tuple(_bans(found)),
        is_bad_time=bad,
        clock=f"{there:%H:%M}" if bad or differs else "",
        next_time=following,
        next_words=when(following.astimezone(timezone.get_current_timezone()), "time")
        if following
        else "",
    )


def zone_of(found: Handling) -> tzinfo:
    """The client's zone, or the one in which we work."""
    return found.zone or timezone.get_default_timezone()


def _bans(found: Handling) -> list[str]:
    said = (
        (found.no_calls, _("do not call")),
        (found.no_letters, _("do not write letters")),
        (found.no_messages, _("do not write to messengers")),
    )
    return [words for is_banned, words in said if is_banned]


def refuse_call(party_ids: Collection[UUID | None]) -> None:
    """Refuses a call to a client who must not be called. One statement."""
    rows = Handling.objects.filter(party__in=[key for key in party_ids if key], no_calls=True)
    found = rows.select_related("party").first()
    if found is not None:
        why = f": {found.reason}" if found.reason else ""
        raise DoNotCall(name=found.party.name, why=why)


def never_called() -> Any:
    """Keys of the clients who must not be called. No statement of its own."""
    return Handling.objects.filter(no_calls=True).values("party")


def warnings(party_id: UUID | None, kind: str, at: datetime | None = None) -> list[str]:
    """What a contact of a kind at a time breaks of a client's rules. One statement at most."""
    found = handling_of(party_id) if party_id else None
    if found is None:
        return []
    said = []
    bans = {CALL: found.no_calls, LETTER: found.no_letters, CHAT: found.no_messages}
    if bans.get(kind):
        words = {
            CALL: _("The client must not be called"),
            LETTER: _("The client wants no letters"),
            CHAT: _("The client wants no messages"),
        }
        said.append(words[kind] + (f": {found.reason}" if found.reason else ""))
    days = WEEKDAYS[Days(found.days)]
    if (
        kind == CALL
        and at
        and found.windows
        and not is_good(at, found.windows, days, zone_of(found))
    ):
        said.append(_("A bad time for the client: good is %(hours)s") % {"hours": found.hours})
    if kind in _CHANNELS and found.channel and Channel(found.channel) not in _CHANNELS[kind]:
        best = Channel(found.channel).label
        said.append(_("The client prefers %(channel)s") % {"channel": best})
    return said


_CHANNELS = {
    CALL: {Channel.PHONE},
    LETTER: {Channel.EMAIL, Channel.FAX},
    CHAT: {
        Channel.TELEGRAM, Channel.WHATSAPP, Channel.VK, Channel.MAX, Channel.SKYPE,
    },
}  # fmt: skip


def party_of(record: Any) -> UUID | None:
    """The client whom a record is about: itself, or its client."""
    if isinstance(record, Party):
        return record.pk
    found: UUID | None = getattr(record, "party_id", None)
    return found
