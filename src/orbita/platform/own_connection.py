"""Connections of one's own beside Django's: for what must not wait for a running transaction."""

from typing import Any

from django.db import connections


def connection_parameters() -> dict[str, Any]:
    """What psycopg needs to reach the same database as Django."""
    given: dict[str, Any] = connections["default"].get_connection_params()
    for key in ("cursor_factory", "context", "pool"):
        given.pop(key, None)
    return given
