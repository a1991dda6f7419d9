"""Columns of JSON objects (own fields, other details): each entry is a value of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from orbita.platform.audit.told import json_keys, same
from orbita.platform.audit.values import NOTHING
from orbita.platform.fields.queries import own_field
from orbita.platform.fields.wording import word

OWN = "own"
KEYWISE = (OWN, "details")


@dataclass(frozen=True)
class Entry:
    """An entry in two states, worded; `name` is «column:key»."""

    label: str
    then: str
    now: str
    differs: bool
    name: str


def entries(
    kind: str,
    column: str,
    then: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
) -> Iterator[Entry]:
    """The entries of either state, without own fields that are gone."""
    old, new = then or {}, now or {}
    for key in json_keys(old, new):
        before, after = old.get(key), new.get(key)
        label, shown = key, (_plain(before), _plain(after))
        if column == OWN:
            definition = own_field(kind, f"{OWN}.{key}")
            if definition is None:
                continue
            label = definition.label
            shown = word(definition, before) or NOTHING, word(definition, after) or NOTHING
        yield Entry(label, *shown, not same(before, after), f"{column}:{key}")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else NOTHING
    if isinstance(value, list):
        return ", ".join(map(str, value)) or NOTHING
    return NOTHING if value in (None, "", {}) else str(value)
