"""Values of history rows as people read them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from orbita.platform.ui.dates import when

NOTHING = "—"
Row = Mapping[str, Any]


class Words:
    """Words for values; names of what foreign keys point at cost one statement a target table."""

    def __init__(self, rows: Iterable[tuple[type[models.Model], Row, Row | None]]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        for model, now, before in rows:
            columns: list[Any] = list(model._meta.concrete_fields)
            for field in columns:
                if field.is_relation and field.related_model:
                    ids = wanted.setdefault(field.related_model, set())
                    ids |= {
                        row[field.column] for row in (now, before or {}) if row.get(field.column)
                    }
        self._names: dict[tuple[type[models.Model], str], str] = {}
        for target, ids in wanted.items():
            for row in target._base_manager.filter(pk__in=ids) if ids else ():
                self._names[target, str(row.pk)] = str(row)

    def word(self, field: Any, value: Any) -> str:
        """A value as the user reads it."""
        if value in (None, "", [], {}):
            return NOTHING
        if field.is_relation:
            return self._names.get((field.related_model, str(value)), str(value))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "✓" if value else NOTHING
        return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if isinstance(field, models.DateTimeField):
        return when(value if isinstance(value, datetime) else parse_datetime(value), "time")
    if isinstance(field, models.DateField):
        return when(value if isinstance(value, date) else parse_date(value))
    if isinstance(value, dict):
        words = getattr(field.model, "KEY_WORDS", {})
        return "; ".join(f"{words.get(key, key)}: {inner}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
