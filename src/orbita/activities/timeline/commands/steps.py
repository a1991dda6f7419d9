"""Planning next steps, finishing and moving them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.commands.common import attach, lock_interaction, tell_changed
from orbita.activities.timeline.errors import (
    DoneInFuture,
    StepIsDone,
    StepNeedsSubject,
    StepNeedsTime,
)
from orbita.activities.timeline.events import (
    StepFinished,
    StepMoved,
    StepPlanned,
)
from orbita.activities.timeline.mentions import mentioned_in
from orbita.activities.timeline.models import Interaction, Kind
from orbita.activities.timeline.subjects import (
    Subject,
    add_participants,
    employee,
    subject_of,
)
from orbita.activities.timeline.times import understand
from orbita.parties.handling.queries import refuse_call
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import RecordRef

SPEAK_FOR_THEMSELVES = {Kind.CALL, Kind.MEETING, Kind.LETTER, Kind.CHAT, Kind.VISIT}
"""Kinds that say something without a word: «звонок» alone is worth noting."""


@dataclass(frozen=True)
class NextStep:
    """What is to follow: planned together with finishing the step before."""

    kind: str
    due_at: datetime
    is_all_day: bool = False
    subject: str = ""
    assignee_id: UUID | None = None

    @classmethod
    def of(cls, text: str, assignee_id: UUID | None = None) -> "NextStep | None":
        """«завтра в 10 отправить КП» as a step; without words it is a call. None without a time."""
        when = understand(text)
        if when is None:
            return None
        kind = Kind.TASK if when.rest else Kind.CALL
        return cls(kind, when.at, when.is_all_day, when.rest, assignee_id)


@dataclass(frozen=True)
class PlannedStep:
    """One step of a mass plan: about a record, with its client, for whoever is to do it."""

    step: NextStep
    party_id: UUID | None
    about: RecordRef | None = None


@command
def plan_interaction(
    *,
    kind: str,
    due_at: datetime | None,
    is_all_day: bool = False,
    party_id: UUID | None = None,
    about: RecordRef | None = None,
    subject: str = "",
    text: str = "",
    assignee_id: UUID | None = None,
    colleagues: Sequence[UUID] = (),
    people: Sequence[UUID] = (),
    files: Sequence[Any] = (),
    by: Actor,
    **more: Any,
) -> Interaction:
    """Plan a next step for oneself or for a colleague. `is_all_day` means a day without a time.

    Refuses a step without a time, a task without words, a subject that the actor does not see.
    """
    require(by, "interactions.create")
    if due_at is None:
        raise StepNeedsTime
    if kind not in SPEAK_FOR_THEMSELVES and not (text.strip() or subject.strip()):
        raise StepNeedsSubject
    whose = subject_of(by, party_id, about)
    if kind == Kind.CALL:
        refuse_call([whose.party_id])
    assignee = employee(assignee_id) if assignee_id and assignee_id != by.id else by.id

    step = make_step(
        NextStep(kind, due_at, is_all_day, subject.strip(), assignee), whose, by, text=text, **more
    )
    mentioned = mentioned_in(f"{subject} {text}")
    add_participants(step, colleagues=colleagues, people=people, mentioned=mentioned, by=by)
    attach(step, files, by)
    announce(planned(step, mentioned, by))
    return step


@command
def plan_steps(steps: Sequence[PlannedStep], *, by: Actor) -> list[Interaction]:
    """Plan many steps at once. The caller has made sure that the actor may act on their records.

    Two statements and one event, however many there are.
    """
    require(by, "interactions.create")
    rows = Interaction.objects.bulk_create(
        [
            Interaction(
                kind=given.step.kind,
                subject=given.step.subject,
                due_at=given.step.due_at,
                is_all_day=given.step.is_all_day,
                assignee_id=given.step.assignee_id or by.id,
                owner_id=by.id,
                created_by_id=by.id,
                party_id=given.party_id,
                about_kind=given.about.kind if given.about else "",
                about_id=given.about.id if given.about else None,
            )
            for given in steps
        ]
    )
    tell_changed(rows, ("due_at",), by)
    return rows


@command
def finish_interaction(
    interaction_id: UUID,
    *,
    result: str = "",
    text: str = "",
    duration: int | None = None,
    done_at: datetime | None = None,
    next_step: NextStep | None = None,
    by: Actor,
) -> Interaction:
    """Mark a planned step as done, with how it went, and plan the one that follows if given.

    What is written is added to what the step said. Refuses a step that is done, a future time.
    """
    step = lock_interaction(interaction_id, by)
    if step.is_done:
        raise StepIsDone(subject=str(step))
    if done_at is not None and done_at > timezone.now():
        raise DoneInFuture

    step.done_at = done_at or timezone.now()
    step.result, step.duration = result, duration
    step.text = "\n\n".join(part for part in (step.text, text.strip()) if part)
    step.save(update_fields=["done_at", "result", "duration", "text"])
    following = None
    if next_step is not None:
        whose = Subject(step.party_id, step.about_kind, step.about_id)
        following = make_step(next_step, whose, by)
        announce(planned(following, (), by))
    announce(
        StepFinished(
            interaction_id=step.pk,
            party_id=step.party_id,
            about_kind=step.about_kind,
            about_id=step.about_id,
            result=result,
            next_id=following.pk if following else None,
            by=by.id,
        )
    )
    return step


@command
def reschedule_interaction(
    interaction_id: UUID, *, due_at: datetime | None, is_all_day: bool = False, by: Actor
) -> Interaction:
    """Put a planned step on another time. Refuses one that is done, and no time."""
    if due_at is None:
        raise StepNeedsTime
    step = lock_interaction(interaction_id, by)
    if step.is_done:
        raise StepIsDone(subject=str(step))

    step.due_at, step.is_all_day = due_at, is_all_day
    step.save(update_fields=["due_at", "is_all_day"])
    announce(
        StepMoved(
            interaction_id=step.pk,
            party_id=step.party_id,
            about_kind=step.about_kind,
            about_id=step.about_id,
            due_at=due_at,
            is_all_day=is_all_day,
            assignee_id=step.assignee_id,
            by=by.id,
        )
    )
    return step


def make_step(step: NextStep, whose: Subject, by: Actor, **more: Any) -> Interaction:
    """The row of a planned step."""
    return Interaction.objects.create(
        kind=step.kind,
        subject=step.subject,
        due_at=step.due_at,
        is_all_day=step.is_all_day,
        assignee_id=step.assignee_id or by.id,
        owner_id=by.id,
        created_by_id=by.id,
        **whose.columns,
        **more,
    )


def planned(step: Interaction, mentioned: tuple[UUID, ...], by: Actor) -> StepPlanned:
    """What is announced of a planned step."""
    assert step.due_at is not None
    return StepPlanned(
        interaction_id=step.pk,
        party_id=step.party_id,
        about_kind=step.about_kind,
        about_id=step.about_id,
        due_at=step.due_at,
        is_all_day=step.is_all_day,
        assignee_id=step.assignee_id,
        mentioned=mentioned,
        by=by.id,
    )
