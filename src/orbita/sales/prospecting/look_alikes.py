"""Look-alikes of the best clients, by a formula that everybody can check.

Each trait value (industry, city, size …) gets a weight of evidence: the logarithm of how much more
frequent it is among the best than among all,

    weight(v) = ln( ((b + k·q) / (n + k)) / q ),    q = a / m

where b of the n best and a of all m clients have the value, and k = 5 is the smoothing (an m-estimate:
a value must be seen several times before it counts). A client's score is the sum over his values; what
is not known of him counts nothing. Its three greatest positive weights are the reasons shown.

Sources: I. J. Good, «Probability and the Weighing of Evidence» (1950), for the weight of evidence;
B. Cestnik, «Estimating probabilities: a crucial task in machine learning» (1990), for the m-estimate.
Traits are taken as independent, as in naive Bayes; so that an industry does not count twice, the text
of the field counts only for clients that stand in no branch of a classifier.

Candidates are clients and imported companies of one's own base that have neither won nor open deals;
no outside registry is asked.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.sales.deals.models import Deal, Outcome

SMOOTHING = 5
REASONS = 3
LEAST_BEST = 3
SIZES = ((10, "1–9"), (50, "10–49"), (250, "50–249"), (1000, "250–999"))
"""Employees: the limit below which a client is of this size."""


@dataclass(frozen=True)
class LookAlike:
    """A client like the best ones: `reasons` are {trait, value, count, of}."""

    party_id: UUID
    score: float
    reasons: Sequence[Mapping[str, Any]]


def best_by_sales(actor: Actor, top: int) -> QuerySet[Party]:
    """The clients with the greatest won amount within the actor's sight. No statement of its own."""
    won = Deal.objects.visible_to(actor).filter(party__isnull=False, stage__outcome=Outcome.WON)
    sums = won.values("party").annotate(sum=Sum("amount")).order_by("-sum", "party")
    found: QuerySet[Party] = Party.objects.visible_to(actor)
    return found.filter(pk__in=list(sums.values_list("party", flat=True)[:top]))


def look_alikes(actor: Actor, best: QuerySet[Party], *, limit: int = 100) -> list[LookAlike]:
    """The clients most like the best ones, with the reasons. One statement over all clients."""
    base, base_params = _keys(Party.objects.visible_to(actor))
    chosen, chosen_params = _keys(best)
    sql = _SQL.format(base=base, best=chosen, size=_size())
    params = [*base_params, *chosen_params, SMOOTHING, SMOOTHING, limit, REASONS]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return [LookAlike(key, score, json.loads(reasons)) for key, score, reasons in rows]


def _keys(rows: QuerySet[Party]) -> tuple[str, tuple[Any, ...]]:
    sql, params = rows.order_by().values("pk").query.sql_with_params()
    return sql, params


def _size() -> str:
    cases = " ".join(f"WHEN p.employees < {limit} THEN '{name}'" for limit, name in SIZES)
    return f"CASE {cases} ELSE '1000+' END"


_SQL = """
WITH base (id) AS MATERIALIZED ({base}),
best (id) AS MATERIALIZED ({best}),
placed AS (SELECT DISTINCT party_id FROM classifier_placement),
wide AS MATERIALIZED (
    SELECT p.id, best.id IS NOT NULL AS is_best, p.form, nullif(p.city, '') AS city,
           nullif(p.source, '') AS source,
           CASE WHEN p.employees IS NOT NULL THEN {size} END AS size,
           CASE WHEN placed.party_id IS NULL THEN nullif(p.industry, '') END AS industry
    FROM directory_party p JOIN base ON base.id = p.id
    LEFT JOIN best ON best.id = p.id LEFT JOIN placed ON placed.party_id = p.id
),
sizes AS (SELECT count(*)::float8 AS m, (count(*) FILTER (WHERE is_best))::float8 AS n FROM wide),
counted AS (
    SELECT CASE 0 WHEN grouping(form) THEN 'form' WHEN grouping(city) THEN 'city'
                  WHEN grouping(source) THEN 'source' WHEN grouping(size) THEN 'size'
                  ELSE 'industry' END AS trait,
           coalesce(form, city, source, size, industry) AS key,
           coalesce(form, city, source, size, industry) AS label,
           count(*)::float8 AS a, (count(*) FILTER (WHERE is_best))::float8 AS b
    FROM wide GROUP BY GROUPING SETS ((form), (city), (source), (size), (industry))
    UNION ALL
    SELECT 'branch', c.branch_id::text, min(r.name), count(*), count(best.id)
    FROM classifier_placement c JOIN base ON base.id = c.party_id
    JOIN classifier_branch r ON r.id = c.branch_id LEFT JOIN best ON best.id = c.party_id
    GROUP BY c.branch_id
),
weights AS MATERIALIZED (
    SELECT trait, key, label, b, n, ln(((b + %s * a / m) / (n + %s)) / (a / m)) AS weight
    FROM counted, sizes WHERE key IS NOT NULL
),
branches AS (
    SELECT c.party_id, sum(w.weight) AS weight FROM classifier_placement c
    JOIN weights w ON w.trait = 'branch' AND w.key = c.branch_id::text GROUP BY c.party_id
),
scored AS (
    SELECT wide.*, coalesce(f.weight, 0) + coalesce(c.weight, 0) + coalesce(s.weight, 0)
        + coalesce(z.weight, 0) + coalesce(i.weight, 0) + coalesce(r.weight, 0) AS score
    FROM wide
    LEFT JOIN weights f ON f.trait = 'form' AND f.key = wide.form
    LEFT JOIN weights c ON c.trait = 'city' AND c.key = wide.city
    LEFT JOIN weights s ON s.trait = 'source' AND s.key = wide.source
    LEFT JOIN weights z ON z.trait = 'size' AND z.key = wide.size
    LEFT JOIN weights i ON i.trait = 'industry' AND i.key = wide.industry
    LEFT JOIN branches r ON r.party_id = wide.id
    WHERE NOT wide.is_best AND NOT EXISTS (
        SELECT FROM deals_deal d JOIN deals_stage t ON t.id = d.stage_id
        WHERE d.party_id = wide.id AND d.deleted_at IS NULL AND t.outcome IN ('won', 'open')
    )
),
nearest AS (SELECT * FROM scored WHERE score > 0 ORDER BY score DESC, id LIMIT %s)
SELECT nearest.id, nearest.score, (
    SELECT coalesce(json_agg(r.reason ORDER BY r.weight DESC, r.trait, r.key), '[]')::text FROM (
        SELECT w.weight, w.trait, w.key, json_build_object(
            'trait', w.trait, 'value', w.label, 'count', w.b::int, 'of', w.n::int
        ) AS reason
        FROM weights w
        WHERE w.weight > 0 AND (
            w.key = CASE w.trait WHEN 'form' THEN nearest.form WHEN 'city' THEN nearest.city
                WHEN 'source' THEN nearest.source WHEN 'size' THEN nearest.size
                WHEN 'industry' THEN nearest.industry END
            OR w.trait = 'branch' AND EXISTS (
                SELECT FROM classifier_placement c
                WHERE c.party_id = nearest.id AND c.branch_id::text = w.key
            )
        )
        ORDER BY w.weight DESC, w.trait, w.key LIMIT %s
    ) AS r
)
FROM nearest ORDER BY nearest.score DESC, nearest.id
"""
