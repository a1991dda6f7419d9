"""Documents at records."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.files.commands.filing import make_documents
from orbita.platform.files.commands.locking import tell_changed, tell_filed
from orbita.platform.files.errors import AtRecordAlready
from orbita.platform.files.models import Attachment, Document
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef, kinds


@command
def attach_file(upload: "UploadedFile[bytes]", *, to: RecordRef, by: Actor) -> Attachment:
    """Store a file as a document at a record that the actor may see; nothing else is asked of him."""
    record(by, to.kind, to.id)
    made = make_documents([upload], None, to, by)
    tell_filed(made, by)
    return Attachment.objects.select_related("document__file").get(document=made[0])


@command
def attach_files(
    uploads: Sequence["UploadedFile[bytes]"], *, to: RecordRef, by: Actor
) -> list[Document]:
    """The same for several files at once, all or none."""
    record(by, to.kind, to.id)
    made = make_documents(uploads, None, to, by)
    tell_filed(made, by)
    return made


@command
def hang_document(document_id: UUID, *, to: RecordRef, by: Actor) -> Attachment:
    """Hang a document on one more record. Refuses where it hangs already; both must be seen."""
    if to.kind not in kinds or to.kind == "document":
        raise NotFound
    Document.objects.visible_to(by).locked(document_id)
    record(by, to.kind, to.id)
    hung, is_new = Attachment.objects.get_or_create(
        document_id=document_id, kind=to.kind, record_id=to.id, defaults={"by_id": by.id}
    )
    if not is_new:
        raise AtRecordAlready
    tell_changed([document_id], ("attachments",), by)
    return hung


@command
def detach_file(attachment_id: UUID, *, by: Actor) -> None:
    """Take a document off a record; it stays where else it is, and with its owner."""
    found = Attachment.objects.select_for_update().filter(pk=attachment_id).first()
    if found is None or found.kind not in kinds:
        raise NotFound
    record(by, found.kind, found.record_id)
    Document.objects.visible_to(by).one(found.document_id)
    document_id, kind, record_id = found.document_id, found.kind, found.record_id
    found.delete()
    tell_changed([document_id], ("attachments",), by, also_kinds=(kind,), also_ids=(record_id,))
