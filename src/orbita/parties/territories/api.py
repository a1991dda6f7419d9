"""What programs do with territories, their rules and re-cuts."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.territories import commands
from orbita.parties.territories.models import Recut, Territory, TerritoryRule
from orbita.platform.resources.slots import ApiAct, ApiTable, Shape

MANAGE = "territories.manage"
LISTS = Shape(
    "TerritoryLists",
    {"countries": list[str], "regions": list[str], "cities": list[str], "postcodes": list[str]},
)

API = (
    ApiTable(
        "territories", _("Territories"), lambda actor: Territory.objects.all(), Territory,
        ("parent_id", "name", "position", "manager_id", "team_id"), permission="parties.view",
    ),
    ApiAct("territories/", commands.add_territory, permission=MANAGE),
    ApiAct("territories/{territory_id}/", commands.change_territory, "put", permission=MANAGE),
    ApiAct("territories/{territory_id}/", commands.delete_territory, "delete", permission=MANAGE),
    ApiAct("territories/{territory_id}/position/", commands.shift_territory, "put", permission=MANAGE),
    ApiAct("territories/{territory_id}/parties/", commands.place_by_hand),
    ApiAct("territories/following/", commands.follow_rules),
    ApiAct(
        "territories/{territory_id}/rules/", commands.add_territory_rule, body={"lists": LISTS},
        permission=MANAGE,
    ),
    ApiTable(
        "territory-rules", _("Rules of territories"), lambda actor: TerritoryRule.objects.all(),
        TerritoryRule,
        ("territory_id", "position", "countries", "regions", "cities", "postcodes", "condition"),
        permission=MANAGE,
    ),
    ApiAct(
        "territory-rules/{rule_id}/", commands.change_territory_rule, "put", body={"lists": LISTS},
        permission=MANAGE,
    ),
    ApiAct("territory-rules/{rule_id}/", commands.delete_territory_rule, "delete", permission=MANAGE),
    ApiAct("territory-rules/{rule_id}/position/", commands.shift_territory_rule, "put",
           permission=MANAGE),
    ApiTable(
        "recuts", _("Re-cuts"), lambda actor: Recut.objects.all(), Recut,
        ("day", "note", "state", "moved", "made_at"), permission=MANAGE,
    ),
    ApiAct("recuts/", commands.plan_recut, permission=MANAGE),
    ApiAct("recuts/{recut_id}/", commands.cancel_recut, "delete", permission=MANAGE),
)  # fmt: skip
