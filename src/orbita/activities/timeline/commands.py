"""What is done with contacts: write down, plan, finish, change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.errors import (
    DoneInFuture,
    NothingWritten,
    StepIsDone,
    StepNeedsSubject,
    StepNeedsTime,
    StoriesStay,
)
from orbita.activities.timeline.events import (
    InteractionLogged,
    InteractionsChanged,
    StepFinished,
    StepMoved,
    StepPlanned,
)
from orbita.activities.timeline.handover import Told as Told
from orbita.activities.timeline.handover import hand_to_client as hand_to_client
from orbita.activities.timeline.handover import note_on_records as note_on_records
from orbita.activities.timeline.handover import tell_of_records as tell_of_records
from orbita.activities.timeline.handover import tell_stories as tell_stories
from orbita.activities.timeline.mentions import mentioned_in
from orbita.activities.timeline.models import Interaction, Kind
from orbita.activities.timeline.subjects import (
    Subject,
    add_participants,
    employee,
    subject_of,
    touched,
)
from orbita.activities.timeline.times import understand
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.files.commands import attach_file
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows
from orbita.platform.records.slots import RecordRef

EDITABLE = {
    "kind", "direction", "channel", "subject", "text", "result", "duration", "due_at", "is_all_day",
    "done_at", "assignee", "owner", "is_pinned", "touchpoint",
}  # fmt: skip
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


@command
def log_interaction(
    *,
    kind: str,
    party_id: UUID | None = None,
    about: RecordRef | None = None,
    text: str = "",
    subject: str = "",
    done_at: datetime | None = None,
    colleagues: Sequence[UUID] = (),
    people: Sequence[UUID] = (),
    next_step: NextStep | None = None,
    files: Sequence[Any] = (),
    by: Actor,
    **more: Any,
) -> Interaction:
    """Write down a contact that has taken place; a decision is pinned at once.

    `more` may hold direction, channel, result, duration (seconds), due_at (of a decision);
    `next_step` is planned with it, `files` hang on it. Refuses a future time, a note
    without words, a client or record that the actor does not see.
    """
    require(by, "interactions.create")
    now = timezone.now()
    if done_at is not None and done_at > now:
        raise DoneInFuture
    if kind not in SPEAK_FOR_THEMSELVES and not (text.strip() or subject.strip()):
        raise NothingWritten
    whose = subject_of(by, party_id, about)

    made = Interaction.objects.create(
        kind=kind,
        text=text.strip(),
        subject=subject.strip(),
        done_at=done_at or now,
        is_pinned=kind == Kind.DECISION,
        owner_id=by.id,
        created_by_id=by.id,
        **whose.columns,
        **more,
    )
    mentioned = mentioned_in(text)
    add_participants(made, colleagues=colleagues, people=people, mentioned=mentioned, by=by)
    _attach(made, files, by)
    if next_step is not None:
        announce(_planned(_plan(next_step, whose, by), (), by))
    announce(
        InteractionLogged(
            interaction_id=made.pk, **whose.columns, kind=kind, mentioned=mentioned, by=by.id
        )
    )
    return made


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
    assignee = employee(assignee_id) if assignee_id and assignee_id != by.id else by.id

    step = _plan(
        NextStep(kind, due_at, is_all_day, subject.strip(), assignee), whose, by, text=text, **more
    )
    mentioned = mentioned_in(f"{subject} {text}")
    add_participants(step, colleagues=colleagues, people=people, mentioned=mentioned, by=by)
    _attach(step, files, by)
    announce(_planned(step, mentioned, by))
    return step


@dataclass(frozen=True)
class PlannedStep:
    """One step of a mass plan: about a record, with its client, for whoever is to do it."""

    step: NextStep
    party_id: UUID | None
    about: RecordRef | None = None


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
    _tell_changed(rows, ("due_at",), by)
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
    step = _lock(interaction_id, by)
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
        following = _plan(next_step, whose, by)
        announce(_planned(following, (), by))
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
    step = _lock(interaction_id, by)
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


@command
def change_interactions(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Interaction]:
    """Set fields of one contact or of many. What Orbita noted itself stays as it is."""
    changes = {field: value for field, value in changes.items() if field in EDITABLE}
    if (done_at := changes.get("done_at")) and done_at > timezone.now():
        raise DoneInFuture
    if Interaction.objects.filter(pk__in=list(ids), kind=Kind.STORY).exists():
        raise StoriesStay
    rows: list[Interaction] = change_rows(Interaction, ids, changes, base=base, by=by)
    _tell_changed(rows, tuple(changes), by)
    return rows


@command
def pin_interaction(interaction_id: UUID, *, pinned: bool, by: Actor) -> Interaction:
    """Show a contact above the timeline, or no longer. Whoever may write on it may pin."""
    row: Interaction = Interaction.objects.visible_to(by).locked(interaction_id)
    require(by, "interactions.create")
    row.is_pinned = pinned
    row.save(update_fields=["is_pinned"])
    _tell_changed([row], ("is_pinned",), by)
    return row


@command
def delete_interactions(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put contacts into the bin."""
    binned = bin_rows(Interaction, ids, by=by)
    _tell_changed(list(Interaction.objects.filter(pk__in=binned)), ("deleted_at",), by)


@command
def restore_interactions(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take contacts out of the bin."""
    restored = restore_rows(Interaction, ids, by=by)
    _tell_changed(list(Interaction.objects.filter(pk__in=restored)), ("deleted_at",), by)


@command
def tell_story(
    key: str,
    *,
    party_id: UUID | None = None,
    about: RecordRef | None = None,
    values: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    by: Actor,
) -> Interaction:
    """Note on the timeline that something happened elsewhere (a deal was won), with plain values.

    Called by `within` listeners of other apps, so it belongs to their act and is undone with it.
    """
    return Interaction.objects.create(
        kind=Kind.STORY,
        party_id=party_id,
        about_kind=about.kind if about else "",
        about_id=about.id if about else None,
        story={**(values or {}), "key": key},
        done_at=at or timezone.now(),
        owner_id=by.id,
        created_by_id=by.id,
    )


def _lock(interaction_id: UUID, by: Actor) -> Interaction:
    """The contact for an act on it: seen, locked, and his to change."""
    seen: Interaction = Interaction.objects.visible_to(by).locked(interaction_id)
    if not Interaction.objects.within(by, "edit").filter(pk=interaction_id).exists():
        raise NotAllowed
    return seen


def _attach(row: Interaction, files: Sequence[Any], by: Actor) -> None:
    for upload in files:
        attach_file(upload, to=RecordRef("interaction", row.pk), by=by)


def _plan(step: NextStep, whose: Subject, by: Actor, **more: Any) -> Interaction:
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


def _planned(step: Interaction, mentioned: tuple[UUID, ...], by: Actor) -> StepPlanned:
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


def _tell_changed(rows: Sequence[Interaction], fields: tuple[str, ...], by: Actor) -> None:
    announce(
        InteractionsChanged(
            interaction_ids=tuple(row.pk for row in rows),
            fields=fields,
            touched=touched(rows),
            by=by.id,
        )
    )
