"""`./orbita import KIND FILE`: bring a file in from the command line."""

import json
import sys
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.accounts.models import User
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.imports.commands import import_file, rehearse
from orbita.platform.imports.deciding import planned
from orbita.platform.imports.plans import SOURCE, importable_of
from orbita.platform.imports.running import Report


class Command(BaseCommand):
    """Import parties, deals, interactions or employees from CSV, XLSX or JSON lines."""

    help = "Import records of a kind from a CSV, XLSX or JSON-lines file."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Its own options only: those of Django would be noise here."""
        return super().create_parser("./orbita", "import", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """KIND FILE and how to understand it."""
        parser.add_argument("kind", help="parties, deals, interactions, employees …")
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", type=Path, metavar="FILE", help="JSON: {column: field}")
        parser.add_argument("--key", nargs="+", action="extend", metavar="FIELD",
                            help="match records by these fields or columns")  # fmt: skip
        parser.add_argument("--source", default=SOURCE, help="the system whose keys the file has")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--make", nargs="*", metavar="WHAT",
                            help="what to make when it is missing (default: everything)")  # fmt: skip
        parser.add_argument("--errors", type=Path, metavar="FILE",
                            help="rejected rows (default: FILE.errors.csv here)")  # fmt: skip
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="import as this employee")
        parser.add_argument("--sheet", help="the sheet of a workbook")
        parser.add_argument("--encoding", help="when it is not found out rightly")
        parser.add_argument("--delimiter", help="when it is not found out rightly")
        parser.add_argument("--json", action="store_true", help="one line of JSON at the end")

    def handle(self, *args: Any, **said: Any) -> None:
        """Import; a refused file ends with the reason and the exit code 1."""
        by = _actor(said["email"])
        with translation.override(translation.get_language() or "ru"):
            try:
                outcome = self._import(said, by)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from None
            except json.JSONDecodeError as error:
                raise CommandError(_("The mapping file is no valid JSON: %s") % error) from None
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}") from None
            self._tell(outcome, said)

    def _import(self, said: dict[str, Any], by: Actor) -> Report:
        began = time.monotonic()
        path: Path = said["file"]
        if not path.is_file():
            raise CommandError(_("There is no file %s") % path)
        mapping = json.loads(said["map"].read_text("utf-8-sig")) if said["map"] else None
        importable = importable_of(said["kind"])
        plan = planned(
            importable,
            path,
            mapping=mapping,
            keys=said["key"],
            makes=said["make"],
            source=said["source"],
            options={name: said[name] for name in ("sheet", "encoding", "delimiter") if said[name]},
            by=by,
        )
        plan = replace(plan, owner_id=by.id)
        errors = said["errors"] or Path(f"{path.name}.errors.csv")
        act = rehearse if said["dry_run"] else import_file
        bar = Bar()
        try:
            outcome = act(plan, errors=errors, meter=bar, expected=_lines(path), by=by)
        finally:
            bar.end()
        # The act has counted its own time; who waits here waits for its commit as well.
        return replace(outcome, seconds=round(time.monotonic() - began, 2))

    def _tell(self, outcome: Report, said: dict[str, Any]) -> None:
        for fault in outcome.faults[:5]:
            self.stderr.write(f"  {fault['number']}: {fault['why']}")
        words = _(
            "%(rows)s rows: %(created)s created, %(updated)s updated, %(unchanged)s unchanged, "
            "%(rejected)s rejected; %(seconds)s s"
        )
        self.stderr.write(words % outcome.line())
        if outcome.rejected:
            path = said["errors"] or f"{said['file'].name}.errors.csv"
            self.stderr.write(_("Rejected rows with their reasons: %s") % path)
        if said["json"]:
            self.stdout.write(json.dumps(outcome.line()))


def _actor(email: str | None) -> Actor:
    if email is None:
        return SYSTEM
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(_("There is no employee with the e-mail %s") % email)
    return actor_of(user)


def _lines(path: Path) -> int:
    """About how many rows a plain file has; 0 where only reading it would tell."""
    with path.open("rb") as file:
        if file.read(2) in (b"PK", b"\x1f\x8b"):
            return 0
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))


class Bar:
    """A progress bar on the error stream; silent where that is no terminal."""

    def __init__(self) -> None:
        self._total = self._done = 0
        self._note = ""
        self._told = 0.0

    def begin(self, total: int, note: str = "") -> None:
        """A new part of the work."""
        self._total, self._done, self._note = total, 0, note
        self._draw()

    def step(self, count: int = 1) -> None:
        """So many more rows."""
        self._done += count
        if time.monotonic() - self._told > 0.2:
            self._draw()

    def end(self) -> None:
        """Clear the line."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    def _draw(self) -> None:
        self._told = time.monotonic()
        if not sys.stderr.isatty():
            return
        share = min(1.0, self._done / self._total) if self._total else 0.0
        bar = "█" * round(share * 30) + "░" * (30 - round(share * 30))
        sys.stderr.write(f"\r\x1b[K{self._note} {bar} {self._done:,}".replace(",", "\u202f"))
        sys.stderr.flush()
