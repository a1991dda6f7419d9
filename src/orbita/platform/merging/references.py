"""What points at the records of a kind: found from the models by itself.

Foreign keys of every sort, and ids beside a column that names the kind (`about_id` and `about_kind`,
`record_id` and `record_kind` or `kind`). History tables are not among them: what was stays as it was.
Rows whose own key is the record's key and that keep no history are computed by the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from orbita.platform.merging.slots import RecordColumn, record_columns
from orbita.platform.records.slots import RecordKind
from orbita.platform.tracking import EVENT_MODELS

Model = type[models.Model]


@dataclass(frozen=True)
class Reference:
    """A column with ids of a kind's records; `when` is the SQL that its row is about that kind."""

    column: str
    when: str = "true"


@dataclass(frozen=True)
class Pointing:
    """A table with the columns that point at the kind."""

    model: Model
    references: tuple[Reference, ...]

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def key(self) -> str:
        assert self.model._meta.pk is not None
        return str(self.model._meta.pk.column)

    @property
    def is_tracked(self) -> bool:
        return self.model in EVENT_MODELS

    @property
    def is_many(self) -> bool:
        return len(self.references) > 1


def pointing_at(kind: RecordKind) -> list[Pointing]:
    """Every table with columns that point at the kind's records and move with them."""
    found = []
    for model in own_models():
        references = () if is_computed(model) else tuple(_references(model, kind))
        if references:
            found.append(Pointing(model, references))
    return found


def own_models() -> Iterator[Model]:
    """Every table that is no history."""
    histories = set(EVENT_MODELS.values())
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy and model not in histories:
            yield model


def columns_of(model: Model) -> list[Any]:
    """The columns of a table, as fields."""
    return list(model._meta.local_concrete_fields)


def _references(model: Model, kind: RecordKind) -> Iterator[Reference]:
    for field in columns_of(model):
        declared = declaration(model, field)
        if declared and not declared.moves:
            continue
        if isinstance(field, models.ForeignKey):
            if field.remote_field.model is kind.model:
                yield Reference(field.column)
        elif is_record_id(field) and (told := kind_of_column(model, field, declared)):
            if told.startswith("'"):
                if told == f"'{kind.key}'":
                    yield Reference(field.column)
            else:
                yield Reference(field.column, f"t.\"{told}\" = '{kind.key}'")


def is_record_id(field: Any) -> bool:
    """Whether a column could hold ids of records without being a foreign key."""
    return (
        isinstance(field, models.UUIDField)
        and not field.primary_key
        and not isinstance(field, models.ForeignKey | ArrayField)
    )


def is_computed(model: Model) -> bool:
    """A table without a history whose rows stand each for a record follows from other tables."""
    return model not in EVENT_MODELS and isinstance(model._meta.pk, models.ForeignKey)


def declaration(model: Model, field: Any) -> RecordColumn | None:
    """What an app has said of this column."""
    return record_columns.get(f"{model._meta.label_lower}.{field.name}")


def kind_of_column(model: Model, field: Any, declared: RecordColumn | None) -> str:
    """The column that names the kind of an id, or the quoted kind; "" where nothing says it."""
    if declared is not None:
        return declared.kind
    if not field.column.endswith("_id"):
        return ""
    stem = field.column.removesuffix("_id")
    names = {other.column for other in columns_of(model)}
    wanted = (f"{stem}_kind", *(("kind",) if stem == "record" else ()))
    return next((name for name in wanted if name in names), "")
