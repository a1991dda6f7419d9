"""Documents that belong to a person alone: their rows, their text, their history, their bytes."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from orbita.parties.consent.erasing.rows import Rows
from orbita.platform.files.models import (
    Attachment,
    Document,
    DocumentVersion,
    FileContent,
    StoredFile,
)
from orbita.platform.files.store import shelf
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS


def erase_files(found: Iterable[Rows]) -> int:
    """Delete documents that hang on the person's rows only, with all versions; bytes that nothing
    else uses leave the store at commit. Gives how many documents went.

    A document that hangs on somebody else's record as well stays there: it is not his alone.
    """
    his = _places(found)
    if not his:
        return 0
    hung = set(Attachment.objects.filter(his).values_list("document", flat=True))
    past = EVENT_MODELS[Attachment]._default_manager
    hung |= set(past.filter(his).values_list("document", flat=True))
    Attachment.objects.filter(his).delete()
    shared = Attachment.objects.filter(document__in=hung).values_list("document", flat=True)
    gone = hung - set(shared)
    past.filter(his).delete()
    files = set(DocumentVersion.objects.filter(document__in=gone).values_list("file", flat=True))
    files |= set(Document._base_manager.filter(pk__in=gone).values_list("file", flat=True))
    _drop_documents(gone)
    _drop_stored(files)
    return len(gone)


def _places(found: Iterable[Rows]) -> Q:
    his = Q()
    for rows in found:
        kind = _kind(rows)
        if rows.plug.files and rows.his and kind:
            his |= Q(kind=kind, record_id__in=rows.his)
    return his


def _drop_documents(ids: Iterable[UUID]) -> None:
    """Documents with their versions, and what history knows of both."""
    keys = list(ids)
    past = EVENT_MODELS[DocumentVersion]._default_manager
    DocumentVersion.objects.filter(document__in=keys).delete()
    past.filter(document_id__in=keys).delete()
    EVENT_MODELS[Attachment]._default_manager.filter(document_id__in=keys).delete()
    Document._base_manager.filter(pk__in=keys).delete()
    EVENT_MODELS[Document]._default_manager.filter(pgh_obj_id__in=keys).delete()


def _drop_stored(ids: Iterable[UUID]) -> None:
    """Stored files that no document has any more, what was read in them, and their bytes."""
    used = DocumentVersion.objects.values("file")
    free = StoredFile.objects.filter(pk__in=list(ids)).exclude(pk__in=used)
    digests = set(free.values_list("sha256", flat=True))
    free.delete()
    digests -= set(StoredFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    read = FileContent.objects.filter(sha256__in=digests)
    pictures = {picture for row in read.values_list("pictures", flat=True) for picture in row}
    read.delete()
    for digest in digests | pictures:
        transaction.on_commit(partial(shelf().remove, digest))


def _kind(rows: Rows) -> str:
    return next((kind.key for kind in kinds if kind.model is rows.plug.model), "")


def files_of(found: Iterable[Rows]) -> Iterator[tuple[str, BinaryIO]]:
    """Names and opened bytes of the files on the person's rows, each name once."""
    his = _places(found)
    taken: set[str] = set()
    hung = Attachment.objects.filter(his).select_related("document__file") if his else ()
    for one in hung:
        name = one.document.file_name
        name = f"{one.pk}-{name}" if name in taken else name
        taken.add(name)
        if shelf().has(one.file.sha256):
            yield name, shelf().open(one.file.sha256)
