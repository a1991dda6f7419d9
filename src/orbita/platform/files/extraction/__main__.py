"""The reader's process: path, content type, folder for what was found."""

import json
import resource
import sys
from pathlib import Path

from orbita.platform.files.extraction.found import Found, Unreadable

MEMORY = 1024 * 1024 * 1024
SECONDS = 25
WRITTEN = 64 * 1024 * 1024


def limit() -> None:
    """No more memory, time and written bytes than a document needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(path: Path, content_type: str, folder: Path) -> Found:
    """By the type that the bytes were known by."""
    if content_type == "application/pdf":
        from orbita.platform.files.extraction.pdf import read_pdf

        return read_pdf(path, folder)
    if content_type == "text/plain":
        from orbita.platform.files.extraction.plain import read_plain

        return read_plain(path)
    from orbita.platform.files.extraction.packed import read_packed

    return read_packed(path)


def main(arguments: list[str]) -> int:
    """0 with what was found, 3 when the limits were reached, 1 for what is broken."""
    path, content_type, folder = Path(arguments[0]), arguments[1], Path(arguments[2])
    limit()
    try:
        found = read(path, content_type, folder)
    except Unreadable as why:
        found = Found(fault=str(why))
    except MemoryError:
        return 3
    except Exception:  # a library's fault on a stranger's file
        return 1
    (folder / "found.json").write_text(json.dumps(found.values()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
