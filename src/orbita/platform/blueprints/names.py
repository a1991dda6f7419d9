"""Names instead of keys: how a row of settings is pointed at in a file.

A key of a row, wherever it stands in a text, becomes «@{stages:Основная/Новая}»; and back.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from orbita.platform.blueprints.slots import Sheet, references, sections

UUID_TEXT = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
TOKEN = re.compile(r"@\{([a-z_.]+):([^{}\"\\]*)\}")
RISKY = {sign: quote(sign) for sign in '%{}"\\'}


def token(key: str, name: str) -> str:
    """How a file points at a row."""
    return f"@{{{key}:{''.join(RISKY.get(sign, sign) for sign in name)}}}"


def said(text: str) -> str:
    """A token in a text, as people read it."""
    return TOKEN.sub(lambda found: f"«{unquote(found[2])}»", text)


class Names:
    """The names of all rows that may be pointed at. One statement a table."""

    def __init__(self) -> None:
        self.by_key: dict[str, str] = {}
        self.by_token: dict[str, str] = {}
        for reference in references:
            for row in reference.model._default_manager.all():
                self.add(token(reference.key, reference.name(row)), row.pk)
        for section in sections:
            for key, name, row in walk(section.key, section.sheet):
                self.add(token(key, name), row.pk)

    def add(self, text: str, pk: Any) -> None:
        """A row has this name."""
        if UUID_TEXT.fullmatch(str(pk)):
            self.by_key.setdefault(str(pk), text)
        self.by_token.setdefault(text, str(pk))

    def named(self, value: Any) -> Any:
        """The value with names instead of keys, at any depth."""
        return _deep(value, lambda text: UUID_TEXT.sub(self._name, text))

    def keyed(self, value: Any) -> Any:
        """The value with keys instead of names, at any depth; a name without a row stays."""
        return _deep(value, lambda text: TOKEN.sub(self._key, text))

    def unknown(self, value: Any) -> list[str]:
        """What the value points at and is not here: names, and keys of another installation."""
        found: list[str] = []

        def look(text: str) -> str:
            found.extend(one[0] for one in TOKEN.finditer(text) if one[0] not in self.by_token)
            found.extend(key for key in UUID_TEXT.findall(text) if key not in self.by_key)
            return text

        _deep(value, look)
        return found

    def _name(self, found: "re.Match[str]") -> str:
        return self.by_key.get(found[0], found[0])

    def _key(self, found: "re.Match[str]") -> str:
        return self.by_token.get(found[0], found[0])


def _deep(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_deep(one, change) for one in value]
    if isinstance(value, Mapping):
        return {key: _deep(one, change) for key, one in value.items()}
    return value


def rows_of(sheet: Sheet) -> list[Any]:
    """The rows of a table that are carried, in order; of a tree by their whole names, so that those
    above come first. One statement."""
    found = list(sheet.model._default_manager.filter(**sheet.only).order_by(*sheet.order))
    if not any(_is_own(sheet, name) for name in sheet.key):
        return found
    names = own_names(sheet, found)
    return sorted(found, key=lambda row: names[row.pk])


def own_names(sheet: Sheet, rows: list[Any], names: Names | None = None) -> dict[Any, str]:
    """The names of rows within their table, those above a row before it. A row of another table that
    is a part of the name is called as `names` has it. No statement."""
    by_key = {row.pk: row for row in rows}
    found: dict[Any, str] = {}

    def name(row: Any) -> str:
        if row.pk not in found:
            said = (_said_of(one, row) for one in sheet.key)
            found[row.pk] = "/".join(one for one in said if one)
        return found[row.pk]

    def _said_of(one: str, row: Any) -> str:
        if _is_own(sheet, one):
            above = by_key.get(getattr(row, f"{one}_id"))
            return name(above) if above is not None else ""
        value = getattr(row, sheet.model._meta.get_field(one).attname)  # type: ignore[union-attr]
        return _bare(names.named(str(value)) if names and value is not None else value)

    for row in rows:
        name(row)
    return found


def name_of(sheet: Sheet, entry: Mapping[str, Any]) -> str:
    """The name of a row within its table as the file has it."""
    said = (_bare(entry.get(one)) for one in sheet.key)
    return "/".join(one for one in said if one)


def _bare(value: Any) -> str:
    found = TOKEN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return "" if value is None else str(value)
    return unquote(found[2])


def _is_own(sheet: Sheet, name: str) -> bool:
    """Whether a field of the key points at the table itself."""
    return sheet.model._meta.get_field(name).related_model is sheet.model


def walk(
    key: str, sheet: Sheet, above: Mapping[Any, str] | None = None
) -> Iterator[tuple[str, str, Any]]:
    """Every row of a table and of its parts: (key of the table, whole name, row)."""
    rows = rows_of(sheet)
    own, names = own_names(sheet, rows), {}
    for row in rows:
        before = "" if above is None else above.get(getattr(row, f"{sheet.to}_id"))
        if before is not None:
            names[row.pk] = f"{before}/{own[row.pk]}" if before else own[row.pk]
            yield key, names[row.pk], row
    for part, inner in sheet.parts.items():
        yield from walk(f"{key}.{part}", inner, names)
