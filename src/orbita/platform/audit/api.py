"""What programs do with the history of records: one state or all of it set back."""

from orbita.platform.audit import commands
from orbita.platform.resources.slots import ApiAct

API = (
    ApiAct("records/{kind}/{record_id}/values/{name}/restoration/", commands.restore_value),
    ApiAct("records/{kind}/{record_id}/parts/{part_name}/{pk}/restoration/", commands.restore_part),
    ApiAct("records/{kind}/{record_id}/restoration/", commands.restore_whole),
)
