"""Which database answers: the replica for what a page reads, the primary for all else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from orbita.platform.replica.following import REPLICA

WHO_MAY_WHAT = {"accounts", "account", "auth", "mfa", "sessions", "signin", "socialaccount"}
MACHINERY = {"acts", "api_keys", "jobs", "modules", "procrastinate", "usersessions", "workplaces"}
AT_THE_PRIMARY = frozenset(WHO_MAY_WHAT | MACHINERY)
"""Apps whose rows say who may do what, or that machines watch: a second of delay is too much."""

_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)


@contextmanager
def from_replica() -> Iterator[None]:
    """Read from the replica in here, outside of transactions."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def reads_from_replica() -> bool:
    """Whether the replica is being read here."""
    return _reading.get()


def read_from_primary() -> None:
    """From here on this request reads from the primary."""
    _reading.set(False)


class Router:
    """Django asks it for each query. Whoever writes, locks, or is inside a transaction has the
    primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """The replica where a page reads."""
        if (
            _reading.get()
            and model._meta.app_label not in AT_THE_PRIMARY
            and not connections[DEFAULT_DB_ALIAS].in_atomic_block
        ):
            return REPLICA
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Always the primary."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *objects: Any, **hints: Any) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The replica follows by itself."""
        return db == DEFAULT_DB_ALIAS
