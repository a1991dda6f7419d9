"""Indexes of history tables by the record to which rows of parts belong.

They follow from the plugged parts and not from one model, and so they are made after migrations.
With them the history of a record and its state at a moment cost as much as the record has changes,
however many rows the tables hold.
"""

from django.db import connection

from orbita.platform.audit.snapshots import tracked_parts
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS


def settle_indexes() -> None:
    """Make what is missing. One statement a part."""
    with connection.cursor() as cursor:
        for kind in kinds:
            for part in tracked_parts(kind):
                table = EVENT_MODELS[part.model]._meta.db_table
                name = f"{table[:40]}_of_{part.column[:18]}"
                cursor.execute(
                    f'CREATE INDEX IF NOT EXISTS "{name}" ON {table} ("{part.column}", pgh_id)'
                )
