"""Bytes in a bucket of any server that speaks S3. Its library comes with requirements/s3.txt."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from minio import Minio
from minio.error import S3Error

_GONE = ("NoSuchKey", "NoSuchObject", "NotFound", "404")


class Bucket:
    """A bucket; files lie in it as in the folder: ab/cd/abcd…"""

    def __init__(
        self,
        *,
        endpoint: str,
        bucket: str,
        key: str,
        secret: str,
        region: str,
        aside: Path,
    ) -> None:
        parts = urlsplit(endpoint if "//" in endpoint else f"https://{endpoint}")
        self.bucket, self.aside = bucket, aside
        self._server = Minio(
            endpoint=parts.netloc,
            access_key=key,
            secret_key=secret,
            secure=parts.scheme == "https",
            region=region or None,
        )

    def keep(self, sha256: str, aside: Path) -> None:
        """Send the file up unless it is there."""
        if not self.has(sha256):
            self._server.fput_object(self.bucket, _name(sha256), str(aside))

    def open(self, sha256: str) -> BinaryIO:
        """The object as a stream."""
        answer: Any = self._asked(lambda: self._server.get_object(self.bucket, _name(sha256)))
        answer.auto_close = False
        stream: BinaryIO = answer
        return stream

    def has(self, sha256: str) -> bool:
        """Whether the object is there."""
        try:
            self._asked(lambda: self._server.stat_object(self.bucket, _name(sha256)))
        except FileNotFoundError:
            return False
        return True

    def remove(self, sha256: str) -> None:
        """Delete the object."""
        self._server.remove_object(self.bucket, _name(sha256))

    @contextmanager
    def as_file(self, sha256: str) -> Iterator[Path]:
        """The object, brought down for as long as the block runs."""
        self.aside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.aside, prefix=".down-") as folder:
            place = Path(folder) / sha256
            self._asked(lambda: self._server.fget_object(self.bucket, _name(sha256), str(place)))
            yield place

    def _asked(self, question: Any) -> Any:
        try:
            return question()
        except S3Error as fault:
            if fault.code in _GONE:
                raise FileNotFoundError(fault.object_name) from fault
            raise


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
