"""What must hold in the rows whatever happened, said in SQL."""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

Database = psycopg.Connection[tuple[Any, ...]]

NONE_OF = {
    "living records without a search entry": """
        SELECT id FROM directory_party p WHERE deleted_at IS NULL
            AND NOT EXISTS (SELECT FROM search_searchentry WHERE record_id = p.id)
        UNION ALL SELECT id FROM deals_deal d WHERE deleted_at IS NULL
            AND NOT EXISTS (SELECT FROM search_searchentry WHERE record_id = d.id)""",
    "search entries without a living record": """
        SELECT record_id FROM search_searchentry e
        WHERE kind = 'party' AND NOT EXISTS (
                SELECT FROM directory_party WHERE id = record_id AND deleted_at IS NULL)
            OR kind = 'deal' AND NOT EXISTS (
                SELECT FROM deals_deal WHERE id = record_id AND deleted_at IS NULL)""",
    "deals whose open stay is not their stage": """
        SELECT d.id FROM deals_deal d LEFT JOIN deals_stagestay s
            ON s.deal_id = d.id AND s.left_at IS NULL
        WHERE s.stage_id IS DISTINCT FROM d.stage_id AND d.closed_on IS NULL""",
    "stays that overlap": """
        SELECT a.deal_id FROM deals_stagestay a JOIN deals_stagestay b
            ON b.deal_id = a.deal_id AND b.id > a.id
        WHERE a.entered_at < coalesce(b.left_at, 'infinity')
            AND b.entered_at < coalesce(a.left_at, 'infinity')""",
    "sums of deals that are not those of their lines": """
        SELECT d.id FROM deals_deal d JOIN deals_dealline l ON l.deal_id = d.id
        GROUP BY d.id HAVING d.amount IS DISTINCT FROM sum(l.amount)""",
    "history rows whose act is not in the journal": "{history}",
    "orphans of documents": """
        SELECT a.id FROM files_attachment a LEFT JOIN files_document d ON d.id = a.document_id
        WHERE d.id IS NULL""",
    "documents without a version": """
        SELECT id FROM files_document d WHERE NOT EXISTS (
            SELECT FROM files_documentversion WHERE document_id = d.id)""",
    "jobs that nobody does": """
        SELECT id FROM procrastinate_jobs WHERE queue_name <> 'care' AND status IN ('todo', 'doing')
        UNION ALL SELECT id FROM procrastinate_jobs WHERE queue_name <> 'care' AND status = 'failed'
        """,
    "work without an end": "SELECT id FROM jobs_work WHERE state IN ('queued', 'running')",
    "notices that were given twice": """
        SELECT min(id::text) FROM notifications_notice
        GROUP BY user_id, kind, "values", record_id HAVING count(*) > 1""",
    "stories that were told twice": """
        SELECT min(id::text) FROM timeline_interaction WHERE kind = 'story'
        GROUP BY about_id, story, date_trunc('second', created_at), created_by_id
        HAVING count(*) > 1""",
    "imports that are done without their act": """
        SELECT id FROM imports_import WHERE state = 'done' AND act_id IS NULL""",
    "parties whose last touch is another": """
        SELECT p.party_id FROM timeline_partypulse p WHERE p.next_step_id IS NOT NULL
            AND NOT EXISTS (SELECT FROM timeline_interaction WHERE id = p.next_step_id
                AND done_at IS NULL AND deleted_at IS NULL)""",
}


DERIVED = {
    "search_party": ("search_searchentry", "directory_party"),
    "search_deal": ("search_searchentry", "deals_deal"),
    "search_document": ("search_searchentry", "files_document"),
    "party_pulse": ("timeline_partypulse", "directory_party"),
    "deal_pulse": ("deals_dealpulse", "deals_deal"),
    "party_cadence": ("cadence_partycadence", "directory_party"),
    "deal_way": ("funnels_dealway", "deals_deal"),
}
"""Functions that compute derived rows, with their table and the table of their keys."""


