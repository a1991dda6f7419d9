"""What a person is known by: his names, phones, mails and numbers, of today and of the past."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from orbita.parties.consent import marks
from orbita.parties.consent.erasing.rows import Rows
from orbita.parties.consent.marks import Marks
from orbita.parties.consent.slots import CODE, CONTACT, DAY, NAME

PARTS = ("last_name", "first_name", "middle_name")
_BY_SORT = {
    NAME: marks.full_name_marks,
    CONTACT: marks.contact_marks,
    CODE: marks.code_marks,
}


def learn(found: Iterable[Rows]) -> Marks:
    """All marks of a person. Two statements a table that knows some."""
    return marks.all_marks(one for rows in found if rows.plug.marks for one in _of(rows))


def _of(rows: Rows) -> Iterator[Marks]:
    known = rows.plug.marks
    names = list(known)
    for values in _values(rows, names):
        row = dict(zip(names, values, strict=True))
        if set(PARTS) <= row.keys():
            yield marks.name_marks(*(str(row[part] or "") for part in PARTS))
        for column, value in row.items():
            if column not in PARTS:
                yield mark(known[column], value)


def mark(sort: str, value: Any) -> Marks:
    """The marks of one value."""
    if value in (None, ""):
        return Marks()
    if sort == DAY:
        return marks.day_marks(value) if isinstance(value, date) else Marks()
    return _BY_SORT[sort](str(value))


def _values(rows: Rows, names: list[str]) -> set[tuple[Any, ...]]:
    found = set(rows.plug.model._base_manager.filter(pk__in=rows.his).values_list(*names))
    if rows.history is not None:
        past = rows.history._default_manager.filter(pgh_obj_id__in=rows.his)
        found |= set(past.values_list(*names))
    return found
