"""Whom deals tell: colleagues who came into a team."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from orbita.platform.accounts.queries import names_of
from orbita.platform.notifications.slots import Announced
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.events import DealTeamSet
from orbita.sales.deals.models import Deal


def word_joined(values: Mapping[str, Any]) -> str:
    """The sentence for somebody new in a team."""
    return _("%(author)s has taken you into the team of the deal “%(title)s”") % values


def joined(event: DealTeamSet) -> Announced | None:
    """The colleagues who were not in the team before, besides whoever set it."""
    told = {user for user in event.joined if user != event.by}
    deal = Deal.objects.alive().filter(pk=event.deal_id).first()
    if not told or deal is None:
        return None
    author = names_of({event.by}).get(event.by, "Orbita") if event.by else "Orbita"
    return Announced(told, {"author": author, "title": deal.title}, RecordRef("deal", deal.pk))
