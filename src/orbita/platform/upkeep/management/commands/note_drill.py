"""Keeps the verdict of a drill; for the launcher."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.upkeep.commands import note_drill


class Command(BaseCommand):
    help = "Writes down how a trial restore ended, for the page of health."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verdict", type=json.loads)

    def handle(self, *args: Any, **options: Any) -> None:
        note_drill(options["verdict"], by=SYSTEM)
