"""What an upgrade would do, as JSON; for the launcher."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from orbita.platform.upkeep.upgrades import plan


class Command(BaseCommand):
    help = "Says as JSON what waits to be migrated and what stands against it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--indent", type=int, default=None)

    def handle(self, *args: Any, **options: Any) -> str:
        return json.dumps(plan().as_dict(), indent=options["indent"])
