"""Indexes of history tables by the record to which rows of parts belong.

They follow from the plugged parts and not from one model, and so they are made after migrations.
With them the history of a record and its state at a moment cost as much as the record has changes,
however many rows the tables hold.
"""

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from orbita.platform.audit.snapshots import tracked_parts
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS


def settle_indexes() -> None:
    """Make what is missing. One statement a part, and one for each table whose rows hang at records."""
    with connection.cursor() as cursor:
        for kind in kinds:
            for part in tracked_parts(kind):
                table = EVENT_MODELS[part.model]._meta.db_table
                name = f"{table[:40]}_of_{part.column[:18]}"
                cursor.execute(
                    f'CREATE INDEX IF NOT EXISTS "{name}" ON {table} ("{part.column}", pgh_id)'
                )
        _drop_narrower(cursor)
        for model in _hung():
            table = EVENT_MODELS[model]._meta.db_table
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{table[:40]}_of_record" ON {table} (record_id, pgh_id)'
            )


_NARROWER = """
SELECT format('DROP INDEX %I.%I', n.nspname, c.relname)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND t.relname LIKE '%%\\_history' AND i.indnatts = 1
  AND NOT i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND EXISTS (
      SELECT FROM pg_index w JOIN pg_class x ON x.oid = w.indexrelid
      WHERE w.indrelid = i.indrelid AND w.indnatts = 2 AND w.indkey[0] = i.indkey[0]
        AND w.indpred IS NULL AND x.relname LIKE '%%\\_of\\_%%')
"""


def _drop_narrower(cursor: CursorWrapper) -> None:
    """An index of the record alone says nothing that the wider one does not, and each row of a mass
    act pays for it."""
    cursor.execute(_NARROWER)
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)


def _hung() -> list[type[models.Model]]:
    """Tracked rows that hang at records of any kind."""
    return [
        model
        for model in EVENT_MODELS
        if any(field.attname == "record_id" for field in model._meta.concrete_fields)
    ]
