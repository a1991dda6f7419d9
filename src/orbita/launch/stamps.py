"""Stamps: what a step was last done for, so that it is not done again for nothing."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


class Stamp:
    """A small file that remembers the state of the sources a step was done for."""

    def __init__(self, file: Path, sources: Iterable[Path | str], *, quick: bool = False) -> None:
        self.file = file
        self._digest = digest(sources, quick=quick)

    def holds(self) -> bool:
        """Whether the step was done for exactly these sources."""
        return self.file.exists() and self.file.read_text() == self._digest

    def put(self) -> None:
        """Remember that the step is done."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self._digest)

    def forget(self) -> None:
        """The step has to be done again."""
        self.file.unlink(missing_ok=True)


def digest(sources: Iterable[Path | str], *, quick: bool = False) -> str:
    """A hash over texts and files; `quick` looks at size and time of a file, not inside."""
    total = hashlib.sha256()
    for source in sources:
        total.update(f"\0{source}\0".encode())
        if isinstance(source, Path) and source.is_file():
            total.update(_glance(source) if quick else source.read_bytes())
    return total.hexdigest()


def _glance(file: Path) -> bytes:
    about = file.stat()
    return f"{about.st_size} {about.st_mtime_ns}".encode()
