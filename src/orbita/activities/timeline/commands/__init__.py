"""What is done with contacts: write down, plan, finish, change, tell."""

from orbita.activities.timeline.commands.changing import (
    EDITABLE,
    change_interactions,
    delete_interactions,
    pin_interaction,
    restore_interactions,
)
from orbita.activities.timeline.commands.logging import log_interaction
from orbita.activities.timeline.commands.steps import (
    NextStep,
    PlannedStep,
    finish_interaction,
    plan_interaction,
    plan_steps,
    reschedule_interaction,
)
from orbita.activities.timeline.commands.telling import (
    Told,
    hand_to_client,
    note_on_records,
    tell_of_records,
    tell_stories,
    tell_story,
)

__all__ = [
    "EDITABLE",
    "NextStep",
    "PlannedStep",
    "Told",
    "change_interactions",
    "delete_interactions",
    "finish_interaction",
    "hand_to_client",
    "log_interaction",
    "note_on_records",
    "pin_interaction",
    "plan_interaction",
    "plan_steps",
    "reschedule_interaction",
    "restore_interactions",
    "tell_of_records",
    "tell_stories",
    "tell_story",
]
