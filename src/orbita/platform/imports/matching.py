"""Which record each staged row is: by its keys, or as the same row of the same file before."""

from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.staging import Staging
from orbita.platform.records.models import Record
from orbita.platform.tracking import EVENT_MODELS


def match(staging: Staging) -> None:
    """Set `id` and `fate` (matched, revived) of rows whose record exists; reject ambiguous ones.

    Records in the bin count only when a rolled-back import had made them: they come back.
    """
    staging.run(
        "CREATE TEMP TABLE IF NOT EXISTS import_matches"
        " (n bigint, alive uuid[], back uuid[], binned boolean) ON COMMIT DROP"
    )
    staging.run("TRUNCATE import_matches")
    chosen = {n: key for n, key in staging.recalled.items() if key}
    if chosen:
        _by_verdict(staging, chosen)
    if staging.plan.keys:
        _by_keys(staging)
    if staging.earlier:
        _by_place(staging)
    if not (staging.plan.keys or staging.earlier or chosen):
        return
    _apply(staging)
    _refuse_strangers(staging, staging.plan.by)


_UNDECIDED = " AND NOT EXISTS (SELECT FROM import_matches m WHERE m.n = s.n)"


def _by_verdict(staging: Staging, chosen: dict[int, UUID]) -> None:
    """Rows of which somebody has said which record they are: that counts before any key."""
    rows, records = list(chosen), list(chosen.values())
    alive = " AND t.deleted_at IS NULL" if _is_record(staging) else ""
    staging.run(
        f"""
        INSERT INTO import_matches
        SELECT s.n, ARRAY[t.id], NULL::uuid[], false
        FROM unnest(%(rows)s::bigint[], %(records)s::uuid[]) AS v(n, id)
        JOIN import_rows s ON s.n = v.n JOIN {_table(staging)} t ON t.id = v.id{alive}
        WHERE s.fault IS NULL
        """,
        rows=rows,
        records=records,
    )
    staging.reject(
        "s.n = ANY(%(rows)s) AND NOT EXISTS (SELECT FROM import_matches m WHERE m.n = s.n)",
        _("the record that was chosen for this row is gone: decide again"),
        rows=rows,
    )


def _by_keys(staging: Staging) -> None:
    fields = [staging.plan.fields[key] for key in staging.plan.keys]
    joins = " ".join(
        f"JOIN ({field.match}) a{at} ON a{at}.k = s.k{at}"
        + (f" AND a{at}.id = a0.id" if at else "")
        for at, field in enumerate(fields)
    )
    staging.run("CREATE INDEX IF NOT EXISTS import_rows_key ON import_rows (k0)")
    staging.run(
        f"""
        INSERT INTO import_matches
        SELECT s.n, {_found(staging)}
        FROM import_rows s {joins} JOIN {_table(staging)} t ON t.id = a0.id
        WHERE s.fault IS NULL{_UNDECIDED if staging.recalled else ""} GROUP BY s.n
        """,
        source=staging.plan.source,
    )
    if any(field.unique for field in fields):
        staging.reject(
            "EXISTS (SELECT FROM import_matches m WHERE m.n = s.n AND m.alive IS NULL"
            " AND m.back IS NULL AND m.binned)",
            _("the record with this key lies in the bin: restore it first"),
        )


def _by_place(staging: Staging) -> None:
    """Rows that no key has found are those that the same file had at the same place."""
    staging.run(
        f"""
        INSERT INTO import_matches
        SELECT n, alive[1:1], back, binned FROM (
            SELECT s.n, {_found(staging)}
            FROM import_rows s CROSS JOIN unnest(s.old_ids) AS o(id)
            JOIN {_table(staging)} t ON t.id = o.id
            WHERE s.fault IS NULL AND NOT EXISTS (SELECT FROM import_matches m WHERE m.n = s.n)
            GROUP BY s.n
        ) AS found(n, alive, back, binned)
        """
    )


def _found(staging: Staging) -> str:
    if not _is_record(staging):
        return "array_agg(DISTINCT t.id), NULL::uuid[], false"
    history = EVENT_MODELS[staging.importable.model]._meta.db_table
    rolled_back = f"""EXISTS (
        SELECT FROM {history} h JOIN acts_act a ON a.id = h.pgh_context_id
        WHERE h.pgh_obj_id = t.id AND h.pgh_label = 'insert' AND a.undone_by_id IS NOT NULL
          AND a.command LIKE 'imports.%%')"""
    return f"""
        array_agg(DISTINCT t.id) FILTER (WHERE t.deleted_at IS NULL),
        array_agg(DISTINCT t.id) FILTER (WHERE t.deleted_at IS NOT NULL AND {rolled_back}),
        bool_or(t.deleted_at IS NOT NULL AND NOT {rolled_back})
    """


def _apply(staging: Staging) -> None:
    staging.run("CREATE INDEX IF NOT EXISTS import_matches_n ON import_matches (n)")
    staging.run("ANALYZE import_matches")
    staging.reject(
        "EXISTS (SELECT FROM import_matches m WHERE m.n = s.n AND cardinality(m.alive) > 1)",
        _("several records have this key: it is not clear which one is meant"),
    )
    staging.run(
        """
        UPDATE import_rows s SET id = coalesce(m.alive[1], m.back[cardinality(m.back)]),
            fate = CASE WHEN m.alive IS NOT NULL THEN 'matched' ELSE 'revived' END
        FROM import_matches m
        WHERE m.n = s.n AND s.fault IS NULL AND (m.alive IS NOT NULL OR m.back IS NOT NULL)
        """
    )


def _refuse_strangers(staging: Staging, by: Actor) -> None:
    """Records that the actor may not change are not changed by his file either."""
    model = staging.importable.model
    if not issubclass(model, Record) or by.scope(f"{model.permissions}.edit") == "all":
        return
    touched = RawSQL("SELECT id FROM import_rows WHERE fate = 'matched'", [])
    rows = model.objects.alive().filter(pk__in=touched)
    mine = rows.visible_to(by).within(by, "edit")
    with connection.cursor() as cursor:
        sql, values = rows.exclude(pk__in=mine.values("pk")).values("pk").query.sql_with_params()
        cursor.execute("DROP TABLE IF EXISTS import_foreign")
        cursor.execute(f"CREATE TEMP TABLE import_foreign ON COMMIT DROP AS {sql}", values)
    staging.reject(
        "s.fate = 'matched' AND s.id IN (SELECT id FROM import_foreign)",
        _("the record with this key is not yours to change"),
    )


def _is_record(staging: Staging) -> bool:
    return issubclass(staging.importable.model, Record)


def _table(staging: Staging) -> str:
    return str(staging.importable.model._meta.db_table)
