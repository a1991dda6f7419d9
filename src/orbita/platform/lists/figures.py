"""A figure that knows exactly which records it counts, and opens them."""

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from orbita.kit.money import format_amount
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Condition, Test, dump, joined
from orbita.platform.lists.queries import matching
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState

NOTHING = Decimal(0)
THIN = "\u00a0"


def rows_of(actor: Actor, where: Condition, kind: str = "deal") -> QuerySet[Any]:
    """The records that the list shows under this condition. No statement of its own."""
    screen = screens[kind]
    return matching(ListState(screen=screen, where=where), actor).order_by()


def number(value: int) -> str:
    """12 400."""
    return f"{value:,}".replace(",", THIN)


def short_sum(value: Decimal) -> str:
    """1,2 млн ₽."""
    return format_amount(Decimal(round(value)), "RUB", get_language() or "ru", short=True)


@dataclass(frozen=True)
class Figure:
    """How many records and their sum, with the condition under which the list shows exactly them.

    The sum is None where it says nothing (contacts, times); `shown` is one that is derived from
    theirs (weighted by probability).
    """

    count: int
    amount: Decimal | None
    where: Condition
    kind: str = "deal"
    shown: Decimal | None = None

    @property
    def url(self) -> str:
        """The list of exactly these records."""
        said = {"where": dump(self.where), "mode": "table"}
        return f"/{screens[self.kind].address}?{urlencode(said)}"

    def narrowed(self, *tests: Test) -> Condition:
        """The condition with something more asked."""
        return joined(self.where, *tests)

    def _link(self, text: str) -> SafeString:
        if not self.count:
            return SafeString('<span class="muted">0</span>')
        total = f' data-sum="{self.amount}"' if self.amount is not None else ""
        return SafeString(
            f'<a class="num" href="{escape(self.url)}" data-count="{self.count}"{total}>'
            f"{escape(text)}</a>"
        )

    @property
    def as_count(self) -> SafeString:
        """The number of records, leading to them."""
        return self._link(number(self.count))

    @property
    def as_sum(self) -> SafeString:
        """The sum in short, leading to its records."""
        return self._link(short_sum((self.amount if self.shown is None else self.shown) or NOTHING))


def share(part: Decimal | int, whole: Decimal | int) -> int | None:
    """Per cent, rounded; None of nothing."""
    return round(Decimal(part) * 100 / Decimal(whole)) if whole else None
