"""Looks whether the database is as the code wants it and has lost nothing."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orbita.platform.upkeep.upgrades import faults


class Command(BaseCommand):
    help = "Compares tables, triggers and counts with the code and with the plan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", nargs="?", type=Path, help="what upgrade_plan said before")

    def handle(self, *args: Any, **options: Any) -> str:
        file: Path | None = options["plan"]
        before = json.loads(file.read_text())["counts"] if file and file.exists() else {}
        found = list(faults(before))
        if found:
            raise CommandError("\n".join(["The database is not as the code wants it:", *found]))
        return "The database is as the code wants it."
