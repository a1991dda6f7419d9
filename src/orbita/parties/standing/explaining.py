"""Why a client is in a class: which rule, which points, which signals gave it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise

from orbita.parties.standing.models import Classification, Method
from orbita.parties.standing.recipes import Recipe, recipe_of
from orbita.parties.standing.reckoning import Params, fulfilling, signal_rows
from orbita.parties.standing.slots import signals
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.conditions.tree import ConditionFault, parse, tests
from orbita.platform.lists.chips import Chip, chips_of
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState
from orbita.platform.measures.slots import Measure, measures_of

TOP = 8


@dataclass(frozen=True)
class Figure:
    """A figure of the client on which a condition depends."""

    measure: Measure
    value: Decimal | None


@dataclass(frozen=True)
class Ground:
    """One reason: a rule with what it asks and what the client's figures are."""

    name: str | Promise
    points: int | None
    parts: Sequence[Chip] = ()
    figures: Sequence[Figure] = ()
    at: datetime | None = None
    weight: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Why:
    """Everything that speaks for the present class."""

    grounds: Sequence[Ground]
    score: int | None = None
    silent: Sequence[str] = ()
    """Rules that need figures which no part of the system gives yet."""


def explain(actor: Actor, found: Classification, party_id: UUID) -> Why:
    """Why the rules put a client where he is. Six statements at most, whatever the rules."""
    recipe = recipe_of(found)
    if recipe.method == Method.SIGNALS:
        return _cooled(recipe, party_id)
    if recipe.method == Method.RULES:
        return _ruled(recipe, party_id, actor)
    if recipe.method == Method.POINTS:
        return _weighed(recipe, party_id, actor)
    return Why(grounds=[], score=None)


def _ruled(recipe: Recipe, party_id: UUID, actor: Actor) -> Why:
    unread: list[str] = []
    steps = recipe.ruled
    kept = _fulfilled([(step.name, step.condition) for step in steps], party_id, unread)
    first = next((step for place, step in enumerate(steps) if place in kept), None)
    if first is None:
        return Why([], silent=unread)
    ground = Ground(
        first.name, None, worded(first.condition, actor), _figures([first.condition], party_id)
    )
    return Why([ground], silent=unread)


def _weighed(recipe: Recipe, party_id: UUID, actor: Actor) -> Why:
    unread: list[str] = []
    rules = list(recipe.weighed)
    kept = _fulfilled([(rule.name, rule.condition) for rule in rules], party_id, unread)
    held = [rule for place, rule in enumerate(rules) if place in kept]
    figures = {one.measure.key: one for one in _figures([r.condition for r in held], party_id)}
    grounds = [
        Ground(
            rule.name,
            rule.points,
            worded(rule.condition, actor),
            [figures[key] for key in _asked(rule.condition) if key in figures],
        )
        for rule in sorted(held, key=lambda rule: -abs(rule.points))
    ]
    return Why(grounds, sum(rule.points for rule in held), unread)


def _cooled(recipe: Recipe, party_id: UUID) -> Why:
    """The signals that count most now, each with its day. One statement."""
    now, parts, params = timezone.now(), [], []
    weights = dict(recipe.weights)
    for key, weight in weights.items():
        if weight and key in signals:
            rows = signal_rows(key, now, recipe.half_life)
            parts.append(f"SELECT %s, s.at FROM ({rows.sql}) s (id, at) WHERE s.id = %s")
            params += [key, *rows.params, party_id]
    if not parts:
        return Why([])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows_found = cursor.fetchall()
    given = [
        (
            weights[key] * 0.5 ** (max(0.0, (now - at).total_seconds()) / 86400 / recipe.half_life),
            key,
            at,
        )
        for key, at in rows_found
    ]
    given.sort(key=lambda row: -abs(row[0]))
    grounds = [
        Ground(
            signals[key].label,
            round(points),
            at=at,
            weight=weights[key],
            url=_url(key, party_id),
        )
        for points, key, at in given[:TOP]
    ]
    return Why(grounds, round(min(100, max(0, sum(row[0] for row in given)))))


def _url(key: str, party_id: UUID) -> str:
    leads = signals[key].url
    return leads(party_id) if leads else ""


def _fulfilled(rules: Sequence[tuple[str, str]], party_id: UUID, unread: list[str]) -> set[int]:
    """The places of the conditions that a client fulfils. One statement for all of them."""
    parts: list[str] = []
    params: Params = []
    for place, (name, condition) in enumerate(rules):
        query = fulfilling(name, condition, [party_id], unread)
        if query is not None:
            parts.append(f"SELECT {place} WHERE EXISTS ({query.sql})")
            params += query.params
    if not parts:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return {row[0] for row in cursor.fetchall()}


def _figures(conditions: Sequence[str], party_id: UUID) -> list[Figure]:
    """The client's figures that these conditions ask for. One statement."""
    asked = {key for condition in conditions for key in _asked(condition)}
    wanted = [measure for measure in measures_of("party") if measure.key in asked]
    parts, params = [], []
    for place, measure in enumerate(wanted):
        sql, own = measure.rows(SYSTEM).order_by().query.sql_with_params()
        parts.append(f"SELECT {place}, m.value::numeric FROM ({sql}) m (id, value) WHERE m.id = %s")
        params += [*own, party_id]
    values: dict[int, Any] = {}
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            values = dict(cursor.fetchall())
    return [
        Figure(measure, values.get(place, measure.default)) for place, measure in enumerate(wanted)
    ]


def _asked(condition: str) -> list[str]:
    """The fields that a condition asks for, each once."""
    try:
        return list(dict.fromkeys(test.field for test in tests(parse(condition))))
    except ConditionFault:
        return []


def worded(condition: str, actor: Actor) -> list[Chip]:
    """A condition in words, part by part. A statement for names, if there are any."""
    try:
        where = parse(condition)
    except ConditionFault:
        return []
    return chips_of(ListState(screens["party"], where), actor) if condition else []
