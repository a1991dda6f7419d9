"""Django's `migrate`, which gives an empty database the snapshot of the tables first."""

import os
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from orbita.config import snapshot

WHOLE = ("app_label", "plan", "check_unapplied", "prune", "fake", "fake_initial")
"""Options of somebody who wants something else than today's tables."""


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        by_hand = any(options.get(name) for name in WHOLE)
        if not by_hand and not os.environ.get("ORBITA_WITHOUT_SNAPSHOT"):
            snapshot.load_into(connections[options["database"]])
        super().handle(*args, **options)
