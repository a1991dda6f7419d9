"""Which events there are for the world outside: read from the events of all apps, never listed by hand.

An event counts when it names records: by a field «deal_id» or «deal_ids», or by `kind` with a field of
ids beside it. Its type is its name: DealWon is «deal.won», PartiesChanged «party.changed».
"""

import dataclasses
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, get_type_hints
from uuid import UUID

from django.apps import apps

from orbita.platform.acts.undone import ActUndone
from orbita.platform.records.slots import kinds

ALIASES = {"list": "call_list"}
"""How events shorten the names of kinds."""
OF_ANY_KIND = ("record_id", "record_ids", "survivor_ids", "records", "entry_id", "entry_ids")
"""Fields with the ids of records whose kind stands in `kind`."""
ALONGSIDE = {
    "LeadsGiven": "owner_ids",
    "LeadsLapsed": "owner_ids",
    "RecordsMerged": "loser_ids",
}
"""Ids that stand at the same places as the records: each message gets the one of its record."""
PING = "ping"
PLAIN = (str, bool, int, UUID, Decimal, date, datetime)
_WORDS = re.compile(r"[A-Z][a-z0-9]*")


@dataclass(frozen=True)
class Shape:
    """What an event class says to the world.

    `subject` is the field that names the records, `kind` their kind ("": stands in the event),
    `values` the plain fields that go along.
    """

    event: type
    type: str
    subject: str
    kind: str
    values: tuple[str, ...]
    alongside: str

    @property
    def is_batch(self) -> bool:
        """Whether it names many records."""
        return self.subject.endswith("s")

    @property
    def tells_bin(self) -> bool:
        """Whether deleting and restoring is told by it, as the field deleted_at."""
        return "fields" in self.values and bool(self.kind)


@dataclass(frozen=True)
class EventType:
    """A type of events as people choose it: its name, the kind it is about, what it holds, and what
    it means in the words of the code."""

    name: str
    kind: str
    values: tuple[str, ...]
    meaning: str


def type_name(event: type) -> str:
    """«DealWon» → «deal.won», «PartiesChanged» → «party.changed», «DealTeamSet» → «deal_team.set»."""
    *noun, verb = _WORDS.findall(event.__name__)
    if not noun:
        return str(verb).lower()
    return f"{'_'.join([*map(str.lower, noun[:-1]), _singular(noun[-1].lower())])}.{verb.lower()}"


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@cache
def shape_of(event: type) -> Shape | None:
    """What a class of events says to the world; None when it names no records."""
    if not dataclasses.is_dataclass(event):
        return None
    names = [field.name for field in dataclasses.fields(event)]
    subject, kind = _subject(names)
    if not subject:
        return None
    hints = get_type_hints(event)
    along = ALONGSIDE.get(event.__name__, "")
    is_batch = subject.endswith("s")
    values = tuple(
        name
        for name in names
        if name not in (subject, along, "by", "kind" if not kind else "")
        and _goes_along(name, hints[name], is_batch=is_batch)
    )
    return Shape(event, type_name(event), subject, kind, values, along)


def _subject(names: list[str]) -> tuple[str, str]:
    """The field that names the records, and their kind."""
    nouns = {name: name.removesuffix("_ids").removesuffix("_id") for name in names}
    named = {name: noun for name, noun in nouns.items() if noun != name}
    for known in (named, {name: ALIASES.get(noun, "") for name, noun in named.items()}):
        for name, kind in known.items():
            if kind in kinds:
                return name, kind
    if "kind" in names:
        found = next((name for name in OF_ANY_KIND if name in names), "")
        return (found, "") if found else ("act_id" if "act_id" in names else "", "")
    return ("records", "") if "records" in names else ("", "")


def _goes_along(name: str, hint: Any, *, is_batch: bool) -> bool:
    """Whether a field's value goes into messages: plain ones, and lists unless there are many records."""
    parts = [part for part in (hint, *getattr(hint, "__args__", ())) if isinstance(part, type)]
    if getattr(hint, "__origin__", None) is tuple:
        return name == "fields" or not is_batch
    return any(issubclass(part, PLAIN) for part in parts)


@cache
def shapes() -> tuple[Shape, ...]:
    """All events of all apps that name records."""
    found = (shape_of(event) for event in _classes())
    return tuple(sorted(filter(None, found), key=lambda one: (one.kind or "~", one.type)))


def _classes() -> Iterator[type]:
    for app in apps.get_app_configs():
        name = f"{app.name}.events"
        if app.name.startswith("orbita.") and find_spec(name):
            module = import_module(name)
            for _, member in inspect.getmembers(module, inspect.isclass):
                if member.__module__ == name and dataclasses.is_dataclass(member):
                    yield member
    yield ActUndone


@cache
def event_types() -> tuple[EventType, ...]:
    """The types that endpoints choose from, those of a kind together."""
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    meanings: dict[tuple[str, str], str] = {}
    for shape in shapes():
        key = (shape.kind, shape.type)
        more = (shape.alongside[:-1],) if shape.alongside else ()
        values[key] += [one for one in (*shape.values, *more) if one not in values[key]]
        if not meanings.get(key):
            meanings[key] = _meaning(shape.event)
        if shape.tells_bin:
            for name, meaning in BIN:
                meanings[shape.kind, f"{shape.kind}.{name}"] = meaning
    return tuple(
        EventType(name, kind, tuple(values.get((kind, name), ())), meaning)
        for (kind, name), meaning in sorted(meanings.items(), key=lambda one: one[0])
    )


BIN = (("deleted", "A record was put into the bin."), ("restored", "A record came back from it."))


def _meaning(event: type) -> str:
    """The sentence that the class says of itself, if it says one."""
    text = inspect.cleandoc(event.__doc__ or "").replace("\n", " ")
    return "" if text.startswith(f"{event.__name__}(") else text


def known_types() -> frozenset[str]:
    """The names of all types."""
    return frozenset(one.name for one in event_types())
