"""A row on its way: what was read from its cells, and what it will be in the database."""

from typing import Any


class RowFault(Exception):
    """The row cannot be imported. Carries the sentence that the user reads beside it."""


class Unreadable(Exception):
    """A cell does not hold what its column should; carries the sentence.

    `is_code` says that no human wrote it so: such a cell is kept as a note, whatever the field.
    """

    def __init__(self, sentence: str, *, is_code: bool = False) -> None:
        super().__init__(sentence)
        self.is_code = is_code


class Line:
    """The cells of a row by field: single values, or lists for fields that take many.

    `notes` hold the cells of no field, by the head of their column; `own` the values of own fields.
    """

    __slots__ = ("notes", "number", "own", "values")

    def __init__(
        self,
        number: int,
        values: dict[str, Any],
        notes: dict[str, Any],
        own: dict[str, Any] | None = None,
    ) -> None:
        self.number = number
        self.values = values
        self.notes = notes
        self.own = own or {}


class Draft:
    """Values by column of the main table, rows by collection, and what rows are matched by."""

    __slots__ = ("collections", "columns", "keys")

    def __init__(
        self,
        columns: dict[str, Any],
        collections: dict[str, list[dict[str, Any]]] | None = None,
        keys: dict[str, str] | None = None,
    ) -> None:
        self.columns = columns
        self.collections = collections or {}
        self.keys = keys or {}
