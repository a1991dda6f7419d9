"""What follows from a change of fields, once it is committed."""

from django.db import connection

from orbita.platform.derived.triggers import refresh
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.filling.indexes import settle_indexes
from orbita.platform.records.slots import kinds
from orbita.platform.search.slots import searchables

BATCH = 5000


def index_fields(event: FieldsChanged) -> None:
    """Make the indexes of the kind's fields."""
    if event.kind in kinds:
        settle_indexes(event.kind)


def find_fields(event: FieldsChanged) -> None:
    """Put the words of fields that are to be found into the search, or take them out."""
    if not event.searched or event.kind not in searchables:
        return
    table = kinds[event.kind].model._meta.db_table
    last = None
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT id FROM {table} WHERE own <> '{{}}' AND deleted_at IS NULL"
                " AND (%s::uuid IS NULL OR id > %s::uuid) ORDER BY id LIMIT %s",
                [last, last, BATCH],
            )
            ids = [row[0] for row in cursor.fetchall()]
            if not ids:
                return
            cursor.execute(refresh(f"search_{event.kind}"), [ids])
            last = ids[-1]


def settle_all_indexes() -> None:
    """The indexes of all kinds: after a migration, and after a restored copy."""
    for kind in kinds:
        if hasattr(kind.model, "own"):
            settle_indexes(kind.key)
