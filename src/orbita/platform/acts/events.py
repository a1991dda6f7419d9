"""Events: «something has happened», told to whoever listens above.

`within` listeners run in the transaction of the act, `after` listeners as jobs that were enqueued in
it. A mass act announces one batch event.
"""

import dataclasses
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, get_type_hints
from uuid import UUID

from orbita.kit.slots import who_plugs
from orbita.platform import pokes

Event = TypeVar("Event")
Record = tuple[str, UUID | str]
"""Kind and id of a record that an event touched."""

_within: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_after: dict[str, tuple[type, Callable[[Any], None]]] = {}
_after_of: dict[type, list[str]] = defaultdict(list)
_owners: dict[str, str] = {}
_whole: set[str] = set()
_pokes: dict[type, list[Callable[[Any], Iterable[Record]]]] = defaultdict(list)
_overhearing: list[Callable[[object], None]] = []


def within(event: type[Event], listener: Callable[[Event], None]) -> None:
    """Run the listener in the same transaction: what it refuses is undone with the act."""
    _within[event].append(listener)


def after(event: type[Event], listener: Callable[[Event], None], *, is_whole: bool = False) -> None:
    """Run the listener once the act is committed, as a job of its own, retried alone.

    A job whose worker dies is begun again, so a listener must be safe to run twice; one that
    `is_whole` need not be: it writes rows only, and they are committed together with the mark that
    it has run.
    """
    name = f"{listener.__module__}.{listener.__qualname__}"
    if is_whole:
        _whole.add(name)
    _after[name] = (event, listener)
    _owners[name] = who_plugs()
    _after_of[event].append(name)


def poke(event: type[Event], records: Callable[[Event], Iterable[Record]]) -> None:
    """Tell open pages that these records have changed, when the event is announced."""
    _pokes[event].append(records)


def overhear(listener: Callable[[object], None]) -> None:
    """Tell this listener of every event there is, in the transaction of the act, after all others.

    For what passes events on without knowing them; whoever wants one of them takes `within`.
    """
    _overhearing.append(listener)


def announce(event: object) -> None:
    """Tell everybody who listens. Call it once, at the end of a command."""
    kind = type(event)
    for listener in _within[kind]:
        listener(event)
    for name in _after_of[kind]:
        _defer(name, event)
    for records in _pokes[kind]:
        send_poke(records(event))
    for listener in _overhearing:
        listener(event)


def send_poke(records: Iterable[Record]) -> None:
    """Says what has changed, once the running transaction is committed; never the content.

    More than fifty records of a kind are told as the kind alone.
    """
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, record_id in records:
        by_kind[kind].append(str(record_id))
    if by_kind:
        payload = {kind: ids if len(ids) <= 50 else [] for kind, ids in by_kind.items()}
        pokes.send(json.dumps(payload))


def _defer(name: str, event: object) -> None:
    from orbita.platform.acts.jobs import run_listener

    run_listener.defer(listener=name, event=to_json(event))


def to_json(event: object) -> dict[str, Any]:
    """The event as plain values, for a job."""
    return {
        field.name: _plain(getattr(event, field.name))
        for field in dataclasses.fields(event)  # type: ignore[arg-type]
    }


def _plain(value: Any) -> Any:
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in value]
    return value


def owner_of_listener(name: str) -> str:
    """The app that plugged an `after` listener; "" when it is not known."""
    return _owners.get(name, "")


def is_whole(name: str) -> bool:
    """Whether this listener runs in one transaction, together with the mark that it has run."""
    return name in _whole


def call_listener(name: str, values: dict[str, Any]) -> None:
    """Run one `after` listener with an event that came out of a job."""
    kind, listener = _after[name]
    hints = get_type_hints(kind)
    listener(kind(**{key: _typed(hints[key], value) for key, value in values.items()}))


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    arguments = getattr(hint, "__args__", ())
    if isinstance(value, list):
        inner = arguments[0] if arguments else str
        return tuple(_typed(inner, item) for item in value)
    for kind in (hint, *arguments):
        if kind in (UUID, Decimal):
            return kind(value)
        if kind in (datetime, date):
            return kind.fromisoformat(value)
    return value
