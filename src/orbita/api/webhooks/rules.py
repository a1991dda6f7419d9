"""When a message is tried again, when it and when its receiver is given up; how ids are written."""

import random
from datetime import timedelta
from uuid import UUID

STEPS = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600)
)
"""Waits after the first, second, third … failure; the last one repeats."""
JITTER = 0.2
GIVEN_UP_AFTER = timedelta(days=3)
"""How long a message is tried, counted from its first failure."""
OFF_AFTER = timedelta(days=5)
"""How long a receiver may fail before it is switched off."""
OPENS_AT = 5
"""Failures in a row after which a receiver is left alone and asked by one message at a time."""
LONGEST_PAUSE = timedelta(minutes=10)
LONGEST_RETRY_AFTER = timedelta(hours=24)
KEPT = timedelta(days=30)
OVERLAP = timedelta(hours=24)
"""How long the old secret signs beside the new one."""
BATCH = 64
"""Messages of a round, each about another record."""
AT_ONCE = 8
"""Requests to one receiver at the same time."""

GONE = 410
SAYS_LATER = (429, 503)
OF_THE_MESSAGE = frozenset(range(400, 500)) - {401, 403, 404, 407, 408, GONE, 425, 429}
"""Answers that speak of the message and not of the receiver: they do not pause it."""


def spread() -> float:
    """By how much a wait is stretched or shortened, so that not all tries come at once."""
    return 1 + random.uniform(-JITTER, JITTER)


def pause_after(failures: int) -> timedelta | None:
    """How long a receiver is left alone after so many failures in a row; None: go on."""
    if failures < OPENS_AT:
        return None
    return min(STEPS[min(failures - OPENS_AT, len(STEPS) - 1)], LONGEST_PAUSE)


def message_id(key: UUID) -> str:
    """The id that the receiver sees: the same at every try."""
    return f"msg_{key.hex}"


def is_good(status: int | None) -> bool:
    """Whether the receiver has taken the message."""
    return status is not None and 200 <= status < 300
