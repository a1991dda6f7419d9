"""How far the replica has come: it may be read while it is not too far behind.

A place in the write-ahead log is a number. Once a second a web process asks the primary where it is
and the replica how far it has replayed. The replica then holds everything that was committed until
the newest moment whose place it has passed; no clock of another machine is asked.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

log = logging.getLogger(__name__)

REPLICA = "replica"
LOOK_SECONDS = 1.0
REST_SECONDS = 10.0
"""How long a replica that gave an error is left alone."""
STEP_SECONDS = 0.005


@dataclass(frozen=True)
class State:
    """What is known of the replica: whether it is read, how many seconds it is behind at most, and
    since how many seconds it is left alone after an error."""

    is_read: bool
    behind: float | None
    fault: str = ""


def place_of(text: str) -> int:
    """A place in the log as a number: «16/B374D848»."""
    high, _, low = text.partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def primary_place() -> int:
    """Where the primary is: whatever was committed until now lies before it. One statement."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
        return place_of(cursor.fetchone()[0])


def replayed_place() -> int:
    """How far the replica is. One statement; 0 when the server follows nobody."""
    with connections[REPLICA].cursor() as cursor:
        # A server that was mended after a crash remembers such a place, too, and follows nobody.
        cursor.execute(
            "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END"
        )
        found = cursor.fetchone()[0]
    return place_of(found) if found else 0


class Follower:
    """What this process knows of the replica; shared by its threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looking = threading.Lock()
        self._samples: deque[tuple[float, int]] = deque(maxlen=600)
        self._replayed = 0
        self._holds_until = float("-inf")
        self._looked_at = float("-inf")
        self._rests_until = float("-inf")
        self._fault = ""

    def is_usable(self) -> bool:
        """Whether the replica is near enough. Two statements, once a second."""
        now = self._clock()
        if now < self._rests_until:
            return False
        if now - self._looked_at >= LOOK_SECONDS and self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looking.release()
        return self._clock() - self._holds_until <= settings.ORBITA_REPLICA_BEHIND

    def has(self, place: int, patience: float) -> bool:
        """Whether the replica has come as far as this place; it is waited for a little."""
        until = self._clock() + patience
        try:
            while self._replayed < place:
                self._replayed = max(self._replayed, replayed_place())
                if self._replayed < place:
                    if self._clock() >= until:
                        return False
                    time.sleep(STEP_SECONDS)
        except DatabaseError as problem:
            self.failed(problem)
            return False
        return True

    def failed(self, problem: Exception) -> None:
        """It gave an error: the primary answers for a while."""
        self._fault = str(problem).strip().splitlines()[0] if str(problem).strip() else "?"
        log.warning("The replica is left alone for %d s: %s", REST_SECONDS, self._fault)
        self._rests_until = self._clock() + REST_SECONDS
        self._holds_until = float("-inf")
        connections[REPLICA].close()

    def state(self) -> State:
        """For those who watch over the installation."""
        usable = self.is_usable()
        behind = self._clock() - self._holds_until
        known = behind < float("inf")
        return State(usable, behind if known else None, "" if usable else self._fault)

    def _look(self) -> None:
        self._looked_at = now = self._clock()
        # Before the replica is asked: what it has passed by then, it holds.
        self._samples.append((now, primary_place()))
        try:
            place = replayed_place()
        except DatabaseError as problem:
            self.failed(problem)
            return
        self._fault = "" if place else "this server follows no other"
        self._replayed = max(self._replayed, place)
        while self._samples and self._samples[0][1] <= self._replayed:
            self._holds_until = self._samples.popleft()[0]


follower = Follower()
"""That of this process."""


def is_configured() -> bool:
    """Whether there is a replica at all."""
    return REPLICA in settings.DATABASES
