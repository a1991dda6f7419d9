"""Files for tests, and the shortest way to bring one in."""

from pathlib import Path
from typing import Any

from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.imports.commands import import_file, rehearse
from orbita.platform.imports.deciding import planned
from orbita.platform.imports.plans import importable_of
from orbita.platform.imports.running import Report

DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
"""The real files of other people, where they lie beside the repository."""


def file(folder: Path, text: str | bytes, name: str = "file.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def bring(
    path: Path, kind: str = "parties", *, by: Actor = SYSTEM, dry: bool = False, **said: Any
) -> Report:
    """Import a file as the command line does; rejected rows go to FILE.errors.csv beside it."""
    plan = planned(importable_of(kind), path, by=by, **said)
    act = rehearse if dry else import_file
    return act(plan, errors=path.with_name(f"{path.name}.errors.csv"), by=by)


def counts(report: Report) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, rejected; that they make up all rows is checked on the way."""
    found = (report.created, report.updated, report.unchanged, report.rejected)
    assert sum(found) == report.rows
    return found


def errors_of(path: Path) -> str:
    """What the error file of a file says."""
    return path.with_name(f"{path.name}.errors.csv").read_text("utf-8-sig")
