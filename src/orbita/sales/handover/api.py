"""What programs do with hand-overs."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.resources.slots import ApiAct, ApiTable
from orbita.sales.handover import commands
from orbita.sales.handover.models import Handover, Split
from orbita.sales.handover.queries import concerning

SEES = "handovers.create"

API = (
    ApiTable(
        "handovers", _("Hand-overs"), concerning, Handover,
        ("giver_id", "note", "until", "state", "returned_at", "made_by_id", "made_at"),
        permission=SEES,
    ),
    ApiAct("handovers/", commands.hand_over, body={"split": Split}, permission=SEES),
    ApiAct("handovers/{handover_id}/return/", commands.hand_back, permission=SEES),
)  # fmt: skip
