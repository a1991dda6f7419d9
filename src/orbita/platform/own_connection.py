"""Connections of one's own beside Django's: for what must not wait for a running transaction.

They go to the server itself also where pages go through a pool (ORBITA_POOL_URL): a pool gives each
transaction another connection, and with it LISTEN and locks of a session would be lost.
"""

from typing import Any

from django.conf import settings
from django.db import connections


def connection_parameters() -> dict[str, Any]:
    """What psycopg needs to reach the same database as Django."""
    given: dict[str, Any] = connections["default"].get_connection_params()
    if direct := settings.ORBITA_DIRECT:
        given |= {"host": direct["HOST"], "port": direct["PORT"] or "5432"}
        given |= {"dbname": direct["NAME"], **direct["OPTIONS"]}
        given |= {"user": direct["USER"], "password": direct["PASSWORD"]}
    for key in ("cursor_factory", "context", "pool"):
        given.pop(key, None)
    return given
