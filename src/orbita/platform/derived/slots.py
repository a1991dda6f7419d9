"""Derived tables: rows computed from other tables in the same transaction, by the database itself.

Search entries, last touches, next steps: whoever writes the sources (a command, an import by COPY, an
undo, raw SQL), the derived rows follow at once, a statement at a time and never a row at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orbita.kit.slots import Slot


@dataclass(frozen=True)
class Source:
    """A table whose changes matter: `key` is the SQL of the derived row's key, over a row called `r`.

    `columns` are those whose updates matter (inserts and deletes always do); `where` leaves out rows;
    `join` leads from the row to the keys when they stand in another table («JOIN deals d ON …»).
    """

    table: str
    key: str
    columns: Sequence[str]
    where: str = "true"
    join: str = ""


@dataclass(frozen=True)
class Derived:
    """`refresh` is SQL (one or several statements) that recomputes the rows of the keys in `ids`,
    an array of uuid."""

    name: str
    refresh: str
    sources: Sequence[Source]


derived: Slot[Derived] = Slot("derived tables", key=lambda plug: plug.name)
