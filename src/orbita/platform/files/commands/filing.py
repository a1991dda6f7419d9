"""New documents out of uploaded files."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.files.commands.locking import next_numbers, open_folder, tell_filed
from orbita.platform.files.commands.storing import store_file
from orbita.platform.files.errors import NoFileChosen
from orbita.platform.files.models import Attachment, Document, DocumentVersion, Folder
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef

Uploads = Sequence["UploadedFile[bytes]"]


@command
def file_documents(
    uploads: Uploads,
    *,
    folder_id: UUID | None = None,
    to: RecordRef | None = None,
    title: str = "",
    by: Actor,
) -> list[Document]:
    """Make a document of each file, in a folder and at a record if they are named.

    The folder gives the numbers. A single file may get another title than its name. Refuses a record
    or a folder that the actor does not see, and what `store_file` refuses: then nothing is filed.
    """
    require(by, "documents.create")
    if to is not None:
        record(by, to.kind, to.id)
    made = make_documents(uploads, open_folder(folder_id, by), to, by)
    if title.strip() and len(made) == 1:
        made[0].title = title.strip()[:255]
        made[0].save(update_fields=["title"])
    tell_filed(made, by)
    return made


def make_documents(
    uploads: Uploads, folder: Folder | None, to: RecordRef | None, by: Actor
) -> list[Document]:
    """The rows of new documents, in three statements besides those of their files."""
    if not uploads:
        raise NoFileChosen
    stored = [store_file(upload, by=by) for upload in uploads]
    now = timezone.now()
    made = [
        Document(
            title=title_of(file.name),
            number=number,
            folder=folder,
            file=file,
            owner_id=by.id,
            created_by_id=by.id,
            created_at=now,
            changed_at=now,
        )
        for file, number in zip(stored, next_numbers(folder, len(stored)), strict=True)
    ]
    Document.objects.bulk_create(made)
    DocumentVersion.objects.bulk_create(
        DocumentVersion(document=one, number=1, file=one.file, by_id=by.id, at=now) for one in made
    )
    if to is not None:
        Attachment.objects.bulk_create(
            Attachment(document=one, kind=to.kind, record_id=to.id, by_id=by.id, at=now)
            for one in made
        )
    return made


def title_of(name: str) -> str:
    """What a document is called that comes from a file of this name."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem.strip() and 0 < len(ending) <= 8 else name
