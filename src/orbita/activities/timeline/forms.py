"""What was typed into the composer: one form for a note, a call, a meeting, a letter, a task."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.timeline.commands import NextStep, log_interaction, plan_interaction
from orbita.activities.timeline.errors import NotAnEmployee, StepNeedsTime
from orbita.activities.timeline.models import Direction, Interaction, Kind, Result
from orbita.activities.timeline.queries import colleague_named
from orbita.activities.timeline.times import When, understand
from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import RecordRef

OFFERED = (Kind.NOTE, Kind.CALL, Kind.MEETING, Kind.LETTER, Kind.TASK)
TWO_SIDED = (Kind.CALL, Kind.LETTER)


@dataclass(frozen=True)
class Composed:
    """The composer as it was sent, still as texts."""

    kind: str = Kind.NOTE
    text: str = ""
    when: str = ""
    plan: bool = False
    direction: str = Direction.OUT
    result: str = ""
    minutes: str = ""
    assignee: str = ""
    next: str = ""
    decision: bool = False
    person: str = ""
    touchpoint: str = ""
    act_key: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """What a POST holds."""
        sent = request.POST
        kind = sent.get("kind", "")
        texts = ("text", "when", "direction", "result", "minutes", "assignee", "next", "person",
                 "touchpoint", "act_key")  # fmt: skip
        return cls(
            kind=kind if kind in Kind.values and kind != Kind.STORY else Kind.NOTE,
            plan=sent.get("do") == "plan" or kind == Kind.TASK,
            decision=bool(sent.get("decision")),
            **{name: sent.get(name, "").strip() for name in texts},
        )

    def save(self, about: RecordRef, files: list[Any], *, by: Actor) -> Interaction:
        """Carry out what was composed: plan a step, or write down a contact."""
        return self._plan(about, files, by) if self.plan else self._log(about, files, by)

    def _plan(self, about: RecordRef, files: list[Any], by: Actor) -> Interaction:
        when, text = understand(self.when), self.text
        if when is None and not self.when:
            when = understand(text)
            text = when.rest if when else text
        if when is None:
            raise StepNeedsTime
        subject, _newline, rest = text.partition("\n")
        return plan_interaction(
            kind=self.kind,
            due_at=when.at,
            is_all_day=when.is_all_day,
            about=about,
            subject=subject[:500],
            text=rest.strip(),
            assignee_id=self._assignee(),
            people=self._people(),
            files=files,
            touchpoint_id=uuid_or_none(self.touchpoint),
            by=by,
            **self._once,
        )

    def _log(self, about: RecordRef, files: list[Any], by: Actor) -> Interaction:
        is_decision = self.decision and self.kind == Kind.NOTE
        when = understand(self.when)
        if self.when and when is None:
            raise StepNeedsTime
        two_sided = self.kind in TWO_SIDED and self.direction in Direction.values
        return log_interaction(
            kind=Kind.DECISION if is_decision else self.kind,
            about=about,
            text=self.text,
            done_at=when.at if when and not is_decision else None,
            due_at=when.at if when and is_decision else None,
            direction=self.direction if two_sided else Direction.NONE,
            result=self.result if self.result in Result.values and self._has_result else "",
            duration=self._seconds(),
            people=self._people(),
            next_step=self._next(by),
            files=files,
            touchpoint_id=uuid_or_none(self.touchpoint),
            by=by,
            **self._once,
        )

    @property
    def _has_result(self) -> bool:
        return self.kind in (Kind.CALL, Kind.MEETING)

    def _seconds(self) -> int | None:
        return int(self.minutes) * 60 if self.minutes.isdigit() and self._has_result else None

    @property
    def _once(self) -> dict[str, Any]:
        """The key by which a composer that is sent twice writes once."""
        return {"idempotency_key": uuid_or_none(self.act_key)}

    def _assignee(self) -> UUID | None:
        if not self.assignee:
            return None
        found = colleague_named(self.assignee)
        if found is None:
            raise NotAnEmployee
        return found

    def _people(self) -> list[UUID]:
        try:
            return [UUID(self.person)]
        except ValueError:
            return []

    def _next(self, by: Actor) -> NextStep | None:
        if not self.next or self.kind == Kind.NOTE:
            return None
        return next_step(self.next, by)


def next_step(text: str, by: Actor) -> NextStep:
    """«завтра в 10 отправить КП» as a step; without words it is a call. Refuses without a time."""
    step = NextStep.of(text, by.id)
    if step is None:
        raise StepNeedsTime(field="next")
    return step


def hint_of(text: str) -> tuple[When | None, str]:
    """How a typed time was understood, with a sentence for what was not."""
    when = understand(text)
    if when is None:
        return None, _(
            "No time in it yet: “tomorrow at 10”, “Friday”, “in 2 weeks”"
        ) if text else ""
    if when.at < timezone.now() and not when.is_all_day:
        return when, _("in the past")
    return when, ""
