"""Competitors who want the same deal."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from orbita.parties.directory.commands import add_party
from orbita.parties.directory.models import Form, Party
from orbita.parties.roles.commands import set_role
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import changed_meanwhile
from orbita.sales.deals.commands.locking import lock_deal
from orbita.sales.deals.errors import CompetitorIsClient
from orbita.sales.deals.events import DealsChanged
from orbita.sales.deals.models import DealCompetitor
from orbita.sales.deals.part_queries import nameable

KNOWN = ("price", "strengths", "weaknesses")


@command
def set_competitor(
    deal_id: UUID,
    *,
    party_id: UUID,
    base: Mapping[str, Any] | None = None,
    by: Actor,
    **known: Any,
) -> DealCompetitor:
    """Name a competitor in a deal, or write down what is known of him here: his price, strengths,
    weaknesses.

    He gets the role of a competitor where the actor may change him. `base` is what the editor saw:
    refuses what somebody else has changed since, and the deal's own client as his competitor.
    """
    deal = lock_deal(deal_id, by)
    party: Party = nameable(by).one(party_id)
    if party.pk == deal.party_id:
        raise CompetitorIsClient(name=party.name)
    row = DealCompetitor.objects.filter(deal=deal, party=party).first()
    row = row or DealCompetitor(deal=deal, party=party)
    for name, value in known.items():
        if name not in KNOWN or (base is not None and base.get(name) == value):
            continue
        if base is not None and getattr(row, name) not in (base.get(name), value):
            raise changed_meanwhile(DealCompetitor, row, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    is_competitor = PartyRole.objects.filter(party=party, role=Role.COMPETITOR).exists()
    if not is_competitor and allows(by, "parties.edit", party):
        set_role(party.pk, Role.COMPETITOR, by=by)
    announce(DealsChanged(deal_ids=(deal.pk,), fields=("competitors",), by=by.id))
    return row


@command
def add_competitor(deal_id: UUID, *, name: str, by: Actor, **known: Any) -> DealCompetitor:
    """Name a competitor whom we did not know: an organisation with this role is made.

    Refuses a party without a name, and whoever may not add clients.
    """
    party = add_party(form=Form.ORGANISATION, values={"name": name}, by=by)
    return set_competitor(deal_id, party_id=party.pk, by=by, **known)


@command
def drop_competitor(deal_id: UUID, *, party_id: UUID, by: Actor) -> None:
    """The competitor does not want the deal any more, or never did."""
    deal = lock_deal(deal_id, by)
    DealCompetitor.objects.filter(deal=deal, party=party_id).delete()
    announce(DealsChanged(deal_ids=(deal.pk,), fields=("competitors",), by=by.id))
