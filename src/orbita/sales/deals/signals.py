"""What deals say about a client's interest, for his temperature."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from orbita.parties.standing.commands import warm_parties
from orbita.parties.standing.slots import Signal
from orbita.platform.acts.actor import SYSTEM
from orbita.sales.deals.events import DealLost, DealMoved, DealOpened, DealWon
from orbita.sales.deals.models import Deal, Outcome

Rows = QuerySet[Any, Any]


def _opened(since: datetime) -> Rows:
    found: Rows = _deals().filter(created_at__gte=since)
    return found.values_list("party", "created_at")


def _moved(since: datetime) -> Rows:
    """Open deals by the day of their last step; those that still stand where they began don't count."""
    found: Rows = _deals().filter(stage__outcome=Outcome.OPEN, stage_since__gte=since)
    return found.filter(stage_since__gt=F("created_at")).values_list("party", "stage_since")


def _closed(outcome: str) -> Callable[[datetime], Rows]:
    def rows(since: datetime) -> Rows:
        found: Rows = _deals().filter(stage__outcome=outcome, closed_on__gte=since.date())
        return found.values_list("party", Cast("closed_on", DateTimeField()))

    return rows


def _deals() -> Any:
    return Deal.objects.alive().filter(Q(party__isnull=False))


def _list(where: str) -> Callable[[Any], str]:
    """The list of a client's deals of a sort."""

    def url(party_id: Any) -> str:
        asked = f'["and",["party","in",["{party_id}"]],{where}]'
        return f"/deals/?mode=table&where={quote(asked)}"

    return url


SIGNALS = (
    Signal(
        "deal_opened", _("A deal was opened"), 20, _opened,
        _list('["created_at","filled",null]'), order=110,
    ),
    Signal(
        "deal_moved", _("A deal moved on"), 12, _moved, _list('["outcome","in",["open"]]'), order=120
    ),
    Signal(
        "deal_won", _("A deal was won"), 30, _closed(Outcome.WON),
        _list('["outcome","in",["won"]]'), order=130,
    ),
    Signal(
        "deal_lost", _("A deal was lost"), -25, _closed(Outcome.LOST),
        _list('["outcome","in",["lost"]]'), order=140,
    ),
)  # fmt: skip


def warm_opened(event: DealOpened) -> None:
    """The temperature of the client of a deal that has just been opened."""
    _warm(event.party_id)


def warm_moved(event: DealMoved) -> None:
    """The same of a deal that has moved on."""
    _warm(event.party_id)


def warm_won(event: DealWon) -> None:
    """The same of a deal that was won."""
    _warm(event.party_id)


def cool_lost(event: DealLost) -> None:
    """The same of a deal that was lost."""
    _warm(event.party_id)


def _warm(party_id: UUID | None) -> None:
    if party_id:
        warm_parties([party_id], by=SYSTEM)
