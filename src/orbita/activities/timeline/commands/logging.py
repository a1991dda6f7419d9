"""Writing down contacts that have taken place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.commands.common import attach
from orbita.activities.timeline.commands.steps import (
    SPEAK_FOR_THEMSELVES,
    NextStep,
    make_step,
    planned,
)
from orbita.activities.timeline.errors import (
    DoneInFuture,
    NothingWritten,
)
from orbita.activities.timeline.events import (
    InteractionLogged,
)
from orbita.activities.timeline.mentions import mentioned_in
from orbita.activities.timeline.models import Interaction, Kind
from orbita.activities.timeline.subjects import (
    add_participants,
    subject_of,
)
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import RecordRef


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
    attach(made, files, by)
    if next_step is not None:
        announce(planned(make_step(next_step, whose, by), (), by))
    announce(
        InteractionLogged(
            interaction_id=made.pk, **whose.columns, kind=kind, mentioned=mentioned, by=by.id
        )
    )
    return made
