"""Acts on files."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import send_poke
from orbita.platform.acts.frame import command
from orbita.platform.files.errors import FileIsEmpty, FileIsTooLarge
from orbita.platform.files.models import Attachment, StoredFile
from orbita.platform.files.store import put
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef

MEGABYTE = 1024 * 1024


@command
def store_file(upload: "UploadedFile[bytes]", *, by: Actor) -> StoredFile:
    """Take a file in. Refuses an empty one and one above the limit of the settings.

    The bytes are written even if the act fails afterwards; under their digest they harm nobody.
    """
    name = clean_name(upload.name or "")
    size = upload.size or 0
    limit = settings.ORBITA_FILE_LIMIT
    if size > limit:
        raise FileIsTooLarge(name=name, size=-(-size // MEGABYTE), limit=limit // MEGABYTE)
    if not size:
        raise FileIsEmpty(name=name)
    blob = put(upload.chunks())
    return StoredFile.objects.create(
        sha256=blob.sha256,
        name=name,
        size=blob.size,
        content_type=blob.content_type,
        by_id=by.id,
    )


@command
def attach_file(upload: "UploadedFile[bytes]", *, to: RecordRef, by: Actor) -> Attachment:
    """Store a file and hang it on a record that the actor may see."""
    record(by, to.kind, to.id)
    stored = store_file(upload, by=by)
    attachment = Attachment.objects.create(file=stored, kind=to.kind, record_id=to.id, by_id=by.id)
    send_poke([(to.kind, to.id)])
    return attachment


@command
def detach_file(attachment_id: UUID, *, by: Actor) -> None:
    """Take a file off a record; it can be undone, the bytes stay."""
    attachment = Attachment.objects.select_for_update().filter(pk=attachment_id).first()
    if attachment is None:
        raise NotFound
    record(by, attachment.kind, attachment.record_id)
    ref = (attachment.kind, attachment.record_id)
    attachment.delete()
    send_poke([ref])


def clean_name(name: str) -> str:
    """The bare name of an uploaded file: no folders, no control characters, 255 signs at most."""
    bare = PurePosixPath(PureWindowsPath(name).name).name
    shown = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > 255:
        shown = f"{stem[: 250 - len(ending)]}{dot}{ending}" if len(ending) < 20 else shown[:255]
    return shown or "file"
