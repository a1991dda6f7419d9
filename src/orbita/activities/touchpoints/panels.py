"""Where a client met us first and last, on his page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.activities.touchpoints.queries import touch_of
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor


def met(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """First and last touchpoint. One statement; nothing where no contact names one."""
    touch = touch_of(party) if as_of is None else None
    return {"touch": touch} if touch else None
