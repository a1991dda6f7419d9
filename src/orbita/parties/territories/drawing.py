"""What the pages of territories show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.parties.directory.models import Party
from orbita.parties.territories.models import Territory, TerritoryRule
from orbita.parties.territories.queries import moves, recuts, rules_of, stood_on, tree
from orbita.parties.territories.slots import figures
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import parse
from orbita.platform.lists.chips import chips_of
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState

MANAGE = "territories.manage"
SHOWN = 50


@dataclass(frozen=True)
class RuleLine:
    """A rule in words."""

    rule: TerritoryRule
    parts: list[tuple[str, str]]


def whole(actor: Actor) -> dict[str, Any]:
    """The tree. Three statements."""
    nowhere = Party.objects.visible_to(actor).filter(territory=None).count()
    return {"nodes": tree(actor), "nowhere": nowhere, "may_manage": actor.may(MANAGE)}


def one(actor: Actor, territory: Territory, day: date) -> dict[str, Any]:
    """A territory with its figures, rules, parts, and the clients of a day."""
    nodes = tree(actor)
    node = next(node for node in nodes if node.territory.pk == territory.pk)
    inside = [one for one in nodes if one.territory.parent_id == territory.pk]
    stood = stood_on(actor, territory.pk, day)
    shown = [
        fact
        for plug in figures
        if actor.may(plug.permission) and (fact := plug.figure(actor, territory))
    ]
    return {
        "node": node,
        "territory": node.territory,
        "inside": inside,
        "facts": shown,
        "rules": [_line(rule, actor) for rule in rules_of(territory)],
        "day": day,
        "is_today": day == timezone.localdate(),
        "count": stood.count(),
        "clients": stood.order_by("sort_key", "pk").only("name", "city", "form")[:SHOWN],
        "may_manage": actor.may(MANAGE),
    }


def recut(actor: Actor, form: Any) -> dict[str, Any]:
    """What the rules would move, and the re-cuts there were."""
    found = moves(actor)
    return {
        "moves": found,
        "total": sum(move.count for move in found),
        "recuts": recuts(),
        "form": form,
    }


def _line(rule: TerritoryRule, actor: Actor) -> RuleLine:
    lists = (
        (_("Regions"), rule.regions),
        (_("Cities"), rule.cities),
        (_("Postcodes begin with"), rule.postcodes),
        (_("Countries"), rule.countries),
    )
    parts = [(label, ", ".join(values)) for label, values in lists if values]
    if rule.condition:
        state = ListState(screen=screens["party"], where=parse(rule.condition))
        parts += [(chip.label, chip.words) for chip in chips_of(state, actor)]
    return RuleLine(rule, parts or [(_("Everybody"), _("who fits no rule above"))])
