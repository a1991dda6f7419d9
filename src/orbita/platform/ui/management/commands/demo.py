"""Fill an empty database with the demo company, chapter by chapter."""

import time
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone, translation

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.ui.demo import DOMAIN, PASSWORD, Demo
from orbita.platform.ui.slots import demo_chapters

FILLED = ("accounts.User", "directory.Party")
"""Where these have rows, somebody works already."""


class Command(BaseCommand):
    """Each chapter is one act; all of them are made, or none."""

    help = "Fill an empty database with an example company."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Refuse a database in which somebody works; else make every chapter."""
        for model in FILLED:
            if apps.get_model(model)._base_manager.exists():
                raise CommandError(
                    f"The database is not empty: {model} has rows. The demo company only goes into"
                    " an empty one."
                )
        today = timezone.localdate()
        with transaction.atomic(), translation.override("ru"):
            for chapter in demo_chapters:
                started = time.monotonic()
                chapter.make(Demo.of_chapter(chapter.key, today), by=SYSTEM)
                self.stdout.write(f"{chapter.key}: {time.monotonic() - started:.1f} s")
        tables = connection.introspection.django_table_names(only_existing=True)
        with connection.cursor() as cursor:
            # Tables by name: a bare ANALYZE would lock what all databases of the server share.
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
        self.stdout.write(f"Sign in as seller@{DOMAIN} with the password {PASSWORD}.")
