"""Settings as a file on the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import Refusal
from orbita.platform.blueprints.commands import bring_in
from orbita.platform.blueprints.errors import NothingIsChosen
from orbita.platform.blueprints.names import Names
from orbita.platform.blueprints.planning import SAME, plan
from orbita.platform.blueprints.reading import read
from orbita.platform.blueprints.slots import Section, sections
from orbita.platform.blueprints.writing import as_text, export


class Command(BaseCommand):
    """`blueprint export FILE`, `blueprint import FILE`, both of all or of chosen sections."""

    help = "Take the settings out into a file, or bring them in from one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, with which file, and of which sections."""
        parser.add_argument("act", choices=["export", "import"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--section", action="append", default=[], help="only this section")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Do it; a refusal is told by its sentence."""
        chosen = self._chosen(options["section"])
        if options["act"] == "export":
            options["file"].write_text(as_text(export(chosen)), encoding="utf-8")
            self.stdout.write(f"{len(chosen)} sections written to {options['file']}")
            return
        try:
            self._import(options["file"], chosen, dry=options["dry_run"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def _chosen(self, keys: list[str]) -> list[Section]:
        if strange := [key for key in keys if key not in sections]:
            known = ", ".join(section.key for section in sections)
            raise CommandError(f"There is no section {strange[0]}. Known are: {known}.")
        return [section for section in sections if not keys or section.key in keys]

    def _import(self, file: Path, chosen: list[Section], *, dry: bool) -> None:
        held = read(file.read_bytes())
        keys = {section.key for section in chosen}
        held = {key: rows for key, rows in held.items() if key in keys}
        with translation.override("en"):
            for planned in plan(held, Names()):
                for line in planned.lines:
                    if line.state != SAME:
                        why = f" ({line.why})" if line.why else ""
                        self.stdout.write(f"{planned.section.key}: {line.name}: {line.state}{why}")
        try:
            written = 0 if dry else bring_in(held, by=SYSTEM)
        except NothingIsChosen:
            written = 0
        self.stdout.write(f"{written} rows taken over")
