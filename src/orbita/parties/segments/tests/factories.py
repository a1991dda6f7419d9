"""Segments for tests, made by the real command: by Bob, who may share them, unless somebody else."""

from itertools import count
from typing import Any

from orbita.parties.segments.commands import add_segment
from orbita.parties.segments.models import Segment, Sort
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.conditions.tree import Condition, dump

_numbers = count(1)


def segment(
    condition: Condition | None = None, *, by: User | None = None, name: str = "", **values: Any
) -> Segment:
    """A segment by a condition; without one it is kept by hand."""
    sort = Sort.STATIC if condition is None else Sort.DYNAMIC
    return add_segment(
        name=name or f"Segment {next(_numbers)}",
        sort=sort,
        condition=dump(condition) if condition else "",
        by=people.actor(by or people.bob()),
        **values,
    )


def names(found: Segment) -> list[str]:
    """The names of the clients who are in it now."""
    rows = found.memberships.filter(until=None)
    return sorted(rows.values_list("party__name", flat=True))
