"""Questions about territories: the tree, who stands where and stood when, what a re-cut would do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Count, Exists, F, Func, OuterRef, Q, QuerySet

from orbita.parties.directory.models import Party
from orbita.parties.territories.models import (
    PartyTerritory,
    PastTerritory,
    Recut,
    RecutState,
    Territory,
    TerritoryRule,
)
from orbita.parties.territories.sorting import rules_in_order, sorted_parties
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


@dataclass(frozen=True)
class Node:
    """A territory as the tree shows it: `trail` names it from the root down."""

    territory: Territory
    depth: int
    trail: str
    clients: int
    below: int
    """Clients in it and in all below it."""

    @property
    def url(self) -> str:
        """Exactly the clients that it counts."""
        return f'/parties/?where=["territory","under",["{self.territory.pk}"]]'


def tree(actor: Actor | None = None) -> list[Node]:
    """The whole tree in reading order; with an actor counted by what he sees. Two statements."""
    all_of_them = list(Territory.objects.select_related("manager", "team"))
    counts = _counts(actor) if actor else {}
    children: dict[UUID | None, list[Territory]] = {}
    for one in all_of_them:
        children.setdefault(one.parent_id, []).append(one)
    below: Counter[UUID] = Counter()
    for one in all_of_them:
        for key in one.path.strip("/").split("/"):
            below[UUID(key)] += counts.get(one.pk, 0)
    nodes: list[Node] = []
    waiting = [(one, 0, "") for one in reversed(children.get(None, []))]
    while waiting:
        one, depth, above = waiting.pop()
        trail = f"{above} / {one.name}" if above else one.name
        nodes.append(Node(one, depth, trail, counts.get(one.pk, 0), below[one.pk]))
        waiting += [(child, depth + 1, trail) for child in reversed(children.get(one.pk, []))]
    return nodes


def _counts(actor: Actor) -> dict[UUID, int]:
    seen = Party.objects.visible_to(actor).exclude(territory=None).order_by()
    return dict(seen.values_list("territory__territory").annotate(Count("pk")))


def choices() -> list[tuple[UUID, str]]:
    """Every territory with its way from the root. One statement."""
    return [(node.territory.pk, node.trail) for node in tree()]


def territory_named(territory_id: UUID) -> Territory:
    """This territory, or NotFound."""
    rows = Territory.objects.select_related("manager", "team", "parent")
    found = rows.filter(pk=territory_id).first()
    if found is None:
        raise NotFound
    return found


def under(keys: Iterable[UUID]) -> QuerySet[Territory]:
    """These territories with all below them, to be used inside a query. No statement."""
    return _below(Q(pk__in=list(keys)))


def managed_by(actor: Actor) -> QuerySet[Territory]:
    """The territories that the actor or a team of his manages, with all below. No statement."""
    return _below(Q(manager=actor.id) | Q(team__memberships__user=actor.id))


def _below(condition: Q) -> QuerySet[Territory]:
    above = Func(OuterRef("path"), F("path"), function="starts_with", output_field=BooleanField())
    return Territory.objects.filter(Exists(Territory.objects.filter(condition).filter(above)))


def territory_of(party: Party) -> PartyTerritory | None:
    """Where a client stands. One statement."""
    rows = PartyTerritory.objects.select_related("territory__parent", "territory__manager")
    return rows.filter(party=party).first()


def former_territories(party: Party) -> list[PastTerritory]:
    """Where a client stood before, the newest first. One statement."""
    rows = PastTerritory.objects.select_related("territory").filter(party=party)
    return list(rows.order_by("-since", "-pk")[:20])


def stood_on(actor: Actor, territory_id: UUID, day: date) -> QuerySet[Party]:
    """The clients who stood in a territory or below it on a day. No statement."""
    inside = under([territory_id])
    now = PartyTerritory.objects.filter(territory__in=inside, since__lte=day)
    then = PastTerritory.objects.filter(territory__in=inside, since__lte=day, until__gt=day)
    rows: QuerySet[Party] = Party.objects.visible_to(actor)
    return rows.filter(Q(pk__in=now.values("party")) | Q(pk__in=then.values("party")))


@dataclass(frozen=True)
class Move:
    """So many clients would go from one territory to another; "" stands for none."""

    origin: str
    target: str
    count: int
    url: str


MOVING = """
    SELECT ruled.id AS party_id, now.territory_id AS origin_id, rule.territory_id AS target_id,
           ruled.rule_id::uuid AS rule_id
    FROM ({ruled}) AS ruled (id, rule_id)
    LEFT JOIN territories_rule rule ON rule.id = ruled.rule_id::uuid
    LEFT JOIN territories_partyterritory now ON now.party_id = ruled.id
    WHERE now.by_hand IS NOT true AND now.territory_id IS DISTINCT FROM rule.territory_id
"""
"""Clients whom the rules put elsewhere than they stand. Whoever was placed by hand stays."""


def moving(parties: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """SQL (and its parameters) of those who would move: party, from, to, rule. One statement."""
    ruled = sorted_parties(parties, rules_in_order()).order_by().values_list("pk", "falls_to")
    sql, parameters = ruled.query.sql_with_params()
    return MOVING.format(ruled=sql), parameters


def moves(actor: Actor) -> list[Move]:
    """What the rules would change, of the clients that the actor sees. Three statements."""
    sql, parameters = moving(Party.objects.visible_to(actor))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT origin_id, target_id, count(*) FROM ({sql}) moving"
            " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
            parameters,
        )
        pairs = cursor.fetchall()
    names: dict[Any, str] = dict(choices())
    return [
        Move(names.get(origin, ""), names.get(target, ""), count, _moves_url(origin, target))
        for origin, target, count in pairs
    ]


def _moves_url(origin: UUID | None, target: UUID | None) -> str:
    def test(field: str, key: UUID | None) -> str:
        return f'["{field}","in",["{key}"]]' if key else f'["{field}","empty",null]'

    where = f'["and",{test("territory_itself", origin)},{test("territory_by_rules", target)}]'
    return f"/parties/?where={where}"


def recuts() -> list[Recut]:
    """The re-cuts, the newest first. One statement."""
    return list(Recut.objects.select_related("made_by")[:30])


def due_recuts(day: date) -> list[UUID]:
    """Planned re-cuts whose day has come, the oldest first. One statement."""
    rows = Recut.objects.filter(state=RecutState.PLANNED, day__lte=day)
    return list(rows.order_by("day", "pk").values_list("pk", flat=True))


def rules_of(territory: Territory) -> list[TerritoryRule]:
    """The rules of a territory in the order in which they are asked. One statement."""
    return list(TerritoryRule.objects.filter(territory=territory))


def rule_named(rule_id: UUID) -> TerritoryRule:
    """This rule, or NotFound."""
    found = TerritoryRule.objects.filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found
