"""Whom a hand-over tells: the new owners, and the old one when it comes back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.accounts.queries import names_of
from orbita.platform.notifications.slots import Announced
from orbita.sales.handover.events import HandedBack, HandedOver


def word_given(values: Mapping[str, Any]) -> str:
    """The sentence for a new owner."""
    text = _("%(author)s hands clients over to you") % values
    return f"{text}: {values['note']}" if values.get("note") else text


def word_back(values: Mapping[str, Any]) -> str:
    """The sentence for whoever gets his own back."""
    count = values["count"]
    return ngettext(
        "%(count)s record is yours again", "%(count)s records are yours again", count
    ) % {"count": count}


def given(event: HandedOver) -> Announced | None:
    """Those who have got something, the actor left out."""
    told = {receiver for receiver, _count in event.counts if receiver != event.by}
    if not told:
        return None
    author = names_of({event.by}).get(event.by, "Orbita") if event.by else "Orbita"
    values = {"author": author, "note": event.note[:300], "url": _url(event.handover_id)}
    return Announced(told, values)


def back(event: HandedBack) -> Announced | None:
    """Whoever has got his own back."""
    if event.giver_id is None or event.giver_id == event.by or not event.count:
        return None
    values = {"count": event.count, "url": _url(event.handover_id)}
    return Announced({event.giver_id}, values)


def _url(handover_id: UUID) -> str:
    return reverse("handover:handover", args=[handover_id])
