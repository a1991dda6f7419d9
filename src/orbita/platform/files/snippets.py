"""Where the searched words stand in a document: a few words around them."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

START, STOP = "\u2402", "\u2403"
"""Signs around the found words: they become marks only after the text has been escaped."""
LOOKED_AT = 200_000
_HOW = (
    f'StartSel="{START}", StopSel="{STOP}", MaxFragments=2, MaxWords=18, MinWords=6,'
    ' FragmentDelimiter=" … "'
)


def snippets(document_ids: Sequence[UUID], text: str) -> dict[UUID, str]:
    """The surroundings of the words in each of these documents that holds them. One statement.

    The caller has found the documents by right.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT d.id, ts_headline('russian', translate(left(c.text, %s), %s, ''), q.query, %s)
            FROM files_document d
            JOIN files_storedfile f ON f.id = d.file_id
            JOIN files_filecontent c ON c.sha256 = f.sha256
            CROSS JOIN (SELECT websearch_to_tsquery('russian', %s)
                || websearch_to_tsquery('simple', %s) AS query) q
            WHERE d.id = ANY(%s) AND c.verdict = 'clean' AND c.vector @@ q.query
            """,
            [LOOKED_AT, START + STOP, _HOW, text, text, list(document_ids)],
        )
        return {key: " ".join(found.split()) for key, found in cursor if START in found}
