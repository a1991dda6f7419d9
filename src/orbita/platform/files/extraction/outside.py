"""Starting the reader and taking what it found."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 30
LONGEST = 8 * 1024 * 1024
"""More than this from the reader is not believed: text and faults are far smaller."""


@dataclass(frozen=True)
class Extract:
    """What a file holds. `fault` says why there is no text: encrypted, broken, limit."""

    text: str = ""
    fault: str = ""
    pages: int | None = None
    is_cut: bool = False
    pictures: list[bytes] = field(default_factory=list)


def extract(path: Path, content_type: str, *, seconds: int = SECONDS) -> Extract:
    """The text of a file and the pictures of its first pages, or the reason why not."""
    with tempfile.TemporaryDirectory() as folder:
        reader = [sys.executable, "-m", "orbita.platform.files.extraction"]
        try:
            done = subprocess.run(  # noqa: S603
                [*reader, str(path), content_type, folder],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                cwd=Path(__file__).parents[4],
            )
        except subprocess.TimeoutExpired:
            return Extract(fault="limit")
        return _taken(Path(folder), done.returncode)


def _taken(folder: Path, code: int) -> Extract:
    found = folder / "found.json"
    if code != 0 or not found.exists() or found.stat().st_size > LONGEST:
        # Killed by its limits (a negative code is a signal), or broken inside the library.
        return Extract(fault="limit" if code < 0 or code == 3 else "broken")
    values = json.loads(found.read_text(encoding="utf-8"))
    pictures = [page.read_bytes() for page in sorted(folder.glob("page-*.png"))]
    return Extract(pictures=pictures, **values)
