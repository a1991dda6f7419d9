"""The heaviest statements of all cases, each with the plan that the server makes of it."""

import re
from collections.abc import Sequence
from pathlib import Path

import psycopg

from bench.bare import Bare

MOST = 10
KEYS = re.compile(r"'[0-9a-f]{8}-[0-9a-f-]{27}'(::uuid)?(, )?|[0-9a-f]{8}-[0-9a-f-]{27},?")
WORDS = 900
"""Characters of a statement that are shown."""


def write_plans(target: Path, database: str, found: Sequence[Bare]) -> None:
    """Write the ten heaviest as Markdown: milliseconds by psql, statement, plan. One of each shape:
    pages ask the same of several cases."""
    shapes: dict[str, Bare] = {}
    for one in sorted(found, key=lambda one: -one.ms):
        shapes.setdefault(_shape(one.sql), one)
    with psycopg.connect(database) as connection:
        parts = [
            f"## {place}. {one.case}: {one.ms:.0f} ms\n\n```sql\n{_short(one.sql)}\n```\n\n"
            f"```\n{_plan(connection, one.sql)}\n```\n"
            for place, one in enumerate(list(shapes.values())[:MOST], 1)
        ]
        connection.rollback()
    target.write_text("\n".join(parts))


def _shape(sql: str) -> str:
    return re.sub(r"'[^']*'|\d+", "?", sql)


def _short(sql: str) -> str:
    text = KEYS.sub("", " ".join(sql.split())).replace('"', "")
    return text if len(text) <= WORDS else f"{text[:WORDS]} …"


def _plan(connection: psycopg.Connection, sql: str) -> str:
    explained = f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) {sql}"
    lines = [row[0] for row in connection.execute(explained)]
    return "\n".join(KEYS.sub("", line)[:160] for line in lines)
