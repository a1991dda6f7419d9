"""What programs do with call lists."""

from orbita.activities.timeline.models import Kind
from orbita.platform.resources.slots import ApiAct, ApiResource
from orbita.sales.prospecting import commands
from orbita.sales.prospecting.models import Origin, State

API = (
    ApiResource(
        "call_list", "call-lists", editable=tuple(commands.EDITABLE),
        create=commands.make_call_list, more={"origin": Origin},
        parts={
            "entries": ("party_id", "position", "state", "assignee_id", "called_at", "attempts",
                        "note"),
        },
        order=70,
    ),
    ApiAct("call-lists/{list_id}/entries/", commands.add_to_call_list),
    ApiAct("call-lists/{list_id}/entries/{entry_id}/call/", commands.record_call,
           body={"state": State, "next_step.kind": Kind}),
    ApiAct("call-lists/look-alikes/", commands.call_look_alikes),
    ApiAct("segments/{segment_id}/call-list/", commands.call_segment),
)  # fmt: skip
