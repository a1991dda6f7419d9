"""What rates show on the page of a client."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from orbita.platform.acts.actor import Actor
from orbita_rates.queries import rate_of


def of_client(actor: Actor, party: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The currency and the rate of today; nothing on the page of a past day. One statement."""
    if as_of is not None:
        return None
    url = reverse("rates:rate", args=[party.pk]) if actor.may("parties.edit") else ""
    return {"rate": rate_of(party.pk), "edit_url": url}