def broken(database: Database) -> Iterator[str]:
    """Each invariant that does not hold, with how many rows and one of them."""
    tables = _tracked(database)
    for name, statement in NONE_OF.items():
        if statement == "{history}":
            yield from _strange_acts(database, name, tables)
            continue
        found = database.execute(statement.encode()).fetchall()
        if found:
            yield f"{name}: {len(found)}, such as {found[0][0]}"
    for table in tables:
        yield from _newest(database, table)
    for name, (table, source) in DERIVED.items():
        yield from _computed_anew(database, name, table, source)


def _tracked(database: Database) -> list[str]:
    rows = database.execute(
        "SELECT t.table_name FROM information_schema.tables t JOIN information_schema.tables h"
        " ON h.table_name = t.table_name || '_history' AND h.table_schema = 'public'"
        " WHERE t.table_schema = 'public' ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


def _strange_acts(database: Database, name: str, tables: list[str]) -> Iterator[str]:
    for table in tables:
        strange = database.execute(
            sql.SQL(
                "SELECT pgh_id FROM {} WHERE pgh_context_id IS NOT NULL"
                " AND NOT EXISTS (SELECT FROM acts_act WHERE id = pgh_context_id)"
            ).format(sql.Identifier(f"{table}_history"))
        ).fetchall()
        if strange:
            yield f"{name}, {table}: {len(strange)}"


def _newest(database: Database, table: str) -> Iterator[str]:
    """The newest snapshot of every row is the row, in all columns that the history keeps."""
    rows = database.execute(
        "SELECT h.column_name FROM information_schema.columns h JOIN information_schema.columns t"
        " ON t.table_name = %s AND t.column_name = h.column_name AND t.table_schema = 'public'"
        " WHERE h.table_name = %s AND h.table_schema = 'public' AND h.column_name <> 'id'",
        [table, f"{table}_history"],
    ).fetchall()
    columns = [sql.Identifier(row[0]) for row in rows]
    key = database.execute(
        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]"
        " WHERE indisprimary AND indrelid = %s::regclass",
        [table],
    ).fetchone()
    assert key is not None
    now = sql.SQL(", ").join(sql.SQL("t.{}").format(one) for one in columns)
    then = sql.SQL(", ").join(sql.SQL("h.{}").format(one) for one in columns)
    wrong = database.execute(
        sql.SQL(
            "SELECT t.{key}::text FROM {table} t LEFT JOIN LATERAL (SELECT * FROM {history} n"
            " WHERE n.pgh_obj_id = t.{key} ORDER BY pgh_id DESC LIMIT 1) h ON true"
            " WHERE h.pgh_obj_id IS NULL OR ROW({now}) IS DISTINCT FROM ROW({then})"
        ).format(
            table=sql.Identifier(table),
            history=sql.Identifier(f"{table}_history"),
            key=sql.Identifier(key[0]),
            now=now,
            then=then,
        )
    ).fetchall()
    if wrong:
        yield f"the newest snapshot in {table}_history is not the row: {len(wrong)}, {wrong[0][0]}"


def _computed_anew(database: Database, name: str, table: str, source: str) -> Iterator[str]:
    """A derived table computed anew is what it was; nothing of the trial stays."""
    names = {
        "table": sql.Identifier(table),
        "source": sql.Identifier(source),
        "function": sql.Identifier(f"derived_{name}"),
    }
    with database.transaction(force_rollback=True):
        for statement in (
            "CREATE TEMP TABLE was ON COMMIT DROP AS TABLE {table}",
            "SELECT {function}((SELECT array_agg(id) FROM {source}))",
        ):
            database.execute(sql.SQL(statement).format(**names))
        other = database.execute(
            sql.SQL(
                "(TABLE was EXCEPT ALL TABLE {table}) UNION ALL (TABLE {table} EXCEPT ALL TABLE was)"
            ).format(**names)
        ).fetchall()
    if other:
        yield f"{table} computed anew by {name} differs: {len(other)}, such as {other[0]}"
