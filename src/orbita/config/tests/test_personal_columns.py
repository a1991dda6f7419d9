"""Every column that could hold data of a person was decided upon."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from orbita.config.tests.personal_table import NOT_PERSONAL
from orbita.parties.consent.slots import declared, personal_data
from orbita.platform.tracking import EVENT_MODELS

TEXTS = (
    models.CharField, models.TextField, models.JSONField, models.DateField, models.BinaryField,
    models.GenericIPAddressField, models.FileField, ArrayField, SearchVectorField,
)  # fmt: skip


def _is_open(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Whether anything can stand in it: no choice, no moment of the clock, nothing generated."""
    closed = isinstance(field, models.DateTimeField | models.GeneratedField)
    return isinstance(field, TEXTS) and not closed and not field.choices


def _open_columns() -> set[str]:
    """«table.column» of every model but the history tables, which follow their models."""
    histories = set(EVENT_MODELS.values())
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if model not in histories and _is_open(field)
    }


def _decided() -> set[str]:
    personal = {f"{plug.key}.{column}" for plug in personal_data for column in plug.columns}
    other = {
        f"{table}.{column}"
        for table, (_reason, columns) in NOT_PERSONAL.items()
        for column in columns.split()
    }
    return personal | other


@pytest.mark.req("PAR-27")
def test_every_column_is_declared_personal_or_not_with_a_reason() -> None:
    assert _open_columns() - _decided() == set()


def test_the_table_names_no_column_that_is_gone_or_declared_personal() -> None:
    columns = {
        f"{table}.{column}"
        for table, (_reason, names) in NOT_PERSONAL.items()
        for column in names.split()
    }
    personal = {f"{plug.key}.{column}" for plug in personal_data for column in plug.columns}

    assert columns - _open_columns() == set()
    assert columns & personal == set()


def test_what_is_declared_exists_in_the_table_and_in_its_history() -> None:
    missing = {
        f"{plug.key}.{name}"
        for plug in personal_data
        for name in (*plug.blank, *plug.token, *plug.scrub, *plug.marks)
        if name not in {field.name for field in plug.model._meta.concrete_fields}
    }

    assert missing == set()
    assert all(declared(plug.model) is plug for plug in personal_data)
