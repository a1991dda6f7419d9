"""What the acts on documents share: the locked rows, their numbers, the records that show them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.files.events import DocumentsChanged, DocumentsFiled
from orbita.platform.files.models import Attachment, Document, Folder
from orbita.platform.files.numbering import number, year_of
from orbita.platform.files.queries import folders_of
from orbita.platform.keys import uuid7
from orbita.platform.records.changing import lock_rows


def lock_document(document_id: UUID, by: Actor) -> Document:
    """The document for an act on it: seen, locked, his to change."""
    found: Document = lock_rows(Document, [document_id], "edit", by=by)[0]
    return found


def open_folder(folder_id: UUID | None, by: Actor) -> Folder | None:
    """The folder to file into, if one is named: it must be open to the actor."""
    if folder_id is None:
        return None
    folder = next((one for one in folders_of(by) if one.pk == folder_id), None)
    if folder is None:
        raise NotFound
    return folder


def next_numbers(folder: Folder | None, count: int) -> list[str]:
    """The next numbers of the folder; empty ones where it gives none.

    The counter's row stays locked until the act is done, so that there are neither holes nor doubles
    however many file at once.
    """
    if folder is None or not folder.pattern or not count:
        return [""] * count
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO files_foldercounter AS c (id, folder_id, year, last) VALUES (%s, %s, %s, %s)
            ON CONFLICT (folder_id, year) DO UPDATE SET last = c.last + EXCLUDED.last RETURNING last
            """,
            [uuid7(), folder.pk, year_of(folder.pattern, today), count],
        )
        last = cursor.fetchone()[0]
    return [number(folder.pattern, last - count + n, today) for n in range(1, count + 1)]


def tell_changed(ids: Sequence[UUID], fields: Iterable[str], by: Actor, **more: Any) -> None:
    """Announce that documents were changed, with the records at which they hang."""
    kinds, keys = _places(ids)
    announce(
        DocumentsChanged(
            document_ids=tuple(ids),
            fields=tuple(fields),
            at_kinds=(*kinds, *more.get("also_kinds", ())),
            at_ids=(*keys, *more.get("also_ids", ())),
            by=by.id,
        )
    )


def tell_filed(documents: Sequence[Document], by: Actor) -> None:
    """Announce that documents or versions came in."""
    ids = tuple(document.pk for document in documents)
    kinds, keys = _places(ids)
    digests = tuple({document.file.sha256: None for document in documents})
    announce(
        DocumentsFiled(document_ids=ids, digests=digests, at_kinds=kinds, at_ids=keys, by=by.id)
    )


def _places(ids: Sequence[UUID]) -> tuple[tuple[str, ...], tuple[UUID, ...]]:
    rows = Attachment.objects.filter(document__in=ids).values_list("kind", "record_id").distinct()
    found = list(rows[:200])
    return tuple(kind for kind, _key in found), tuple(key for _kind, key in found)
