"""What follows migrations: documents that came in before there was a search for them."""

from django.db import connection

from orbita.platform.derived.triggers import refresh

BATCH = 5000


def find_old_documents() -> None:
    """Make the search entries that documents lack. One statement where none is missing."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT array_agg(id) FROM (
                    SELECT d.id FROM files_document d WHERE d.deleted_at IS NULL AND NOT EXISTS
                        (SELECT FROM search_searchentry e WHERE e.record_id = d.id)
                    LIMIT %s
                ) AS missing
                """,
                [BATCH],
            )
            missing = cursor.fetchone()[0]
            if not missing:
                return
            cursor.execute(refresh("search_document"), [missing])
