"""What programs do with interactions: contacts written down, steps planned and finished."""

from orbita.activities.timeline import commands
from orbita.activities.timeline.commands.changing import EDITABLE
from orbita.activities.timeline.models import Interaction, Kind
from orbita.platform.resources.slots import ApiAct, ApiResource, columns

STEP = {"next_step.kind": Kind}
SAID = columns(Interaction, "direction", "channel", "result", "duration", "touchpoint")

API = (
    ApiResource(
        "interaction",
        "interactions",
        editable=tuple(EDITABLE),
        create=commands.log_interaction,
        more=STEP | SAID | columns(Interaction, "due_at", "source", "external_id"),
        create_without=("files",),
        parts={"participants": ("user_id", "party_id", "is_mentioned")},
        hidden=("at", "story"),
        unique=("source+external_id",),
        importable="interactions",
        order=30,
    ),
    ApiAct("interactions/steps/", commands.plan_interaction, body=SAID, without=("files",)),
    ApiAct("interactions/{interaction_id}/completion/", commands.finish_interaction, body=STEP),
    ApiAct("interactions/{interaction_id}/due/", commands.reschedule_interaction, "put"),
    ApiAct("interactions/{interaction_id}/pin/", commands.pin_interaction, "put"),
)
