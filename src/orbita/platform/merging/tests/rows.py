"""A row of any table, with whatever its columns ask for: so that every table can be tried."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from orbita.parties.segments.models import Segment, SegmentState
from orbita.platform.accounts.tests import factories as people
from orbita.platform.keys import uuid7

_numbers = count(1)


def _segment() -> Any:
    """A segment by hand with its state, as commands make it."""
    made = row_of(Segment, sort="static")
    SegmentState.objects.create(segment=made)
    return made.pk


SPECIAL: dict[str, dict[str, Any]] = {
    "timeline.interaction": {"kind": "note", "done_at": timezone.now},
    "territories.pastterritory": {"since": date(2020, 1, 1), "until": date(2021, 1, 1)},
    "deals.deal": {"currency": "RUB"},
    "calendars.absence": {"first_day": date(2026, 1, 1), "last_day": date(2026, 1, 2)},
    "directory.party": {"form": "organisation"},
    "directory.valueorigin": {"field": "city"},
    "segments.pick": {"segment_id": _segment},
    "segments.segment": {"sort": "static"},
    "consent.subjectrequest": {"due_on": date(2099, 1, 1)},
    "consent.wording": {"text": "text"},
    "sharing.share": {"user_id": lambda: people.employee().pk},
    "scenarios.rule": {"actions": lambda: [["notice", {}]]},
}
"""What cannot be guessed from the columns: values that check constraints ask for."""
_MADE: dict[type, Any] = {
    models.UUIDField: uuid7,
    models.DateTimeField: timezone.now,
    models.DateField: lambda: date(2026, 1, 1),
    models.DecimalField: lambda: Decimal(1),
    models.BooleanField: lambda: False,
    models.IntegerField: lambda: next(_numbers) % 90 + 1,
    models.FloatField: lambda: 1.0,
    models.JSONField: dict,
    models.TextField: lambda: f"text {next(_numbers)}",
    models.CharField: lambda: f"v{next(_numbers)}",
}


def row_of(model: type[models.Model], **given: Any) -> Any:
    """A row with these values (by attribute) and made-up ones where a column must be filled."""
    special = SPECIAL.get(model._meta.label_lower, {})
    values = {
        name: value() if callable(value) else value
        for name, value in special.items()
        if name not in given
    }
    values.update(given)
    for field in model._meta.local_concrete_fields:
        if field.attname not in values and _is_asked_for(field):
            values[field.attname] = _made_up(field)
    return model._base_manager.create(**values)


def _is_asked_for(field: Any) -> bool:
    is_open = field.null or field.has_default() or field.db_default is not models.NOT_PROVIDED
    is_made = isinstance(field, models.AutoField | models.GeneratedField)
    return not (is_open or is_made)


def _made_up(field: Any) -> Any:
    """A value for a column."""
    if isinstance(field, models.ForeignKey):
        target: Any = field.remote_field.model
        return row_of(target).pk
    if field.blank and isinstance(field, models.CharField | models.TextField):
        return ""
    if field.choices:
        return field.choices[0][0]
    for kind, make in _MADE.items():
        if isinstance(field, kind):
            return make()
    raise AssertionError(f"nothing known of {field}")


def pointing_row(pointing: Any, kind: str, column: str, record_id: UUID) -> Any:
    """A row of a table that points at the record through this column alone."""
    model = pointing.model
    field = next(one for one in model._meta.local_concrete_fields if one.column == column)
    reference = next(one for one in pointing.references if one.column == column)
    given: dict[str, Any] = {field.attname: record_id}
    if reference.when != "true":
        named = reference.when.split('"')[1]
        given[named] = kind
    return row_of(model, **given)
