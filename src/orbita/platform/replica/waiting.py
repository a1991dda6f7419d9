"""Waiting for the replica: whoever is told of a change, fetches it, and must find it there."""

import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from orbita.platform.replica.following import LOOK_SECONDS, follower, primary_place


def wait_for_replica() -> None:
    """Until the replica holds what is committed now. When it is further behind than it may be, all
    web processes read from the primary, and nobody has to wait any longer."""
    longest = settings.ORBITA_REPLICA_BEHIND + 2 * LOOK_SECONDS
    until = time.monotonic() + longest
    try:
        wanted = primary_place()
        while time.monotonic() < until and follower.is_usable():
            if follower.has(wanted, patience=LOOK_SECONDS):
                break
    except DatabaseError:
        close_old_connections()
    finally:
        # The thread is borrowed: its connections would stay open for nothing.
        connections.close_all()
