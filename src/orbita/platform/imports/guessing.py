"""Which field a column is for: by its head, and where the head says nothing by its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from orbita.kit.money import parse_amount
from orbita.kit.tables.dates import DateColumn
from orbita.platform.imports.heads import plain, without
from orbita.platform.imports.slots import NOTE, Importable, ImportField

LEAST = 0.6
"""How sure a guess has to be before it is made."""


@dataclass(frozen=True)
class Guess:
    """A column with the field it seems to be for, how sure that is (0 to 1), and a few cells."""

    column: str
    field: str
    sure: float
    examples: tuple[str, ...]


def guess(
    importable: Importable, columns: Sequence[str], samples: Mapping[str, Sequence[str]]
) -> list[Guess]:
    """A field or a note for each column. The surest column gets a field that only one can feed."""
    fields = importable.all_fields()
    weighed = [
        (sure, -number, column, field)
        for number, column in enumerate(columns)
        for field in fields.values()
        if (sure := likeness(importable, field, column, samples.get(column, ()))) >= LEAST
    ]
    weighed.sort(key=lambda one: (-one[0], -one[1]))
    chosen: dict[str, tuple[ImportField, float]] = {}
    taken: set[str] = set()
    for sure, _place, column, field in weighed:
        if column not in chosen and (field.many or field.key not in taken):
            chosen[column] = (field, sure)
            taken.add(field.key)
    meant = {column: field.key for column, (field, _sure) in chosen.items()}
    if importable.refine:
        meant = importable.refine(meant)
    found = []
    for column in columns:
        sure = chosen[column][1] if column in chosen else 0.0
        examples = tuple(
            dict.fromkeys(c.strip()[:120] for c in samples.get(column, ()) if c.strip())
        )
        found.append(Guess(column, meant.get(column, NOTE), sure, examples[:3]))
    return found


def likeness(
    importable: Importable, field: ImportField, column: str, sample: Sequence[str]
) -> float:
    """How much a column looks like a field, 0 to 1: its head counts, its cells may object."""
    filled = [cell for cell in sample if cell.strip()]
    by_head = _by_head(importable, field, column)
    if by_head:
        if filled and field.looks and field.looks(filled) < 0.1 and by_head < 1:
            return 0.0
        if field.looks and filled:
            by_head *= 0.9 + field.looks(filled) / 10
        return by_head if not filled or _readable(field, filled) >= 0.6 else 0.0
    if field.looks and len(filled) >= 3:
        share = field.looks(filled)
        return 0.62 + share / 10 if share >= 0.8 else 0.0
    return 0.0


@cache
def _names(headings: str) -> list[str]:
    return [plain(name) for name in headings.split("|") if name]


def _by_head(importable: Importable, field: ImportField, column: str) -> float:
    head = plain(column)
    bare = without(head, importable.nouns)
    names = _names(field.headings)
    if head in names or head == plain(str(field.label)) or head == field.key:
        return 1.0
    if bare in names:
        return 0.95
    words = set(head.split())
    for name in names:
        wanted = set(name.split())
        if len(wanted) > 1 and wanted <= words:
            return 0.8
    numbered = bare.rstrip("0123456789 ")
    return 0.75 if field.many and numbered != bare and numbered in names else 0.0


def _readable(field: ImportField, cells: Sequence[str]) -> float:
    """The share of cells that the field's type can read; 1 for texts."""
    if field.type in ("date", "moment"):
        column = DateColumn.of(cells)
        read = [column.read(cell) for cell in cells]
        # 31.02 is a day that never was, but it is meant to be one.
        return sum(one.value is not None or one.fault == "no_such_day" for one in read) / len(cells)
    if field.type in ("money", "number"):
        return sum(parse_amount(cell) is not None for cell in cells) / len(cells)
    if field.type == "mails":
        return sum("@" in cell for cell in cells) / len(cells)
    if field.type == "phones":
        return sum(any(map(str.isdigit, cell)) for cell in cells) / len(cells)
    return 1.0
