"""Is everything in order? Cheap enough to be asked every second."""

import time
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

STALE_SECONDS = 45
SCHEMA_SECONDS = 30


@dataclass(frozen=True)
class Health:
    """What /healthz says. `schema` is true when the database has every migration of the code."""

    database: bool
    schema: bool = False
    worker: bool = False

    @property
    def is_good(self) -> bool:
        return self.database and self.schema and self.worker


class _Schema:
    """Compares the migrations of the code with those of the database, at times."""

    def __init__(self) -> None:
        self._wanted: frozenset[tuple[str, str]] | None = None
        self._good = False
        self._asked_at = float("-inf")

    def is_current(self) -> bool:
        """Whether nothing is left to migrate. One statement; twice a minute once it is so."""
        if self._good and time.monotonic() - self._asked_at < SCHEMA_SECONDS:
            return True
        if self._wanted is None:
            # Without a connection the loader reads only the files; the code does not change.
            loader = MigrationLoader(None, ignore_no_migrations=True)
            self._wanted = frozenset(loader.graph.nodes)
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            self._good = self._wanted <= set(cursor.fetchall())
        self._asked_at = time.monotonic()
        return self._good


schema = _Schema()


def health() -> Health:
    """The state of database, schema and worker. Two statements at most."""
    try:
        return Health(True, schema.is_current(), worker_is_alive())
    except DatabaseError:
        return Health(_database_answers())


def worker_is_alive() -> bool:
    """Whether a worker's heartbeat is fresh. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(last_heartbeat) > now() - make_interval(secs => %s), false)"
            " FROM procrastinate_workers",
            [STALE_SECONDS],
        )
        return bool(cursor.fetchone()[0])


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
