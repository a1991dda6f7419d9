"""What programs do with own fields and their tabs."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.fields import commands
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.resources.slots import ApiAct, ApiTable, columns

MANAGE = commands.RIGHT
TAB = columns(FieldTab, "label", "where", "is_on", "position")
FIELD = columns(
    OwnField, "label", "help", "type", "tab", "target", "result", "unit", "is_long", "need",
    "need_where", "shown_where", "is_filter", "is_searched", "is_column", "is_personal",
) | {"options": list[dict[str, object]], "formula": object, "limits": dict[str, object]}  # fmt: skip
SHOWN = ("kind", "key", "label", "help", "type", "tab_id", "position", "options", "target", "formula",
         "result", "unit", "is_long", "need", "need_where", "shown_where", "limits", "is_filter",
         "is_searched", "is_column", "is_personal")  # fmt: skip

API = (
    ApiTable(
        "fields", _("Own fields"), lambda actor: OwnField.objects.filter(deleted_at=None), OwnField,
        SHOWN, permission=MANAGE,
    ),
    ApiAct("kinds/{kind}/fields/", commands.add_field, spread="values", body=FIELD,
           permission=MANAGE),
    ApiAct("kinds/{kind}/fields/", commands.place_fields, "put", permission=MANAGE),
    ApiAct("fields/{field_id}/", commands.change_field, "patch", spread="values", body=FIELD,
           permission=MANAGE),
    ApiAct("fields/{field_id}/", commands.delete_field, "delete", permission=MANAGE),
    ApiAct("fields/{field_id}/restoration/", commands.restore_field, permission=MANAGE),
    ApiTable(
        "field-tabs", _("Tabs"), lambda actor: FieldTab.objects.all(), FieldTab,
        ("kind", "label", "where", "template", "is_on", "position"), permission=MANAGE,
    ),
    ApiAct("kinds/{kind}/tabs/", commands.add_tab, permission=MANAGE),
    ApiAct("field-tabs/{tab_id}/", commands.change_tab, "patch", spread="values", body=TAB,
           permission=MANAGE),
    ApiAct("field-tabs/{tab_id}/", commands.delete_tab, "delete", permission=MANAGE),
)  # fmt: skip
