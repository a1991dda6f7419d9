"""What is done with personal rules."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from orbita.kit.worktime import BadPeriods, parse_periods
from orbita.parties.directory.models import Party
from orbita.parties.handling.errors import TimesAreWrong, ZoneIsUnknown
from orbita.parties.handling.events import HandlingChanged
from orbita.parties.handling.models import Handling
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command

EDITABLE = (
    "greeting", "address", "language", "time_zone", "days", "windows", "channel", "do", "dont",
    "payment", "delivery", "main_person_id", "no_calls", "no_letters", "no_messages", "reason",
)  # fmt: skip


@command
def set_handling(party_id: UUID, rules: Mapping[str, Any], *, by: Actor) -> Handling:
    """Write down how a client is to be treated; rules that are not named stay as they are.

    `hours` are the good times as people write them. Refuses times and zones that are none, a main
    person whom the actor does not see.
    """
    party = Party.objects.visible_to(by).locked(party_id)
    require(by, "parties.edit", party)
    values = dict(rules)
    if "hours" in values:
        values["windows"] = _periods(values.pop("hours"))
    if values.get("time_zone") and values["time_zone"] not in available_timezones():
        raise ZoneIsUnknown
    if values.get("main_person_id"):
        Party.objects.visible_to(by).one(values["main_person_id"])
    values = {name: values[name] for name in EDITABLE if name in values}
    found, _is_new = Handling.objects.update_or_create(party=party, defaults=values)
    announce(HandlingChanged(party_id=party_id, by=by.id))
    return found


def _periods(text: str) -> list[list[int]]:
    try:
        return [list(period) for period in parse_periods(text)]
    except BadPeriods:
        raise TimesAreWrong from None
