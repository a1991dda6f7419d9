"""Taking bytes in."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.files.errors import (
    FileIsEmpty,
    FileIsForbidden,
    FileIsInfected,
    FileIsTooLarge,
)
from orbita.platform.files.models import FileContent, StoredFile, Verdict
from orbita.platform.files.sniffing import PROGRAM, SCRIPT
from orbita.platform.files.store import put

MEGABYTE = 1024 * 1024


@command
def store_file(upload: "UploadedFile[bytes]", *, by: Actor) -> StoredFile:
    """Take a file in. Refuses an empty one, one above the limit of the settings, a program where the
    settings forbid programs, and bytes that are known to be infected.

    The bytes are written even if the act fails afterwards; under their digest they harm nobody.
    """
    name = clean_name(upload.name or "")
    size = upload.size or 0
    limit = settings.ORBITA_FILE_LIMIT
    if size > limit:
        raise FileIsTooLarge(name=name, size=-(-size // MEGABYTE), limit=limit // MEGABYTE)
    if not size:
        raise FileIsEmpty(name=name)
    ending = name.rpartition(".")[2].lower()
    if ending in settings.ORBITA_FORBIDDEN_FILES:
        raise FileIsForbidden(name=name)
    blob = put(upload.chunks())
    if settings.ORBITA_FORBIDDEN_FILES and blob.content_type in (PROGRAM, SCRIPT):
        raise FileIsForbidden(name=name)
    _note_content(blob.sha256, name)
    return StoredFile.objects.create(
        sha256=blob.sha256,
        name=name,
        size=blob.size,
        content_type=blob.content_type,
        by_id=by.id,
    )


def _note_content(sha256: str, name: str) -> None:
    """That these bytes are to be looked at, once; they wait for the scanner where there is one."""
    verdict = Verdict.WAITING if settings.ORBITA_SCANNER else Verdict.CLEAN
    content, _made = FileContent.objects.get_or_create(sha256=sha256, defaults={"verdict": verdict})
    if content.verdict == Verdict.INFECTED:
        raise FileIsInfected(name=name, what=content.verdict_note)


def clean_name(name: str) -> str:
    """The bare name of an uploaded file: no folders, no control characters, 255 signs at most."""
    bare = PurePosixPath(PureWindowsPath(name).name).name
    shown = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > 255:
        shown = f"{stem[: 250 - len(ending)]}{dot}{ending}" if len(ending) < 20 else shown[:255]
    return shown or "file"
