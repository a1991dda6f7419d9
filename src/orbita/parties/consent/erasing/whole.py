"""The whole erasure of one person, step by step, inside the command that may do it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from orbita.parties.consent.erasing.files import erase_files
from orbita.parties.consent.erasing.learning import learn
from orbita.parties.consent.erasing.rows import rows_of
from orbita.parties.consent.erasing.sweeping import erase_rows, sweep
from orbita.parties.consent.slots import kept_by_law, outside
from orbita.platform.audit.guards import erasing

Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """How many rows of each table were erased, and how many stay by law."""

    places: dict[str, int]
    kept: dict[str, int]


def erase_person(party_id: UUID, token: str, *, step: Step | None = None) -> Outcome:
    """Erase a person everywhere; `step(done, total)` hears how far it is.

    A fixed number of statements a declared table, whatever the number of rows.
    """
    found = rows_of(party_id)
    marks = learn(found)
    places: dict[str, int] = {}
    total = 2 * len(found) + 1
    with erasing():
        places["files"] = erase_files(found)
        for done, rows in enumerate(found):
            places[rows.plug.key] = erase_rows(rows, token)
            _tell(step, done, total)
        for done, rows in enumerate(found):
            places[rows.plug.key] += sweep(rows, marks)
            _tell(step, len(found) + done, total)
    pattern = marks.pattern(close=False, for_database=False)
    named = re.compile(pattern, re.IGNORECASE) if pattern else None
    for place in outside:
        places[place.key] = place.erase(
            party_id, lambda text: named is not None and named.search(text) is not None
        )
    kept = {plug.key: count for plug in kept_by_law if (count := plug.count(party_id))}
    return Outcome({key: count for key, count in places.items() if count}, kept)


def _tell(step: Step | None, done: int, total: int) -> None:
    if step is not None:
        step(done, total)
