"""What programs do with single records given to others."""

from orbita.platform.resources.slots import ApiAct
from orbita.platform.sharing import commands
from orbita.platform.sharing.models import Level

API = (
    ApiAct("records/{kind}/{record_id}/shares/", commands.share_record, body={"level": Level}),
    ApiAct("shares/{share_id}/", commands.take_share, "delete"),
)
