"""What deals tell on the timeline."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.commands import tell_story
from orbita.activities.timeline.slots import Story
from orbita.kit.money import format_amount
from orbita.platform.acts.frame import running
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.events import (
    DealLost,
    DealMoved,
    DealOpened,
    DealPostponed,
    DealReopened,
    DealWon,
)
from orbita.sales.deals.models import Deal, LossReason, Stage


def _sum(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The stored amount as it is read."""
    amount = values.get("amount")
    worded = (
        format_amount(Decimal(amount), values.get("currency", "RUB"), get_language() or "ru")
        if amount
        else ""
    )
    return {**values, "sum": worded}


AMOUNT = (("amount", "deal", "amount"),)
STORIES = (
    Story("deal-opened", _("Deal opened: %(title)s"), "briefcase", "blue", "%(sum)s", _sum, AMOUNT),
    Story("deal-moved", _("Deal moved to “%(stage)s”"), "arrow-right", "gray", "%(title)s"),
    Story("deal-won", _("Deal won: %(title)s"), "trophy", "green", "%(sum)s", _sum, AMOUNT),
    Story(
        "deal-lost",
        _("Deal lost: %(title)s"),
        "thumbs-down",
        "red",
        "%(reason)s",
        over=(("reason", "deal", "loss_reason"),),
    ),
    Story("deal-postponed", _("Deal put off: %(title)s"), "hourglass", "amber", "%(until)s"),
    Story("deal-reopened", _("Deal reopened: %(title)s"), "rotate-ccw", "amber"),
)


def _tell(key: str, deal_id: UUID, party_id: UUID | None, **values: Any) -> None:
    act = running()
    assert act is not None
    deal = Deal.objects.only("title", "amount", "currency").get(pk=deal_id)
    amount = None if deal.amount is None else str(deal.amount)
    told = {"title": deal.title, "amount": amount, "currency": deal.currency, **values}
    tell_story(key, party_id=party_id, about=RecordRef("deal", deal_id), values=told, by=act.by)


def tell_opened(event: DealOpened) -> None:
    """A deal was opened."""
    _tell("deal-opened", event.deal_id, event.party_id)


def tell_moved(event: DealMoved) -> None:
    """A deal has come to another stage."""
    stage = Stage.objects.only("name").get(pk=event.stage_id)
    _tell("deal-moved", event.deal_id, event.party_id, stage=stage.name)


def tell_won(event: DealWon) -> None:
    """A deal was won."""
    _tell("deal-won", event.deal_id, event.party_id)


def tell_lost(event: DealLost) -> None:
    """A deal was lost, and why."""
    reason = LossReason.objects.only("name").get(pk=event.reason_id)
    _tell("deal-lost", event.deal_id, event.party_id, reason=reason.name)


def tell_postponed(event: DealPostponed) -> None:
    """A deal was put off."""
    _tell("deal-postponed", event.deal_id, event.party_id, until=event.until.isoformat())


def tell_reopened(event: DealReopened) -> None:
    """A closed deal was taken up again."""
    _tell("deal-reopened", event.deal_id, event.party_id)
