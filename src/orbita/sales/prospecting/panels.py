"""What a list for calling shows on its page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import Fact
from orbita.sales.prospecting import queries
from orbita.sales.prospecting.models import CallList
from orbita.sales.prospecting.reasons import worded

SHOWN = 100


def about(actor: Actor, found: CallList, as_of: datetime | None) -> Mapping[str, Any] | None:
    """What to say, and where the clients come from."""
    return {"call_list": found}


def entries(actor: Actor, found: CallList, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The clients of the list with their reasons and how the calls went. One statement."""
    if as_of is not None:
        return None
    rows = list(queries.entries(actor, found.pk)[: SHOWN + 1])
    return {
        "call_list": found,
        "entries": [(row, worded(row.reasons)) for row in rows[:SHOWN]],
        "is_more": len(rows) > SHOWN,
        "most": SHOWN,
    }


def left_fact(actor: Actor, found: CallList) -> Fact | None:
    """How many are still to be called."""
    progress = getattr(found, "progress", None)
    if progress is None:
        return None
    total = _("of %(count)s") % {"count": progress.total}
    return Fact(_("Left to call"), str(progress.waiting), total)


def interested_fact(actor: Actor, found: CallList) -> Fact | None:
    """How many showed interest."""
    progress = getattr(found, "progress", None)
    count = progress.interested if progress else 0
    return Fact(_("Interested"), str(count), tone="good" if count else "")
