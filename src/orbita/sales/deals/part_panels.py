"""Panels of what belongs to a deal: lines, team, competitors; and how we stand against a client who
is a competitor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.parties.directory.models import Party
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.sales.deals import part_queries as queries
from orbita.sales.deals.models import Deal

Shown = Mapping[str, Any] | None


def lines(actor: Actor, deal: Deal, as_of: datetime | None) -> Shown:
    """What is planned to be sold, with sum and margin. Two statements. Whoever does not see the
    amount of deals does not see of what it is made."""
    if as_of is not None or not actor.sees("deal", "amount"):
        return None
    may_edit = allows(actor, "deals.edit", deal) and deal.is_open
    found = queries.lines_for(actor, deal)
    may_edit = may_edit and actor.may_set("deal", "amount")
    if not found.rows and not may_edit:
        return None
    margin = actor.sees("deal", "margin")
    return {"deal": deal, "lines": found, "may_edit": may_edit, "shows_margin": margin}


def team(actor: Actor, deal: Deal, as_of: datetime | None) -> Shown:
    """Who sells the deal, in which role, for which share. Two statements."""
    if as_of is not None:
        return None
    may_edit = allows(actor, "deals.edit", deal)
    return {"deal": deal, "team": queries.team_of(deal), "may_edit": may_edit}


def rivals(actor: Actor, deal: Deal, as_of: datetime | None) -> Shown:
    """Who else wants the deal, with the battle card of each. Six statements."""
    if as_of is not None:
        return None
    may_edit = allows(actor, "deals.edit", deal)
    found = queries.rivals_of(actor, deal)
    return {"deal": deal, "rivals": found, "may_edit": may_edit} if found or may_edit else None


def against(actor: Actor, party: Party, as_of: datetime | None) -> Shown:
    """How often we met this competitor, and who got the deals. Three statements."""
    if as_of is not None:
        return None
    if not PartyRole.objects.filter(party=party, role=Role.COMPETITOR).exists():
        return None
    return {"score": queries.scores(actor, [party.pk]).get(party.pk, queries.Score(party.pk))}
