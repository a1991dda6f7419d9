"""Makes the database of a staging copy nameless; for the launcher."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from orbita.parties.consent.staging.copying import anonymise


class Command(BaseCommand):
    help = "Replaces everything personal in a staging copy. Refuses anything that is no copy."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> str:
        if not settings.ORBITA_STAGING:
            raise CommandError("This is no staging copy: ./orbita staging --to DIR makes one.")
        return json.dumps(asdict(anonymise()))
