"""Whom to work on today, and who has just contacted us."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Avg,
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Now
from django.utils import timezone

from orbita.activities.timeline.models import Direction, Interaction, Kind
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.sales.deals.models import Deal, Outcome
from orbita.sales.today.ranking import Facts, Prospect, rank

MOST = 500
"""Clients that are weighed: those of the dearest open deals, and those who bought last."""
TOUCHES = (Kind.CALL, Kind.MEETING, Kind.LETTER, Kind.CHAT, Kind.VISIT)
WAITING_DAYS = 7
IS_WON = Q(stage__outcome=Outcome.WON)


def promising(actor: Actor, *, limit: int = 8) -> list[Prospect]:
    """The actor's own clients worth working on today, ranked. Three statements."""
    facts = _open(actor)
    for party_id, won in _won(actor).items():
        known = facts.get(party_id)
        facts[party_id] = replace(known or won, **_purchases(won)) if known else won
    for party_id, asked_at in _unanswered(actor, list(facts)).items():
        facts[party_id] = replace(facts[party_id], asked_at=asked_at)
    return rank(list(facts.values()), timezone.localdate(), limit)


def _purchases(won: Facts) -> dict[str, Any]:
    names = ("won_count", "won_average", "first_won", "last_won")
    return {name: getattr(won, name) for name in names}


def _open(actor: Actor) -> dict[UUID, Facts]:
    """Open deals of the actor by client. One statement."""
    weighted = ExpressionWrapper(
        F("amount") * F("stage__probability") / 100, DecimalField(max_digits=20, decimal_places=2)
    )
    too_long = Q(stage_since__lt=Now() - F("stage__rot_days") * timedelta(days=1))
    rows = (
        Deal.objects.visible_to(actor)
        .on_board()
        .filter(owner=actor.id, party__deleted_at=None)
        .exclude(party=None)
        .values("party", "party__name")
        .annotate(
            count=Count("pk"),
            weighted=Sum(weighted),
            nearest=Min("expected_on"),
            without_step=Count("pk", filter=Q(pulse__next_step_at=None)),
            late=Min("pulse__next_step_at", filter=Q(pulse__next_step_at__lt=Now())),
            stuck=Count("pk", filter=too_long),
        )
        .order_by(F("weighted").desc(nulls_last=True))[:MOST]
    )
    return {
        row["party"]: Facts(
            row["party"],
            row["party__name"],
            open_count=row["count"],
            weighted=_sum(actor, row["weighted"]),
            nearest=row["nearest"],
            without_step=row["without_step"],
            late_step_at=row["late"],
            stuck=row["stuck"],
        )
        for row in rows
    }


def _sum(actor: Actor, value: Decimal | None) -> Decimal:
    """A sum of amounts; nothing for whoever does not see them."""
    return (value or Decimal(0)) if actor.sees("deal", "amount") else Decimal(0)


def _won(actor: Actor) -> dict[UUID, Facts]:
    """Purchases of the actor's clients, of those who bought at least twice. One statement."""
    rows = (
        Deal.objects.visible_to(actor)
        .filter(IS_WON, owner=actor.id, party__deleted_at=None)
        .exclude(party=None)
        .values("party", "party__name")
        .annotate(
            count=Count("pk"), average=Avg("amount"), first=Min("closed_on"), last=Max("closed_on")
        )
        .filter(count__gte=2)
        .order_by(F("last").desc(nulls_last=True))[:MOST]
    )
    return {
        row["party"]: Facts(
            row["party"],
            row["party__name"],
            won_count=row["count"],
            won_average=_sum(actor, row["average"]),
            first_won=row["first"],
            last_won=row["last"],
        )
        for row in rows
    }


def _unanswered(actor: Actor, parties: Sequence[UUID]) -> dict[UUID, datetime]:
    """Clients whose last contact of the week came from them. One statement."""
    since = timezone.now() - timedelta(days=WAITING_DAYS)
    touches = Interaction.objects.alive().filter(kind__in=TOUCHES, done_at__gte=since)
    last = touches.filter(party=OuterRef("party")).order_by("-done_at")
    rows = (
        touches.filter(party__in=parties, direction=Direction.IN)
        .filter(pk=Subquery(last.values("pk")[:1]))
        .values_list("party", "done_at")
    )
    return dict(rows)


@dataclass(frozen=True)
class HotClient:
    """A client who has just contacted us: when, about what, and whether he waits for an answer."""

    party_id: UUID
    name: str
    at: datetime
    kind: str
    said: str
    waits: bool


def hot_clients(actor: Actor, *, limit: int = 8) -> list[HotClient]:
    """Clients of the actor's who contacted us in the last three days, those who wait first.
    Two statements."""
    since = timezone.now() - timedelta(days=3)
    mine = Q(owner=actor.id) | Q(
        pk__in=Deal.objects.visible_to(actor).open().filter(owner=actor.id).values("party")
    )
    rows = (
        Interaction.objects.alive()
        .filter(kind__in=TOUCHES, direction=Direction.IN, done_at__gte=since)
        .filter(party__in=Party.objects.visible_to(actor).filter(mine))
        .select_related("party")
        .order_by("party", "-done_at")
        .distinct("party")
    )
    found = list(rows)
    waiting = _unanswered(actor, [row.party_id for row in found if row.party_id])
    clients = [
        HotClient(
            row.party_id,
            row.party.name,
            row.done_at,
            row.kind,
            row.subject or row.text[:160],
            row.party_id in waiting,
        )
        for row in found
        if row.party_id and row.party and row.done_at
    ]
    return sorted(clients, key=lambda one: (not one.waits, -one.at.timestamp()))[:limit]
