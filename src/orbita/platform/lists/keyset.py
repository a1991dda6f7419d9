"""Keyset pages: the next page starts after a row, not after a count, so page 1,000 costs like page 1."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, JSONField, Model, Q
from django.db.models.expressions import OrderBy


@dataclass(frozen=True)
class Key:
    """A sort key: an ORM path, its direction, and whether it may be empty.

    Only where it may is NULLS LAST written, since an index on the column serves the order otherwise.
    """

    path: str
    down: bool = False
    nullable: bool = False


Keys = Sequence[Key]
"""The last one is unique, so that the order is total."""


def key_of(model: type[Model], path: str, down: bool) -> Key:
    """The key for a path of a model: it may be empty if any step of the path may."""
    return Key(path, down, _nullable(model, path))


@lru_cache(maxsize=1024)
def _nullable(model: type[Model], path: str) -> bool:
    at: Any = model
    for step in path.split("__"):
        name = at._meta.pk.name if step == "pk" else step
        try:
            field = at._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
        except FieldDoesNotExist:  # an expression that the rows were annotated with
            return True
        if isinstance(field, JSONField):
            return True
        if getattr(field, "null", True) or (field.one_to_one and field.auto_created):
            return True
        at = field.related_model
    return False


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: the sort values of a row, and on which side of it to go on."""

    values: tuple[Any, ...]
    backwards: bool = False

    def encode(self) -> str:
        """As a parameter of an address."""
        data = json.dumps([self.backwards, *map(_pack, self.values)], separators=(",", ":"))
        return base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, count: int) -> "Cursor | None":
        """Back from a parameter; None for anything that is no cursor over so many keys."""
        try:
            data = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            backwards, *values = data
            if len(values) != count:
                return None
            return cls(tuple(map(_unpack, values)), bool(backwards))
        except (ValueError, TypeError, KeyError):
            return None


def _pack(value: Any) -> Any:
    for letter, kind in (("t", datetime), ("d", date), ("n", Decimal), ("u", UUID)):
        if isinstance(value, kind):
            return {letter: str(value)}
    return value


def _unpack(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((letter, text),) = value.items()
    readers: dict[str, Callable[[str], Any]] = {
        "t": datetime.fromisoformat,
        "d": date.fromisoformat,
        "n": Decimal,
        "u": UUID,
    }
    return readers[letter](text)


def ordering(keys: Keys, *, backwards: bool = False) -> list[OrderBy]:
    """ORDER BY for these keys; empty values come last, or first when read backwards."""
    return [
        OrderBy(
            F(key.path),
            descending=key.down != backwards,
            nulls_last=True if key.nullable and not backwards else None,
            nulls_first=True if key.nullable and backwards else None,
        )
        for key in keys
    ]


def beyond(keys: Keys, cursor: Cursor) -> Q:
    """The rows after the cursor's row (before it, for a backwards cursor)."""
    found = Q(pk__in=())
    same = Q()
    for key, value in zip(keys, cursor.values, strict=True):
        further = _further(key, value, backwards=cursor.backwards)
        if further is not None:
            found |= same & further
        same &= Q(**{f"{key.path}__isnull": True}) if value is None else Q(**{key.path: value})
    return _bounded(keys[0], cursor) & found


def _bounded(first: Key, cursor: Cursor) -> Q:
    """A plain bound on the first key, from which an index can start."""
    value = cursor.values[0]
    if first.nullable or value is None:
        return Q()
    return Q(**{f"{first.path}__{'lte' if first.down != cursor.backwards else 'gte'}": value})


def _further(key: Key, value: Any, *, backwards: bool) -> Q | None:
    empty = Q(**{f"{key.path}__isnull": True})
    if value is None:
        return ~empty if backwards else None
    beyond_value = Q(**{f"{key.path}__{'lt' if key.down != backwards else 'gt'}": value})
    return beyond_value | empty if key.nullable and not backwards else beyond_value
