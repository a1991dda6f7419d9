"""Taking documents away for good, bytes and history included: the right to be forgotten."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.files.models import (
    Attachment,
    Document,
    DocumentVersion,
    FileContent,
    StoredFile,
)
from orbita.platform.files.store import shelf
from orbita.platform.tracking import EVENT_MODELS


@command
def erase_documents_at(places: Mapping[str, Iterable[UUID]], *, by: Actor) -> int:
    """Erase what hangs at these records of each kind, now or in history, and nowhere else; gives how
    many files went. A document that hangs at another record as well only leaves these.

    The caller has the right and has lifted the guard of history.
    """
    his = Q(pk__in=())
    for kind, ids in places.items():
        his |= Q(kind=kind, record_id__in=list(ids))
    past = EVENT_MODELS[Attachment]._default_manager
    touched = set(Attachment.objects.filter(his).values_list("document", flat=True))
    touched |= set(past.filter(his).values_list("document", flat=True))
    elsewhere = Attachment.objects.filter(~his, document__in=touched).values("document")
    gone = list(
        Document.objects.filter(pk__in=touched)
        .exclude(pk__in=elsewhere)
        .values_list("pk", flat=True)
    )
    Attachment.objects.filter(his).delete()
    past.filter(his).delete()
    return _erase(gone)


def _erase(ids: list[UUID]) -> int:
    """The rows of documents with their history; bytes that nothing else uses leave at commit."""
    versions = DocumentVersion.objects.filter(document__in=ids)
    files = set(versions.values_list("file", flat=True))
    files |= set(Document.objects.filter(pk__in=ids).values_list("file", flat=True))
    Document.objects.filter(pk__in=ids).delete()
    for model, key in ((DocumentVersion, "document"), (Attachment, "document"), (Document, "id")):
        EVENT_MODELS[model]._default_manager.filter(**{f"{key}__in": ids}).delete()
    return _drop(files)


def _drop(ids: set[UUID]) -> int:
    used = DocumentVersion.objects.filter(file__in=ids).values("file")
    free = StoredFile.objects.filter(pk__in=ids).exclude(pk__in=used)
    digests = dict(free.values_list("pk", "sha256"))
    StoredFile.objects.filter(pk__in=digests).delete()
    kept = StoredFile.objects.filter(sha256__in=digests.values())
    lost = set(digests.values()) - set(kept.values_list("sha256", flat=True))
    contents = FileContent.objects.filter(sha256__in=lost)
    pictures = [one for found in contents.values_list("pictures", flat=True) for one in found]
    contents.delete()
    for sha256 in {*lost, *pictures}:
        transaction.on_commit(lambda sha256=sha256: shelf().remove(sha256))  # type: ignore[misc]
    return len(digests)
