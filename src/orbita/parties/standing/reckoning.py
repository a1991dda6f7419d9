"""Which client belongs in which grade, as one query for all clients, whatever the method."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.standing.models import Method
from orbita.parties.standing.recipes import HALF_LIVES, SCORE_MOST, Recipe
from orbita.parties.standing.slots import signals
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.lists.slots import fields_of
from orbita.platform.measures.slots import measures_of

Params = list[Any]
Only = Sequence[UUID] | None
"""Clients to whom a computation is kept; None: all."""


@dataclass(frozen=True)
class Query:
    """SQL with its parameters."""

    sql: str
    params: Params = field(default_factory=list)


@dataclass(frozen=True)
class Reckoned:
    """The query, and the names of what could not be read and was left out."""

    query: Query
    unread: tuple[str, ...] = ()


NOTHING = Query("SELECT NULL::uuid, NULL::numeric, NULL::numeric WHERE false")
NO_SIGNALS = "SELECT NULL::uuid, NULL::timestamptz WHERE false"


def reckon(recipe: Recipe, classification_id: UUID | None = None, only: Only = None) -> Reckoned:
    """For each client: the grade, the figure, and whether and why it was given by hand.

    With a `classification_id` what was given by hand holds; without one it is a trial.
    """
    unread: list[str] = []
    marks = _METHODS[recipe.method](recipe, only, unread)
    everyone = _sql(_everyone(recipe, only).values("pk"))
    grade = _graded(recipe)
    value = "coalesce(c.value, 0)" if _scored(recipe) else "c.value"
    sql = f"""
        SELECT e.id AS party_id, coalesce(o.grade_id, {grade.sql}) AS grade_id,
            round({value}, 2) AS value, o.grade_id IS NOT NULL AS is_by_hand,
            coalesce(o.reason, '') AS reason
        FROM ({everyone.sql}) e (id)
        LEFT JOIN ({marks.sql}) c (id, mark, value) ON c.id = e.id
        LEFT JOIN standing_classoverride o ON o.party_id = e.id AND o.classification_id = %s
            AND (o.until IS NULL OR o.until >= %s)
    """
    today = timezone.localdate()
    params = [*grade.params, *everyone.params, *marks.params, classification_id, today]
    return Reckoned(Query(sql, params), tuple(unread))


def _scored(recipe: Recipe) -> bool:
    return recipe.method in (Method.POINTS, Method.SIGNALS)


def _everyone(recipe: Recipe, only: Only) -> "QuerySet[Party]":
    rows: QuerySet[Party] = Party.objects.alive().order_by()
    if recipe.form:
        rows = rows.filter(form=recipe.form)
    return rows if only is None else rows.filter(pk__in=list(only))


def _graded(recipe: Recipe) -> Query:
    """The grade by the mark: the first that fits, else the default."""
    tests = {
        Method.RULES: "c.mark = %s",
        Method.POINTS: "coalesce(c.mark, 0) >= %s",
        Method.SIGNALS: "coalesce(c.mark, 0) >= %s",
    }
    test = tests.get(Method(recipe.method), "c.mark < %s")
    parts, params = [], []
    for place, step in enumerate(recipe.ruled):
        parts.append(f"WHEN {test} THEN %s::uuid")
        params += [place if recipe.method == Method.RULES else step.bound, step.id]
    params.append(recipe.default.id if recipe.default else None)
    if not parts:
        return Query("%s::uuid", params)
    return Query(f"CASE {' '.join(parts)} ELSE %s::uuid END", params)


def _rules(recipe: Recipe, only: Only, unread: list[str]) -> Query:
    """The mark is the place of the first rule that fits."""
    found = [
        (place, query)
        for place, step in enumerate(recipe.ruled)
        if (query := fulfilling(step.name, step.condition, only, unread)) is not None
    ]
    union = _union((f"SELECT q.id, {place} FROM ({q.sql}) q (id)", q) for place, q in found)
    if union is None:
        return NOTHING
    return Query(
        f"SELECT u.id, min(u.place), NULL::numeric FROM ({union.sql}) u (id, place) GROUP BY u.id",
        union.params,
    )


def _points(recipe: Recipe, only: Only, unread: list[str]) -> Query:
    """The mark is the sum of the points of all conditions that a client fulfils."""
    found = [
        (rule.points, query)
        for rule in recipe.weighed
        if (query := fulfilling(rule.name, rule.condition, only, unread)) is not None
    ]
    union = _union((f"SELECT q.id, {int(p)} FROM ({q.sql}) q (id)", q) for p, q in found)
    return NOTHING if union is None else _summed(union, "sum(u.points)")


def _signals(recipe: Recipe, only: Only, unread: list[str]) -> Query:
    """The mark is the faded sum of all signals, from 0 to 100."""
    union = _union(
        (f"SELECT s.id, {sql} FROM ({q.sql}) s (id, at) WHERE s.id IS NOT NULL{_among(only)}", q)
        for sql, q in _fading(recipe, only)
    )
    if union is None:
        return NOTHING
    score = f"least({SCORE_MOST}, greatest(0, round(sum(u.points)::numeric)))"
    return _summed(union, score)


def _fading(recipe: Recipe, only: Only) -> Iterator[tuple[str, Query]]:
    """Each signal that counts: what one of its rows adds today, and its rows."""
    now = timezone.now()
    for key, weight in recipe.weights:
        if weight and key in signals:
            rows = signal_rows(key, now, recipe.half_life)
            # The age is reckoned by the database; weight and half-life are numbers of our own.
            added = (
                f"{int(weight)} * power(0.5::float8, greatest(0, extract(epoch FROM now() - s.at))"
                f" / 86400 / {float(recipe.half_life)})"
            )
            yield added, Query(rows.sql, [*rows.params, *_among_params(only)])


def signal_rows(key: str, now: datetime, half_life: float) -> Query:
    """The rows of a signal that still count."""
    since = now - timedelta(days=HALF_LIVES * half_life)
    return _sql(signals[key].rows(since).order_by(), NO_SIGNALS)


def _among(only: Only) -> str:
    return "" if only is None else " AND s.id = ANY(%s)"


def _among_params(only: Only) -> Params:
    return [] if only is None else [list(only)]


def _summed(union: Query, score: str) -> Query:
    sql = f"SELECT u.id, {score}, {score} FROM ({union.sql}) u (id, points) GROUP BY u.id"
    return Query(sql, union.params)


def _shares(recipe: Recipe, only: Only, unread: list[str]) -> Query:
    """The mark is the share of the figure, in per cent, that greater clients have before one."""
    figures = _figures(recipe, unread)
    sql = f"""
        SELECT f.id, (sum(f.value) OVER (ORDER BY f.value DESC, f.id) - f.value) * 100.0
            / sum(f.value) OVER (), f.value
        FROM ({figures.sql}) f (id, value) WHERE f.value > 0
    """
    return Query(sql, figures.params)


def _quantiles(recipe: Recipe, only: Only, unread: list[str]) -> Query:
    """The mark is how many of the clients with a figure, in per cent, stand before one."""
    figures = _figures(recipe, unread)
    sql = f"""
        SELECT f.id, ((row_number() OVER (ORDER BY f.value DESC, f.id) - 1) * 100.0
            / count(*) OVER ())::numeric, f.value
        FROM ({figures.sql}) f (id, value) WHERE f.value IS NOT NULL
    """
    return Query(sql, figures.params)


def _figures(recipe: Recipe, unread: list[str]) -> Query:
    """The figures of the clients for whom the classification is: shares are among themselves."""
    measure = next((one for one in measures_of("party") if one.key == recipe.measure), None)
    if measure is None:
        unread.append(recipe.measure)
        return Query("SELECT NULL::uuid, NULL::numeric WHERE false")
    rows = _sql(measure.rows(SYSTEM).order_by(), "SELECT NULL::uuid, NULL::numeric WHERE false")
    everyone = _sql(_everyone(recipe, None).values("pk"))
    sql = (
        f"SELECT m.id, m.value::numeric FROM ({rows.sql}) m (id, value)"
        f" JOIN ({everyone.sql}) a (id) ON a.id = m.id"
    )
    return Query(sql, [*rows.params, *everyone.params])


def fulfilling(name: str, condition: str, only: Only, unread: list[str]) -> Query | None:
    """The clients who fulfil a condition; what cannot be read is named and left out."""
    rows: QuerySet[Party] = Party.objects.alive().order_by()
    if only is not None:
        rows = rows.filter(pk=only[0]) if len(only) == 1 else rows.filter(pk__in=list(only))
    try:
        asked = compile_condition(parse(condition), "party", fields_of, SYSTEM)
    except ConditionFault:
        unread.append(name)
        return None
    return _sql((rows.filter(asked) if asked else rows).values("pk"))


def _union(parts: Any) -> Query | None:
    found = list(parts)
    if not found:
        return None
    params = [value for _sql_text, query in found for value in query.params]
    return Query(" UNION ALL ".join(sql for sql, _query in found), params)


def _sql(rows: "QuerySet[Any, Any]", empty: str = "SELECT NULL::uuid WHERE false") -> Query:
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return Query(empty)
    return Query(sql, list(params))


_METHODS: dict[str, Callable[[Recipe, Only, list[str]], Query]] = {
    Method.RULES: _rules,
    Method.POINTS: _points,
    Method.SHARES: _shares,
    Method.QUANTILES: _quantiles,
    Method.SIGNALS: _signals,
}
