"""How long work tells how far it is, while its own transaction is still open."""

import time
from types import TracebackType
from typing import Self
from uuid import UUID

import psycopg
from django.utils.functional import Promise

from orbita.platform.jobs.stopping import STOPPING
from orbita.platform.own_connection import connection_parameters

INTERVAL_SECONDS = 0.5


class Cancelled(Exception):
    """The user has cancelled the work. Let it pass: the transaction rolls back."""


class Interrupted(Exception):
    """The worker is stopping. Let it pass: the work will be begun again."""


class Progress:
    """Writes «done of total» through a connection of its own, twice a second at most.

    Call `step()` in the loop of the work: it raises `Cancelled` or `Interrupted` when the work has
    to end, so that its transaction rolls back.
    """

    def __init__(self, work_id: UUID) -> None:
        self.work_id = work_id
        self.done = 0
        self.total = 0
        self.note = ""
        self._told_at = 0.0
        self._connection: psycopg.Connection[tuple[bool]] | None = None

    def __enter__(self) -> Self:
        self._connection = psycopg.connect(**connection_parameters(), autocommit=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    def begin(self, total: int, note: str | Promise = "") -> None:
        """Say how many steps there will be (0: unknown) and what is being done; starts at 0."""
        self.total, self.done, self.note = total, 0, str(note)
        self.tell()

    def step(self, count: int = 1, note: str | Promise | None = None) -> None:
        """So many more steps are done."""
        self.done += count
        if note is not None:
            self.note = str(note)
        if time.monotonic() - self._told_at >= INTERVAL_SECONDS:
            self.tell()

    def tell(self) -> None:
        """Write the progress now, and look whether the work has to end."""
        assert self._connection is not None
        self._told_at = time.monotonic()
        row = self._connection.execute(
            "UPDATE jobs_work SET done = %s, total = %s, note = %s WHERE id = %s"
            " RETURNING wants_cancel",
            [self.done, self.total, self.note[:500], self.work_id],
        ).fetchone()
        self._connection.execute(
            "SELECT pg_notify('orbita', %s)", [f'{{"work": ["{self.work_id}"]}}']
        )
        if row is None or row[0]:
            raise Cancelled
        if STOPPING.is_set():
            raise Interrupted
