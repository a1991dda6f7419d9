"""What is done with rates."""

from decimal import Decimal
from uuid import UUID

from orbita.parties.directory.models import Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita_rates.events import RateAgreed
from orbita_rates.models import ClientRate


@command
def agree_rate(party_id: UUID, *, currency: str, rate: Decimal, by: Actor) -> ClientRate:
    """Write down the currency of a client and its rate. Refuses who may not change the client."""
    party = Party.objects.visible_to(by).locked(party_id)
    require(by, "parties.edit", party)
    found, _is_new = ClientRate.objects.update_or_create(
        party=party, defaults={"currency": currency, "rate": rate}
    )
    announce(RateAgreed(party_id=party_id))
    return found
