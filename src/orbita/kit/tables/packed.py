"""Gzipped files and limits on what a packed file may unfold to."""

import gzip
import io
import tempfile
import zlib
from pathlib import Path
from typing import BinaryIO

from orbita.kit.tables.model import Limits, TableRefused

GZIP = b"\x1f\x8b"


class _Watched(io.RawIOBase):
    """A gzip stream that stops when it unfolds to too much or is broken."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._file = gzip.open(path, "rb")  # noqa: SIM115
        self._left = limits.unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise TableRefused("broken_file", str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise TableRefused("unpacked_too_large")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def open_bytes(path: Path, limits: Limits) -> BinaryIO:
    """Open a file for reading bytes, unpacked where it is gzipped."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    if packed:
        return io.BufferedReader(_Watched(path, limits), 1 << 18)
    return path.open("rb", buffering=1 << 18)


def seekable(path: Path, limits: Limits) -> BinaryIO:
    """The same, but one may seek in it: a packed file goes through a temporary one."""
    with open_bytes(path, limits) as file:
        if isinstance(file, io.BufferedReader) and isinstance(file.raw, _Watched):
            copy = tempfile.TemporaryFile()  # noqa: SIM115
            while chunk := file.read(1 << 20):
                copy.write(chunk)
            copy.seek(0)
            return copy
    return path.open("rb")
