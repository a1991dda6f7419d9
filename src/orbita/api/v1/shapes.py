"""What a record says of itself outside: columns of its model, of its list, own fields, parts."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models

from orbita.kit.exact_json import ExactEncoder
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Field
from orbita.platform.lists.slots import Column, ListScreen, screens
from orbita.platform.records.hidden import OWN, concealed
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.resources.slots import ApiResource, ApiTable, resources, tables

INSIDE = frozenset({"own", "deleted_at"})


@dataclass(frozen=True)
class Shown:
    """A value of a record by the name that programs know it by."""

    name: str
    column: Column
    field: "models.Field[Any, Any] | None" = None


def kind_of_resource(resource: ApiResource) -> RecordKind:
    """The kind of records behind a resource."""
    return kinds[resource.kind]


def screen_of(resource: ApiResource) -> ListScreen:
    """The list of the kind; a plain one where it has none."""
    found = screens.get(resource.kind)
    if found is not None:
        return found
    title = kind_of_resource(resource).title
    return ListScreen(
        kind=resource.kind, address=f"{resource.name}/", columns=(), title=title, sort=""
    )


def model_fields(resource: ApiResource) -> "list[models.Field[Any, Any]]":
    """The columns of the model that are shown."""
    model = kind_of_resource(resource).model
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in INSIDE
        and field.name not in resource.hidden
        and not isinstance(field, models.GeneratedField)
    ]


def shown_of(resource: ApiResource, actor: Actor) -> list[Shown]:
    """What of a record the actor is shown: the model's columns, then those of the list."""
    names = concealed(actor, resource.kind)
    found = [
        Shown(field.attname, _plain_column(field), field)
        for field in model_fields(resource)
        if not {field.name, field.attname} & names
    ]
    known = {one.name for one in found} | {field.name for field in model_fields(resource)}
    known |= {field.attname for field in model_fields(resource)} | names
    screen = screen_of(resource).seen_by(actor)
    found += [
        Shown(column.key, _bare(column))
        for column in screen.all_columns
        if _is_plain(column, known, resource)
    ]
    return found


def _is_plain(column: Column, known: set[str] | frozenset[str], resource: ApiResource) -> bool:
    """A column of the list that reads one more value, not something that is drawn or reckoned."""
    return (
        column.in_table
        and column.test is None
        and column.beside is None
        and column.key not in known
        and column.value_path not in known
        and not column.value_path.startswith(f"{OWN}__")
        and column.value_path not in (one.attname for one in model_fields(resource))
    )


@lru_cache(maxsize=2048)
def _named_column(key: str) -> Column:
    return Column(key, key)


def _plain_column(field: "models.Field[Any, Any]") -> Column:
    return _named_column(field.attname)


def _bare(column: Column) -> Column:
    """The same path without what only its drawing needs."""
    return Column(column.key, column.label, column.type, path=column.value_path)


def own_column() -> Column:
    """The column of own fields."""
    return _named_column(OWN)


def row_of(
    resource: ApiResource, row: Mapping[str, Any], shown: Sequence[Shown], actor: Actor
) -> dict[str, Any]:
    """A row of paths as a record for programs."""
    kind = kind_of_resource(resource)
    found: dict[str, Any] = {"id": str(row["pk"]), "kind": kind.key, "url": kind.url(row["pk"])}
    for one in shown:
        found.setdefault(one.name, outside(row[one.column.value_path]))
    found[OWN] = own_of(row.get(OWN) or {}, concealed(actor, kind.key))
    return found


def own_of(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Own fields without the hidden ones, numbers as numbers."""
    hidden = set(names)
    kept = {key: value for key, value in values.items() if f"{OWN}.{key}" not in hidden}
    found: dict[str, Any] = json.loads(json.dumps(kept, cls=ExactEncoder)) if kept else {}
    return found


def outside(value: Any) -> Any:
    """A value as JSON has it: decimals and keys as texts, moments in UTC."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date | time):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, list | tuple | set | frozenset):
        return [outside(one) for one in value]
    if isinstance(value, dict):
        return {str(key): outside(one) for key, one in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def resource_of(model: Any) -> ApiResource | None:
    """The resource whose records a model holds."""
    return next((one for one in resources if kinds[one.kind].model is model), None)


def resource_of_kind(kind: str) -> ApiResource | None:
    """The resource of a kind."""
    return next((one for one in resources if one.kind == kind), None)


def table_of(model: Any) -> ApiTable | None:
    """The table whose rows a model holds."""
    return next((one for one in tables if one.model is model), None)


def table_row(table: ApiTable, row: Any) -> dict[str, Any]:
    """A row of a table: attributes, and ids of what it points at."""
    found: dict[str, Any] = {"id": outside(row.pk)}
    for name in table.fields:
        value = getattr(row, name)
        if isinstance(value, models.Manager):
            value = [one.pk for one in value.all()]
        elif isinstance(value, models.Model):
            name, value = f"{name}_id", value.pk
        found[name] = outside(value() if callable(value) else value)
    return found


def plain_filters(resource: ApiResource, fields: Mapping[str, Field]) -> dict[str, Field]:
    """Fields of conditions by the names that programs use: «stage_id» is the same as «stage»."""
    found = dict(fields)
    for field in model_fields(resource):
        if field.name != field.attname and field.name in fields:
            found.setdefault(field.attname, fields[field.name])
    return found
