"""Kinds of notices that other apps bring."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.events import after
from orbita.platform.records.slots import RecordRef

Text = str | Promise


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice. `word(values)` makes the sentence in the language of the reader."""

    key: str
    label: Text
    icon: str
    word: Callable[[Mapping[str, Any]], Text]
    tone: str = "blue"


@dataclass(frozen=True)
class Announced:
    """What a listener makes of an event: whom to tell, with which values, about which record."""

    to: Iterable[UUID]
    values: Mapping[str, Any]
    about: RecordRef | None = None


@dataclass(frozen=True)
class NoticeCarrier:
    """A way by which notices leave Orbita. `carry` is called in the act that makes them, with the key
    and the reader of each; it only puts work into a queue."""

    key: str
    carry: Callable[[Sequence[tuple[UUID, UUID]]], None]


notice_kinds: Slot[NoticeKind] = Slot("kinds of notices", key=lambda plug: plug.key)
notice_carriers: Slot[NoticeCarrier] = Slot("carriers of notices", key=lambda plug: plug.key)


def plug_notice(
    kind: NoticeKind, event: type[Any], announced: Callable[[Any], Announced | None]
) -> None:
    """Add a kind of notice that follows an event: once the act is committed, these people are told.

    `announced` gives None when nobody has to know.
    """
    notice_kinds.plug(kind)

    def listener(happened: Any) -> None:
        from orbita.platform.acts.actor import SYSTEM
        from orbita.platform.notifications.commands import notify

        found = announced(happened)
        if found is not None:
            notify(found.to, kind=kind.key, values=found.values, about=found.about, by=SYSTEM)

    # A listener is found again by its name when its job runs, so each needs its own.
    listener.__qualname__ = f"notice:{kind.key}"
    after(event, listener, is_whole=True)
