"""Personal data in files of ours: what was imported, and archives that were made for people."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from orbita.kit.tables.model import TableRefused
from orbita.kit.tables.opening import open_table
from orbita.platform.jobs.models import Work

Found = Callable[[str], bool]


def erase_import_files(party_id: UUID, found: Found) -> int:
    """Delete the uploaded files of imports (and their error files) in which the person stands.

    What they brought is in the records. An import without its file can neither be repeated nor
    looked up, which is what erasing him means. Gives how many folders went.
    """
    root = Path(settings.DATA) / "imports"
    named = [folder for folder in root.glob("*") if folder.is_dir() and _holds(folder, found)]
    for folder in named:
        drop_at_commit(folder)
    return len(named)


def drop_at_commit(folder: Path) -> None:
    """The folder goes when the erasure is written for good, not before."""
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def _holds(folder: Path, found: Found) -> bool:
    return any(_names(path, found) for path in folder.rglob("*") if path.is_file())


def _names(path: Path, found: Found) -> bool:
    """Whether a row of the table names the person, whatever its columns; what is no table is read
    as plain text."""
    try:
        table = open_table(path, header=False)
        return any(
            found(" ".join(str(cell) for cell in line.cells if cell)) for line in table.rows()
        )
    except (TableRefused, OSError):
        return found(path.read_bytes().decode("utf-8", "ignore"))


def erase_archives(party_id: UUID, found: Found) -> int:
    """Delete the archives that were packed of the person."""
    works = Work.objects.filter(kind="person-archive", parameters__party=str(party_id))
    root = Path(settings.DATA) / "privacy"
    places = [root / f"{pk}.zip" for pk in works.values_list("pk", flat=True)]
    there = [path for path in places if path.exists()]
    for path in there:
        transaction.on_commit(partial(path.unlink, missing_ok=True))
    return len(there)
