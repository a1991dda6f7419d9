"""New rows of a file of clients compared with the clients that are there already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from orbita.kit.likeness.subjects import Subject
from orbita.parties.directory import duplicates
from orbita.platform.acts.actor import Actor
from orbita.platform.duplicates.queries import reason_chips, resembling_many, sides_of
from orbita.platform.imports.slots import Alike, Resemblance, Shown

MOST = 3
"""So many clients a row: the importer may not see the first of them."""


def find(rows: Sequence[Mapping[str, Any]]) -> Iterator[Alike]:
    """What each row resembles, the surest first. Six statements, however many rows."""
    typed = {int(row["n"]): _subject(row) for row in rows}
    for n, pairs in resembling_many(duplicates.PARTIES, typed, MOST).items():
        for record_id, score, reasons in pairs:
            yield Alike(n, record_id, score, reasons)


def _subject(row: Mapping[str, Any]) -> Subject:
    """A staged row as evidence."""
    points = [(one["channel"], one["normal"]) for one in row.get("points") or ()]
    places = [
        tuple(one.get(name) or "" for name in ("street", "city", "region", "postcode"))
        for one in row.get("addresses") or ()
    ]
    return duplicates.subject(
        {**row, "pk": "", "form": row["form"] or row["_form"]}, points, places
    )


def shown(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Shown]:
    """The clients that the actor sees. Four statements."""
    found = sides_of(actor, "party", set(ids))
    return {key: Shown(side.title, side.url, side.facts) for key, side in found.items()}


def reasons(actor: Actor, kept: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """Why, in the words of the reader; not from fields that he may not see."""
    return reason_chips(actor, "party", kept)


PARTIES = Resemblance("parties", find, shown, reasons)
"""Rows of files of clients."""
