"""Plans of the demo company: two years by seller, and norms of activity."""

from datetime import date
from decimal import Decimal

from orbita.kit.periods import year_months
from orbita.platform.accounts.models import Role, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo
from orbita.sales.planning.models import ActivityNorm, Per, SalesPlan, Step

SEASON = (60, 75, 105, 105, 85, 95, 80, 80, 110, 125, 130, 150)
"""How the year's plan lies over its months, January first."""
MONTHLY = {
    "seller": 5200, "elkin": 4600, "soboleva": 4200, "garipov": 3600,
    "seller2": 4800, "moroz": 4300, "dyachenko": 3700, "vlasov": 3000,
}  # fmt: skip
"""An average month of each seller, in thousands."""
GROWTH = Decimal("1.12")
NORMS = (
    (Step.CALL, 14, Per.WEEK), (Step.TALK, 12, Per.WEEK), (Step.MEETING, 6, Per.WEEK),
    (Step.OFFER, 4, Per.WEEK), (Step.DEAL, 4, Per.WEEK),
)  # fmt: skip


@command
def plan_demo_sales(demo: Demo, *, by: Actor) -> None:
    """A plan for each seller and month of last year and this one, and norms of sellers."""
    people = {user.email.partition("@")[0]: user for user in User.objects.active()}
    SalesPlan.objects.bulk_create(
        SalesPlan(user=people[name], month=month, amount=_amount(demo, thousands, month))
        for name, thousands in MONTHLY.items()
        if name in people
        for year in (demo.today.year - 1, demo.today.year)
        for month in year_months(year)
    )
    role = Role.objects.filter(key="seller").first()
    if role is not None:
        ActivityNorm.objects.bulk_create(
            ActivityNorm(role=role, step=step, amount=amount, per=per)
            for step, amount, per in NORMS
        )


def _amount(demo: Demo, thousands: int, month: date) -> Decimal:
    """A month's plan, in whole fifty thousands."""
    grown = GROWTH if month.year == demo.today.year else Decimal(1)
    plain = Decimal(thousands) * SEASON[month.month - 1] / 100 * grown
    return round(plain / 50) * Decimal(50_000)
