"""What programs do with touchpoints."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.touchpoints import commands
from orbita.activities.touchpoints.models import Touchpoint
from orbita.platform.resources.slots import ApiAct, ApiTable, columns

MANAGE = "touchpoints.manage"
POINT = columns(
    Touchpoint, "name", "kind", "is_direct", "is_active", "default_for", "owner", "cost", "position"
)

API = (
    ApiTable(
        "touchpoints", _("Touchpoints"), lambda actor: Touchpoint.objects.all(), Touchpoint,
        tuple(POINT), permission="interactions.view",
    ),
    ApiAct("touchpoints/", commands.add_touchpoint, permission=MANAGE),
    ApiAct("touchpoints/{touchpoint_id}/", commands.change_touchpoint, "patch", spread="changes",
           body=POINT, permission=MANAGE),
    ApiAct("touchpoints/{touchpoint_id}/", commands.delete_touchpoint, "delete", permission=MANAGE),
    ApiAct("touchpoints/defaults/", commands.fill_default_touchpoints, permission=MANAGE),
)  # fmt: skip
