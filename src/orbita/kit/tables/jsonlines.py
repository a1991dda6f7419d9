"""JSON lines: one object a line, nested ones flattened with dots, lists joined."""

import codecs
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orbita.kit.tables.columns import clean_head, unique_columns
from orbita.kit.tables.encoding import KEPT_MARK, check_codec, detect
from orbita.kit.tables.model import Limits, Row, Table, TableRefused
from orbita.kit.tables.packed import open_bytes

_NO_VALUE: tuple[Any, ...] = (None, [], {})


class _Twice(ValueError):
    """An object names a field twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _Twice
    return fields


# Numbers stay as they are written: 0.10 is not 0.1 for a price list, nor 10^20 a float.
_decode = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=str, parse_int=str).decode


def flatten(fields: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Fields by dotted names, values as text.

    >>> flatten({"name": "Заря", "city": {"id": "7"}, "tags": ["a", "b"], "vip": True, "x": None})
    {'name': 'Заря', 'city.id': '7', 'tags': 'a; b', 'vip': 'true', 'x': ''}
    """
    flat: dict[str, str] = {}
    for key, value in fields.items():
        name = f"{prefix}{key}"
        inner = (
            flatten(value, f"{name}.")
            if isinstance(value, dict) and value
            else {name: _text(value)}
        )
        if flat.keys() & inner.keys():
            raise _Twice
        flat |= inner
    return flat


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value in _NO_VALUE:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(
            json.dumps(one, ensure_ascii=False) if isinstance(one, dict | list) else _text(one)
            for one in value
        )
    return str(value)


class JsonLines(Table):
    """A file of JSON lines. Its columns are all names of the file, in the order of their coming."""

    format = "jsonl"

    def __init__(self, path: Path, limits: Limits, *, encoding: str | None = None) -> None:
        self._path, self._limits = path, limits
        if encoding:
            self.encoding = check_codec(encoding)
        else:
            with open_bytes(path, limits) as file:
                self.encoding = detect(file)
        names: dict[str, None] = {}
        filled = False
        for _, line in self._lines():
            filled = True
            if not names and line.lstrip().startswith("["):
                raise TableRefused("json_array")
            fields, _ = self._fields(line)
            if fields:
                names.update(dict.fromkeys(fields))
                if len(names) > limits.columns:
                    raise TableRefused("too_many_columns", str(len(names)))
        if not filled:
            raise TableRefused("empty")
        self.heads = list(names)
        self.columns = unique_columns([clean_head(name) for name in names])

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Numbered lines that are not blank."""
        binary = open_bytes(self._path, self._limits)
        with io.TextIOWrapper(binary, self.encoding, "orbita.kept", newline="\n") as text:
            number = 0
            while line := text.readline(self._limits.record):
                number += 1
                if line.strip():
                    yield number, line.lstrip("\ufeff")

    def _fields(self, line: str) -> tuple[dict[str, str] | None, str | None]:
        """The flat fields of a line, or why there are none."""
        if KEPT_MARK in line:
            return None, "encoding"
        try:
            value = _decode(line)
            if not isinstance(value, dict):
                return None, "not_an_object"
            return flatten(value), None
        except _Twice:
            return None, "duplicate_field"
        except (ValueError, RecursionError):
            return None, "broken_json"

    def rows(self) -> Iterator[Row]:
        """All lines; a line that is no object comes as its own text in one cell."""
        limit, heads = self._limits.cell, self.heads
        for number, line in self._lines():
            fields, fault = self._fields(line)
            if fields is None:
                whole = line.rstrip("\r\n").replace(KEPT_MARK, "").replace("\0", "␀")
                yield Row(number, [whole], fault)
                continue
            cells = [fields.get(name, "") for name in heads]
            if len(line) > limit and any(len(cell) > limit for cell in cells):
                fault = "cell_too_long"
            elif "\\u" in line:
                cells, fault = _storable(cells)
            yield Row(number, cells, fault)


def _storable(cells: list[str]) -> tuple[list[str], str | None]:
    """Cells without what no database keeps as text: NUL and halves of surrogate pairs."""
    whole = "".join(cells)
    fault = "nul_character" if "\0" in whole else None
    try:
        codecs.encode(whole, "utf-8")
    except UnicodeEncodeError:
        fault = "encoding"
        cells = [cell.encode("utf-8", "backslashreplace").decode() for cell in cells]
    return [cell.replace("\0", "␀") for cell in cells] if fault else cells, fault
