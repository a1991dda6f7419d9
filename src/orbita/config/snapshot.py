"""The tables of a new database, ready made: what the migrations up to a point had come to.

Working off every migration takes a minute and more, all of it Django's own book-keeping. An empty
database gets the snapshot instead, together with the list of the migrations that it stands for, and
goes on from there; one with tables never sees it. Landed migrations do not change, so a snapshot is
never wrong, at most early. `python -m devtools.snapshot` writes it anew and a test compares it with
the migrations.
"""

import gzip
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

FILE = Path(__file__).with_name("snapshot.sql.gz")


def load_into(connection: BaseDatabaseWrapper) -> bool:
    """Give an empty database its tables; whether it was empty. Whole or not at all."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r')"
        )
        if cursor.fetchone()[0]:
            return False
        cursor.execute("SET LOCAL search_path = ''; SET LOCAL check_function_bodies = false")
        cursor.execute(gzip.decompress(FILE.read_bytes()).decode())
    return True
