"""History is found by the record to which a row belongs, and no row pays for two indexes of it."""

import pytest
from django.db import connection

from orbita.parties.directory.models import ContactPoint
from orbita.platform.audit.indexes import settle_indexes
from orbita.platform.files.models import Attachment
from orbita.platform.tracking import EVENT_MODELS

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-08")]


def _indexes(model: type) -> list[str]:
    """The columns of each index of a model's history, in the server's words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(indexdef, 'btree ', 2) FROM pg_indexes WHERE tablename = %s",
            [EVENT_MODELS[model]._meta.db_table],
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_wider_index_takes_the_place_of_the_narrow_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX narrow ON directory_contactpoint_history (party_id)")

    settle_indexes()

    found = _indexes(ContactPoint)
    assert "(party_id, pgh_id)" in found and "(party_id)" not in found
    assert "(pgh_context_id)" in found


def test_what_hangs_at_records_is_found_by_the_record() -> None:
    settle_indexes()

    assert "(record_id, pgh_id)" in _indexes(Attachment)
