"""Deals with a way behind them, and the check that a figure opens exactly its records."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import alice
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage, StageStay
from orbita.sales.deals.tests.factories import deal, stage


def went(
    *days: int,
    to: str = "open",
    amount: int = 100,
    opened: date | None = None,
    owner: User | None = None,
    reason: LossReason | None = None,
    **values: Any,
) -> Deal:
    """A deal that stood so many days on each of its first stages and then ended (or did not)."""
    start = opened or timezone.localdate()
    made = deal(owner=owner or alice(), amount=Decimal(amount), opened_on=start, **values)
    at = timezone.make_aware(datetime.combine(start, datetime.min.time())) + timedelta(hours=12)
    StageStay.objects.filter(deal=made).delete()
    for place, length in enumerate(days):
        left = at + timedelta(days=length)
        last = to == Outcome.OPEN and place == len(days) - 1
        Deal.objects.filter(pk=made.pk).update(stage=stage(place), stage_since=at)
        at = at if last else left
    if to != Outcome.OPEN:
        end = Stage.objects.get(pipeline=stage().pipeline_id, outcome=to)
        closing = {"loss_reason": reason} if to == Outcome.LOST else {}
        Deal.objects.filter(pk=made.pk).update(
            stage=end, stage_since=at, closed_on=values.get("closed_on") or start, **closing
        )
    made.refresh_from_db()
    return made
