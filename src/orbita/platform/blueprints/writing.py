"""Settings as a file: plain values, sorted, with names instead of keys."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.db.models import Field

from orbita.platform.blueprints.names import Names, rows_of
from orbita.platform.blueprints.slots import Section, Sheet

FORMAT = 1
Entry = dict[str, Any]


def export(chosen: Iterable[Section]) -> dict[str, Any]:
    """The chosen sections as a file holds them. A few statements a section."""
    names = Names()
    held = {one.key: entries(one.sheet, names) for one in chosen}
    return {"format": FORMAT, "program": program(), "digest": digest(held), "sections": held}


def program() -> str:
    """The version of Orbita that writes the file."""
    try:
        return version("orbita-crm")
    except PackageNotFoundError:
        return "0.1.0"


def digest(held: Mapping[str, Any]) -> str:
    """The check sum of what a file holds."""
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def as_text(file: Mapping[str, Any]) -> str:
    """The file as it is read by people and compared by programs."""
    return json.dumps(file, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def entries(sheet: Sheet, names: Names) -> list[Entry]:
    """The rows of a table with their parts, in order. One statement a table."""
    rows = rows_of(sheet)
    inside = {
        part: _by_owner(inner, entries_by_row(inner, names)) for part, inner in sheet.parts.items()
    }
    return [
        {**entry, **{part: found[row.pk] for part, found in inside.items()}}
        for row, entry in ((row, plain(sheet, row, names)) for row in rows)
    ]


def entries_by_row(sheet: Sheet, names: Names) -> list[tuple[Any, Entry]]:
    """The rows of a part beside what a file has of them."""
    return list(zip(rows_of(sheet), entries(sheet, names), strict=True))


def _by_owner(sheet: Sheet, found: Iterable[tuple[Any, Entry]]) -> Mapping[Any, list[Entry]]:
    grouped: dict[Any, list[Entry]] = defaultdict(list)
    for row, entry in found:
        grouped[getattr(row, f"{sheet.to}_id")].append(entry)
    return grouped


def plain(sheet: Sheet, row: Any, names: Names) -> Entry:
    """One row as plain values."""
    return {name: _plain(sheet.model._meta.get_field(name), row, names) for name in sheet.fields}


def _plain(field: Any, row: Any, names: Names) -> Any:
    value = getattr(row, field.attname)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | dict):
        return names.named(value)
    assert isinstance(field, Field)
    return names.named(str(value))
