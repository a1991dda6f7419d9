"""What programs do with the builder of own fields."""

from orbita.platform.fields.api import FIELD
from orbita.platform.resources.slots import ApiAct
from orbita.platform.tailoring import commands

MANAGE = "fields.manage"

API = (
    ApiAct("fields/{field_id}/shape/", commands.shape_field, "patch", spread="values", body=FIELD,
           permission=MANAGE),
    ApiAct("kinds/{kind}/tabs/", commands.order_tabs, "put", permission=MANAGE),
    ApiAct("dossier-templates/{key}/", commands.switch_template, "put", permission=MANAGE),
)  # fmt: skip
