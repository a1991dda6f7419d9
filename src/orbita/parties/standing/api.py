"""What programs do with classifications and the classes of clients."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.standing import commands
from orbita.parties.standing.models import Classification, Grade, Method, PointRule, Schedule
from orbita.platform.resources.slots import ApiAct, ApiTable, columns

MANAGE = "classes.manage"
EDIT = "parties.edit"
RULE = ("classification_id", "name", "condition", "points", "position")

API = (
    ApiTable(
        "classifications", _("Classifications"), lambda actor: Classification.objects.all(),
        Classification,
        ("key", "name", "method", "form", "measure", "half_life", "schedule", "is_active", "note"),
        permission="parties.view",
    ),
    ApiAct(
        "classifications/", commands.add_classification, permission=MANAGE,
        body={"method": Method, "schedule": Schedule} | columns(Classification, "half_life"),
    ),
    ApiAct(
        "classifications/{classification_id}/", commands.change_classification, "patch",
        spread="changes", permission=MANAGE,
        body=columns(
            Classification, "name", "form", "measure", "half_life", "schedule", "is_active", "note"
        ),
    ),
    ApiAct("classifications/{classification_id}/", commands.delete_classification, "delete",
           permission=MANAGE),
    ApiAct("classifications/{classification_id}/computation/", commands.reclassify,
           permission=MANAGE),
    ApiAct("classifications/{classification_id}/weights/", commands.set_signal_weights, "put",
           permission=MANAGE),
    ApiAct("classifications/{classification_id}/grades/", commands.write_grade,
           without=("grade_id",), permission=MANAGE),
    ApiAct("classifications/{classification_id}/grades/{grade_id}/", commands.write_grade, "put",
           permission=MANAGE),
    ApiTable(
        "grades", _("Classes"), lambda actor: Grade.objects.all(), Grade,
        ("classification_id", "name", "tone", "position", "condition", "bound", "is_default"),
        permission="parties.view",
    ),
    ApiAct("grades/{grade_id}/", commands.delete_grade, "delete", permission=MANAGE),
    ApiAct("grades/{grade_id}/position/", commands.shift_grade, "put", permission=MANAGE),
    ApiAct("classifications/{classification_id}/points/", commands.write_point_rule,
           without=("rule_id",), permission=MANAGE),
    ApiAct("classifications/{classification_id}/points/{rule_id}/", commands.write_point_rule,
           "put", permission=MANAGE),
    ApiTable(
        "point-rules", _("Rules of points"), lambda actor: PointRule.objects.all(), PointRule, RULE,
        permission=MANAGE,
    ),
    ApiAct("point-rules/{rule_id}/", commands.delete_point_rule, "delete", permission=MANAGE),
    ApiAct("parties/{party_id}/classes/{grade_id}/", commands.give_class, "put", permission=EDIT),
    ApiAct("parties/{party_id}/classifications/{classification_id}/", commands.take_back_class,
           "delete", permission=EDIT),
)  # fmt: skip
