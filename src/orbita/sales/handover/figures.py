"""What sales say of a territory."""

from django.db.models import Count, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orbita.kit.money import format_amount
from orbita.parties.territories.models import PartyTerritory, Territory
from orbita.parties.territories.queries import under
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import Fact
from orbita.sales.deals.models import Deal, Outcome


def open_deals_of_territory(actor: Actor, territory: Territory) -> Fact | None:
    """Open deals with the clients of a territory and of all below it. One statement."""
    clients = PartyTerritory.objects.filter(territory__in=under([territory.pk])).values("party")
    deals = Deal.objects.visible_to(actor).filter(stage__outcome=Outcome.OPEN, party__in=clients)
    found = deals.aggregate(count=Count("pk"), amount=Sum("amount"))
    shows_sum = actor.sees("deal", "amount")
    where = f'["party.territory","under",["{territory.pk}"]]'
    amount = format_amount(found["amount"] or 0, "RUB", get_language() or "ru", short=True)
    return Fact(
        _("Open deals"),
        str(found["count"]),
        _("for %(sum)s") % {"sum": amount} if found["count"] and shows_sum else "",
        url=f'/deals/?mode=table&where=["and",{where},["outcome","in",["open"]]]',
    )
