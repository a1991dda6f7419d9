"""Versions of a document."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.files.commands.locking import lock_document, tell_filed
from orbita.platform.files.commands.storing import store_file
from orbita.platform.files.errors import NoFileChosen, SameVersion
from orbita.platform.files.models import Document, DocumentVersion, StoredFile


@command
def add_version(
    document_id: UUID, upload: "UploadedFile[bytes] | None", *, note: str = "", by: Actor
) -> Document:
    """Put a newer file over a document. Refuses the same bytes again."""
    document = lock_document(document_id, by)
    if upload is None:
        raise NoFileChosen
    stored = store_file(upload, by=by)
    if stored.sha256 == document.file.sha256:
        raise SameVersion
    return _become(document, stored, note, by)


@command
def restore_version(document_id: UUID, number: int, *, by: Actor) -> Document:
    """Make an old version the newest one; those in between stay. Refuses what is the newest already."""
    document = lock_document(document_id, by)
    old = document.versions.select_related("file").filter(number=number).first()
    if old is None:
        raise NotFound
    if old.file.sha256 == document.file.sha256:
        raise SameVersion
    return _become(document, old.file, _("version %(number)s again") % {"number": number}, by)


def _become(document: Document, file: StoredFile, note: str, by: Actor) -> Document:
    now = timezone.now()
    document.file, document.version, document.changed_at = file, document.version + 1, now
    DocumentVersion.objects.create(
        document=document,
        number=document.version,
        file=file,
        note=note.strip()[:300],
        by_id=by.id,
        at=now,
    )
    document.save(update_fields=["file", "version", "changed_at"])
    tell_filed([document], by)
    return document
