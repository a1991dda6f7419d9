"""How an entry of the timeline is read: title, icon, tone, who with whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.timeline.models import Direction, Interaction, Kind, Result
from orbita.activities.timeline.slots import stories
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.dates import day_heading, duration, when

LOOKS = {
    Kind.CALL: ("phone", "green"),
    Kind.MEETING: ("users-round", "orange"),
    Kind.LETTER: ("mail", "blue"),
    Kind.CHAT: ("message-circle", "teal"),
    Kind.VISIT: ("map-pin-check", "orange"),
    Kind.NOTE: ("sticky-note", "amber"),
    Kind.DOCUMENT: ("file-text", "blue"),
    Kind.DECISION: ("handshake", "violet"),
    Kind.TASK: ("list-todo", "blue"),
}
RESULT_TONES = {
    Result.REACHED: "green",
    Result.AGREED: "green",
    Result.NO_ANSWER: "amber",
    Result.REFUSED: "red",
    Result.POSTPONED: "gray",
    Result.DONE: "gray",
}

# Django's get_…_display builds its dictionary anew for each row.
_KINDS: dict[str, Any] = dict(Kind.choices)
_RESULTS: dict[str, Any] = dict(Result.choices)


@dataclass(frozen=True)
class Entry:
    """One entry as the template draws it."""

    id: UUID
    icon: str
    tone: str
    title: str
    line: str
    text: str
    at: datetime
    time: str
    is_planned: bool
    is_late: bool
    is_pinned: bool
    result: str
    result_tone: str
    length: str
    due: str
    may_change: bool
    may_delete: bool
    is_story: bool
    files: tuple[Any, ...] = ()
    heading: str = ""


def entries(actor: Actor, rows: list[Interaction], *, after_day: date | None = None) -> list[Entry]:
    """Rows as entries, each first of a day with the day's heading. No statement.

    `after_day` is the day above the first row: its heading stands there already.
    """
    shown = []
    day = after_day
    for row in rows:
        its_day = timezone.localtime(row.at).date()
        heading = day_heading(its_day) if its_day != day else ""
        day = its_day
        shown.append(entry(actor, row, heading))
    return shown


def entry(actor: Actor, row: Interaction, heading: str = "") -> Entry:
    """One row as it is read."""
    is_story = row.kind == Kind.STORY
    icon, tone, title, text = _story(row, actor) if is_story else _contact(row)
    mine = actor.id in (row.owner_id, row.assignee_id) and actor.id is not None
    return Entry(
        id=row.pk,
        icon=icon,
        tone=tone,
        title=title,
        line="" if is_story else _line(row),
        text=text,
        at=row.done_at or row.due_at or row.created_at,
        time=_time(row),
        is_planned=not row.is_done,
        is_late=_late(row),
        is_pinned=row.is_pinned,
        result=str(_RESULTS.get(row.result, row.result)),
        result_tone=RESULT_TONES.get(row.result, "gray"),  # type: ignore[call-overload]
        length=duration(row.duration) if row.duration else "",
        due=when(row.due_at, "date") if row.kind == Kind.DECISION and row.due_at else "",
        may_change=not is_story and (mine or _in_scope(actor, row, "edit")),
        may_delete=not is_story and _in_scope(actor, row, "delete"),
        is_story=is_story,
        files=tuple(getattr(row, "files", ())),
        heading=heading,
    )


def _story(row: Interaction, actor: Actor) -> tuple[str, str, str, str]:
    told = stories.get(row.story.get("key", ""))
    if told is None:
        return "activity", "gray", row.subject or _("Event"), row.text
    title = told.worded(told.title, row.story, actor)
    return told.icon, told.tone, title, told.worded(told.text, row.story, actor) or row.text


def _contact(row: Interaction) -> tuple[str, str, str, str]:
    icon, tone = LOOKS.get(row.kind, ("activity", "gray"))  # type: ignore[call-overload]
    if row.kind == Kind.CALL:
        icon = {Direction.IN: "phone-incoming", Direction.OUT: "phone-outgoing"}.get(
            row.direction,  # type: ignore[call-overload]
            icon,
        )
    title = row.subject or _kind_words(row)
    return icon, tone, title, row.text


_DONE_WORDS: dict[tuple[str, str], Any] = {
    (Kind.CALL, Direction.IN): gettext_lazy("Incoming call"),
    (Kind.CALL, Direction.OUT): gettext_lazy("Outgoing call"),
    (Kind.LETTER, Direction.IN): gettext_lazy("Letter received"),
    (Kind.LETTER, Direction.OUT): gettext_lazy("Letter sent"),
}


def _kind_words(row: Interaction) -> str:
    done = _DONE_WORDS.get((row.kind, row.direction)) if row.is_done else None
    return str(done or _KINDS.get(row.kind) or row.kind)


def _line(row: Interaction) -> str:
    """Who with whom: the client's people and ours, in the direction of the contact."""
    people = getattr(row, "people", [])
    theirs = ", ".join(str(one.party) for one in people if one.party_id)
    doer = row.assignee if not row.is_done and row.assignee_id else row.owner
    ours = ", ".join(
        [
            str(doer or _("Orbita")),
            *(str(one.user) for one in people if one.user_id and not one.is_mentioned),
        ]
    )
    said = f"{_kind_words(row)} · " if row.subject else ""
    if not theirs:
        return said + ours
    sides = (theirs, ours) if row.direction == Direction.IN else (ours, theirs)
    return said + " → ".join(sides)


def _time(row: Interaction) -> str:
    if row.is_done:
        return f"{timezone.localtime(row.done_at):%H:%M}"
    return when(row.due_at, "date" if row.is_all_day else "time")


def _late(row: Interaction) -> bool:
    if row.is_done or row.due_at is None:
        return False
    if row.is_all_day:
        return timezone.localtime(row.due_at).date() < timezone.localdate()
    return row.due_at < timezone.now()


def _in_scope(actor: Actor, row: Interaction, action: str) -> bool:
    """Whether to offer an act on a row; the command checks again, with the database."""
    scope = actor.scope(f"interactions.{action}")
    circles: dict[str, frozenset[UUID | None]] = {
        "own": frozenset({actor.id}),
        "assigned": frozenset({actor.id}),
        "team": actor.team,
        "subtree": actor.subtree | actor.team,
    }
    does_it = scope == "assigned" and row.assignee_id == actor.id
    return scope == "all" or does_it or row.owner_id in circles.get(scope, frozenset())
