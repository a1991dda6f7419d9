"""The month against its plan."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import (
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    Sum,
)
from django.utils import timezone

from orbita.kit.periods import period
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Condition, Test, joined
from orbita.platform.lists.figures import NOTHING, Figure, rows_of
from orbita.platform.records.hidden import require_field
from orbita.sales.deals.queries import ON_BOARD
from orbita.sales.planning.queries import plan_of, plans_by_person


@dataclass(frozen=True)
class Gap:
    """The month against its plan: sums in the company's currency. No plan: None."""

    plan: Decimal | None
    won: Figure
    likely: Figure

    @property
    def missing(self) -> Decimal:
        """What the plan lacks after what is won and what is likely."""
        got = (self.won.amount or NOTHING) + (self.likely.shown or NOTHING)
        return max((self.plan or NOTHING) - got, NOTHING)

    @property
    def share(self) -> int:
        """Won, per cent of the plan."""
        return self._share(self.won.amount)

    @property
    def share_likely(self) -> int:
        """Likely besides, per cent of the plan, up to the whole."""
        return min(self._share(self.likely.shown), 100 - self.share)

    def _share(self, part: Decimal | None) -> int:
        return min(int((part or NOTHING) * 100 / self.plan), 100) if self.plan else 0


def gap(actor: Actor) -> Gap:
    """The month: won, likely by probability until its end, plan. Of the actor's own deals; of a head
    without a plan of his own, of all deals that he sees. Four statements at most. Refused to whoever
    does not see amounts."""
    require_field(actor, "deal", "amount")
    start, end = period("this_month", timezone.localdate())
    assert start and end
    last = str(end - timedelta(days=1))
    plan = plans_by_person(actor, start, end).get((actor.id, start)) if actor.id else None
    is_own = plan is not None or actor.scope("deals.view") not in ("subtree", "all")
    mine = (Test("owner", "in", ["me"]),) if is_own else ()
    won = joined(
        Test("outcome", "in", ["won"]), *mine, Test("closed_on", "between", [str(start), last])
    )
    likely = joined(
        Test("outcome", "in", ["open"]), *mine, Test("expected_on", "before", last), ON_BOARD
    )
    return Gap(
        plan=plan if is_own else plan_of(actor, start, end),
        won=_figure(actor, won),
        likely=_figure(actor, likely),
    )


def _figure(actor: Actor, where: Condition) -> Figure:
    """Count, sum and sum by probability of the deals under a condition. One statement."""
    weighted = ExpressionWrapper(
        F("amount") * F("stage__probability") / 100, DecimalField(max_digits=20, decimal_places=2)
    )
    found = rows_of(actor, where).aggregate(
        count=Count("pk"), total=Sum("amount"), likely=Sum(weighted)
    )
    return Figure(
        found["count"],
        found["total"] or NOTHING,
        where,
        shown=round(found["likely"] or NOTHING, 2),
    )
