"""A search among all records of a kind, and its results written down."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.kit.likeness.finding import THRESHOLD, Found, Pair, find_pairs
from orbita.kit.likeness.frequencies import Frequencies
from orbita.kit.likeness.keys import lookup_keys_of
from orbita.kit.likeness.profiles import Profile, prepare
from orbita.platform.duplicates.models import Learnt, MatchKey, SuspectedPair
from orbita.platform.duplicates.slots import Matchable
from orbita.platform.keys import uuid7

_FREQUENT = 3
_KEPT_VALUES = 3000


@dataclass(frozen=True)
class Scan:
    """What a search found among how many records."""

    profiles: list[Profile]
    found: Found


def scan(
    plug: Matchable,
    *,
    threshold: float = THRESHOLD,
    tell: Callable[[int], None] = lambda _count: None,
) -> Scan:
    """Search among all records of a kind. Writes nothing."""
    profiles = [prepare(subject) for subject in plug.subjects(None)]
    return Scan(profiles, find_pairs(profiles, threshold=threshold, tell=tell))


def keep(plug: Matchable, done: Scan) -> None:
    """Write down the pairs, the keys and what was learnt, in place of what stood there. Set-based;
    needs an open transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE found_pairs (id uuid, a uuid, b uuid, score float8, reasons jsonb)"
            " ON COMMIT DROP"
        )
        with cursor.copy("COPY found_pairs FROM STDIN") as copy:
            for pair in done.found.pairs:
                copy.write_row(row_of(pair))
        table = SuspectedPair._meta.db_table
        cursor.execute(
            f"DELETE FROM {table} s WHERE kind = %s AND NOT EXISTS"
            " (SELECT FROM found_pairs f WHERE f.a = s.a AND f.b = s.b)",
            [plug.kind],
        )
        cursor.execute(_MERGE.format(table=table), {"kind": plug.kind, "now": timezone.now()})
        cursor.execute("DROP TABLE found_pairs")
    _keep_keys(plug.kind, done.profiles)
    keep_learnt(plug.kind, done)


_MERGE = """
INSERT INTO {table} (id, kind, a, b, score, reasons, found_at)
SELECT id, %(kind)s, a, b, score, reasons, %(now)s FROM found_pairs
ON CONFLICT (kind, a, b) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
WHERE {table}.score <> excluded.score OR {table}.reasons <> excluded.reasons
"""


def row_of(pair: Pair) -> tuple[str, str, str, float, str]:
    """A pair as a row: the smaller key first."""
    a, b = sorted((pair.a, pair.b))
    reasons = [[one.field, one.level, one.top, one.weight] for one in pair.reasons]
    return str(uuid7()), a, b, pair.score, json.dumps(reasons, ensure_ascii=False)


def keep_pairs(kind: str, touched: Sequence[UUID], pairs: Iterable[Pair]) -> None:
    """Write down the pairs of a few records, in place of those that they had. Three statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE IF NOT EXISTS found_pairs"
            " (id uuid, a uuid, b uuid, score float8, reasons jsonb) ON COMMIT DROP"
        )
        cursor.execute("TRUNCATE found_pairs")
        with cursor.copy("COPY found_pairs FROM STDIN") as copy:
            for pair in pairs:
                copy.write_row(row_of(pair))
        table = SuspectedPair._meta.db_table
        cursor.execute(
            f"DELETE FROM {table} s WHERE kind = %s AND (a = ANY(%s) OR b = ANY(%s)) AND NOT EXISTS"
            " (SELECT FROM found_pairs f WHERE f.a = s.a AND f.b = s.b)",
            [kind, list(touched), list(touched)],
        )
        cursor.execute(_MERGE.format(table=table), {"kind": kind, "now": timezone.now()})


def _keep_keys(kind: str, profiles: Iterable[Profile]) -> None:
    MatchKey.objects.filter(kind=kind).delete()
    write_keys(kind, profiles)


def write_keys(kind: str, profiles: Iterable[Profile]) -> None:
    """Add the keys of these records. One COPY."""
    table = MatchKey._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} (kind, key, record) FROM STDIN") as copy,
    ):
        for profile in profiles:
            for key in lookup_keys_of(profile):
                copy.write_row((kind, key, profile.id))


def keep_learnt(kind: str, done: Scan) -> None:
    """Write down weights and the counts of frequent values."""
    Learnt.objects.update_or_create(
        kind=kind,
        defaults={
            "weights": done.found.scorer.learnt(),
            "counts": _counts(done.found.frequencies),
            "records": len(done.profiles),
            "pairs": len(done.found.pairs),
            "at": timezone.now(),
        },
    )


def _counts(known: Frequencies) -> dict[str, object]:
    return {
        "filled": dict(known.filled),
        "values": {
            kind: {
                value: count
                for value, count in counts.most_common(_KEPT_VALUES)
                if count >= _FREQUENT
            }
            for kind, counts in known.counts.items()
        },
        "words": {
            word: count
            for word, count in known.words.most_common(_KEPT_VALUES)
            if count >= _FREQUENT
        },
        "distinct": {kind: len(counts) for kind, counts in known.counts.items()},
    }
