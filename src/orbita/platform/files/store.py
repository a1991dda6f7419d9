"""Bytes on the disk: written aside, then put in place under their digest in one move."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from orbita.platform.files.models import blob_path
from orbita.platform.files.sniffing import sniff


@dataclass(frozen=True)
class Blob:
    """Stored bytes: digest, size, what they are."""

    sha256: str
    size: int
    content_type: str


def put(chunks: Iterable[bytes]) -> Blob:
    """Store bytes. The same bytes again cost no place; a crash leaves at most a file aside."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    size = 0
    handle, name = tempfile.mkstemp(dir=root, prefix=".coming-")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        place = blob_path(digest.hexdigest())
        content_type = sniff(aside)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)
    return Blob(digest.hexdigest(), size, content_type)
