"""The one door to the bytes: a folder of this machine, or a bucket that speaks S3.

Bytes lie under their digest, so that the same file is kept once wherever it is used.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from orbita.platform.files.sniffing import sniff


@dataclass(frozen=True)
class Blob:
    """Stored bytes: digest, size, what they are."""

    sha256: str
    size: int
    content_type: str


class Shelf(Protocol):
    """Where bytes lie."""

    def keep(self, sha256: str, aside: Path) -> None:
        """Take a finished file in under its digest; the same digest again costs no place."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes for reading. Raises FileNotFoundError where there are none."""

    def has(self, sha256: str) -> bool:
        """Whether there are bytes with this digest."""

    def remove(self, sha256: str) -> None:
        """Take the bytes away for good; nothing happens where there are none."""

    def as_file(self, sha256: str) -> AbstractContextManager[Path]:
        """The bytes as a file of this machine for as long as the block runs."""


class Folder:
    """A folder of this machine: files/ab/cd/abcd…, put in place in one move."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """The place of bytes with this digest."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def keep(self, sha256: str, aside: Path) -> None:
        """Move the file into its place."""
        place = self.path(sha256)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(place)

    def open(self, sha256: str) -> BinaryIO:
        """The file, opened."""
        return self.path(sha256).open("rb")

    def has(self, sha256: str) -> bool:
        """Whether the file is there."""
        return self.path(sha256).exists()

    def remove(self, sha256: str) -> None:
        """Unlink the file."""
        self.path(sha256).unlink(missing_ok=True)

    @contextmanager
    def as_file(self, sha256: str) -> Iterator[Path]:
        """The file itself."""
        path = self.path(sha256)
        if not path.exists():
            raise FileNotFoundError(sha256)
        yield path


def shelf() -> Shelf:
    """Where the settings say that bytes lie."""
    if settings.ORBITA_S3["endpoint"]:
        return _bucket(**settings.ORBITA_S3)
    return Folder(Path(settings.MEDIA_ROOT))


@cache
def _bucket(**wanted: str) -> Shelf:
    from orbita.platform.files.bucket import Bucket  # its library is an extra

    return Bucket(aside=Path(settings.MEDIA_ROOT), **wanted)


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
        content_type = sniff(aside)
        shelf().keep(digest.hexdigest(), aside)
    finally:
        aside.unlink(missing_ok=True)
    return Blob(digest.hexdigest(), size, content_type)
