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
    rows = kinds[event.kind].model._base_manager.filter(deleted_at=None).exclude(own={})
    call = refresh(searchables[event.kind].derived_name)
    last = None
    with connection.cursor() as cursor:
        while True:
            further = rows.filter(pk__gt=last) if last else rows
            ids = list(further.order_by("pk").values_list("pk", flat=True)[:BATCH])
            if not ids:
                return
            cursor.execute(call, [ids])
            last = ids[-1]


def settle_all_indexes() -> None:
    """The indexes of all kinds: after a migration, and after a restored copy."""
    for kind in kinds:
        if hasattr(kind.model, "own"):
            settle_indexes(kind.key)
