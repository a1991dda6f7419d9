"""Questions about files."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.files.models import Attachment
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef, kinds


def attachment(actor: Actor, attachment_id: UUID) -> Attachment:
    """An attachment of a record that the actor may see, or NotFound. Two statements."""
    found = Attachment.objects.select_related("file").filter(pk=attachment_id).first()
    if found is None or found.kind not in kinds:
        raise NotFound
    record(actor, found.kind, found.record_id)
    return found


def attachments(kind: str, record_ids: Iterable[UUID]) -> "QuerySet[Attachment]":
    """Files of records of a kind, the newest first. The caller has asked for these by right."""
    return (
        Attachment.objects.filter(kind=kind, record_id__in=list(record_ids))
        .select_related("file", "by")
        .order_by("-at", "-id")
    )


def attachments_of(actor: Actor, ref: RecordRef) -> "QuerySet[Attachment]":
    """Files of a record that the actor may see, the newest first. Two statements."""
    record(actor, ref.kind, ref.id)
    return attachments(ref.kind, [ref.id])
