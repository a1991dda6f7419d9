"""Figures of clients that follow from their deals, within the actor's sight of deals."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Avg,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    QuerySet,
    Sum,
    Value,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.measures.slots import Measure
from orbita.sales.deals.models import Deal, Outcome

YEAR_DAYS = 365
Figures = QuerySet[Any, Any]


def _of(actor: Actor, outcome: str) -> Figures:
    found: Figures = Deal.objects.visible_to(actor).filter(
        party__isnull=False, stage__outcome=outcome
    )
    return found


def _pairs(rows: Figures, value: Any) -> Figures:
    pairs: Figures = rows.values("party").annotate(value=value).values_list("party", "value")
    return pairs


def _sum(rows: Figures) -> Figures:
    return _pairs(rows, Sum("amount"))


def _count(rows: Figures) -> Figures:
    return _pairs(rows, Count("pk"))


def _year(actor: Actor) -> Figures:
    since = timezone.localdate() - timedelta(days=YEAR_DAYS)
    return _sum(_of(actor, Outcome.WON).filter(closed_on__gte=since))


def _days_since(actor: Actor) -> Figures:
    """Whole days from the last won deal to today."""
    days = _between(Value(timezone.localdate(), DateField()), Max("closed_on"))
    won = _of(actor, Outcome.WON).filter(closed_on__isnull=False)
    return _pairs(won, days)


def _rhythm(actor: Actor) -> Figures:
    """Days since the last won deal, in per cent of the client's usual pause between two of them."""
    days = _between(Value(timezone.localdate(), DateField()), Max("closed_on"))
    span = _between(Max("closed_on"), Min("closed_on"))
    won = _of(actor, Outcome.WON).filter(closed_on__isnull=False)
    rows = won.values("party").annotate(span=span).filter(span__gt=0)
    pauses = Count("closed_on", distinct=True) - 1
    pairs: Figures = rows.annotate(value=days * 100 * pauses / F("span"))
    return pairs.values_list("party", "value")


def _between(later: Any, earlier: Any) -> Func:
    """Whole days between two days."""
    template = "(%(expressions)s)"
    return Func(later, earlier, template=template, arg_joiner=" - ", output_field=IntegerField())


def _average(actor: Actor) -> Figures:
    return _pairs(_of(actor, Outcome.WON), Avg("amount"))


def _measure(key: str, label: Any, unit: str, rows: Any, order: int, **more: Any) -> Measure:
    return Measure(key, "party", label, unit, rows, permission="deals.view", order=order, **more)


AMOUNT = (("deal", "amount"),)
"""What sums are computed from: whoever does not see amounts has no sums."""
DEAL_MEASURES = (
    _measure(
        "won_amount", _("Won, all time"), "money",
        lambda actor: _sum(_of(actor, Outcome.WON)), 10, default=0, over=AMOUNT,
    ),
    _measure("won_amount_365", _("Won in the last 365 days"), "money", _year, 20, default=0,
        over=AMOUNT,
    ),
    _measure(
        "won_count", _("Deals won"), "count",
        lambda actor: _count(_of(actor, Outcome.WON)), 30, default=0,
    ),
    _measure("won_days", _("Since the last won deal"), "days", _days_since, 40,
        over=(("deal", "closed_on"),),
    ),
    _measure(
        "won_rhythm", _("Since the last won deal, of the usual pause"), "percent", _rhythm, 45,
    ),
    _measure("won_average", _("Average won deal"), "money", _average, 50, over=AMOUNT),
    _measure(
        "open_amount", _("In open deals"), "money",
        lambda actor: _sum(_of(actor, Outcome.OPEN)), 60, default=0, over=AMOUNT,
    ),
    _measure(
        "open_count", _("Open deals now"), "count",
        lambda actor: _count(_of(actor, Outcome.OPEN)), 70, default=0,
    ),
    _measure(
        "lost_count", _("Deals lost"), "count",
        lambda actor: _count(_of(actor, Outcome.LOST)), 80, default=0,
    ),
)  # fmt: skip
