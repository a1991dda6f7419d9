"""What programs do with segments."""

from orbita.parties.segments import commands
from orbita.parties.segments.models import Sort
from orbita.platform.resources.slots import ApiAct, ApiResource

API = (
    ApiResource(
        "segment", "segments", editable=tuple(commands.EDITABLE), create=commands.add_segment,
        more={"sort": Sort}, order=20,
    ),
    ApiAct("segments/{segment_id}/parties/", commands.put_into_segment),
    ApiAct("segments/{segment_id}/parties/removal/", commands.take_out_of_segment),
    ApiAct("segments/{segment_id}/recomputation/", commands.recompute_segment),
    ApiAct("segments/{segment_id}/access/", commands.give_segment, "put"),
)  # fmt: skip
