"""Up to a thousand records at once: created or changed by a key, in a fixed number of statements.

Records go the way of an import; its fields are the fields of a body, each checked by its type.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, Field, ValidationError, create_model

from orbita.api.v1.bodies import Body
from orbita.api.v1.operations import Call, Operation, Outcome
from orbita.api.v1.problems import Problem, sentence, wrong_values
from orbita.api.v1.records import WORDS
from orbita.api.v1.shapes import kind_of_resource
from orbita.api.v1.typing_fields import Day, Moment, one_of
from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import PREFIX
from orbita.platform.imports.commands import take_rows
from orbita.platform.imports.slots import Importable, ImportField, importables
from orbita.platform.imports.taking import RowsPlan, TakenRow
from orbita.platform.records.hidden import refuse_restricted
from orbita.platform.resources.slots import ApiResource

MOST = 1000
SOURCE = "api"
_NOWHERE = Path()
Errors = dict[int, list[dict[str, str]]]


@dataclass(frozen=True)
class Shelf:
    """What of a kind can be written in bulk: fields of its import, and links given as keys."""

    importable: Importable
    fields: dict[str, ImportField]
    links: dict[str, str]


def bulk_operation(resource: ApiResource) -> list[Operation]:
    """The mass write of a kind that files can bring."""
    if not resource.importable:
        return []
    return [
        Operation(
            "post", f"{resource.name}/bulk/", f"{resource.name}_bulk", resource.name,
            WORDS["bulk"], lambda call: _run(resource, call),
            make_body=lambda: _body(resource), answer="bulk",
            permission=_permission(resource), is_bulk=True,
            parameters=(_ATOMIC,),
        )
    ]  # fmt: skip


_ATOMIC = {
    "name": "atomic",
    "in": "query",
    "schema": {"type": "string", "enum": ["true", "false"], "default": "false"},
}


def _permission(resource: ApiResource) -> str | None:
    found = importables.get(resource.importable)
    return found.permission if found else None


def shelf_of(resource: ApiResource) -> Shelf:
    """The fields that can be written, today's own ones included."""
    importable = importables[resource.importable]
    model = kind_of_resource(resource).model
    fields = {
        resource.bulk_names.get(key, key): one
        for key, one in importable.all_fields().items()
        # What begins with an underscore is a column's own way to read a file (links by name).
        if one.own is None and not key.startswith("_")
    }
    names = {field.attname for field in model._meta.concrete_fields}
    closed = {"stage_id", "loss_reason_id"}  # an import knows what follows from their words
    links = {
        column.name: column.name
        for column in importable.columns
        if column.type == "uuid" and column.name in names - closed
    }
    return Shelf(importable, fields, links)


def _type(one: ImportField) -> Any:
    """The type of a field of the import. A choice is given by its key."""
    if one.type == "choice" and one.choices:
        return one_of(list(one.choices()))
    most = Field(max_length=one.most or 10_000)
    found: dict[str, Any] = {
        "number": Annotated[int, Field(ge=-(2**31), le=2**31 - 1)],
        "money": Annotated[Decimal, Field(max_digits=18, decimal_places=2)],
        "date": Day,
        "moment": Moment,
        "flag": bool,
        "phones": Annotated[list[str], Field(max_length=20)],
        "mails": Annotated[list[str], Field(max_length=20)],
    }
    return found.get(one.type, Annotated[str, most])


@cache
def _model(resource: ApiResource) -> type[Body]:
    shelf = shelf_of(resource)
    fields: dict[str, Any] = {
        name: (_type(one) | None, Field(default=None, description=str(one.label)))
        for name, one in shelf.fields.items()
    }
    fields |= {name: (UUID | None, Field(default=None)) for name in shelf.links}
    fields["id"] = (UUID | None, Field(default=None))
    fields["own"] = (dict[str, Any], Field(default=None, description="{f_…: …}"))
    title = "".join(word.capitalize() for word in resource.kind.split("_"))
    made: type[Body] = create_model(f"Bulk{title}Record", __base__=Body, **fields)
    return made


@cache
def _body(resource: ApiResource) -> type[BaseModel]:
    title = "".join(word.capitalize() for word in resource.kind.split("_"))
    record: Any = _model(resource)
    return create_model(
        f"Bulk{title}",
        __base__=Body,
        key=(str | None, Field(default=None, max_length=100)),
        source=(str, Field(default=SOURCE, min_length=1, max_length=50)),
        records=(list[record], Field(min_length=1, max_length=MOST)),
    )


def _run(resource: ApiResource, call: Call) -> Outcome:
    shelf = shelf_of(resource)
    body, places, errors = _checked(resource, call.raw)
    keys = _keys(shelf, body.key)
    records = list(zip(places, body.records, strict=True))
    _refuse_without_key(records, keys, body.key, errors)
    records = [(place, one) for place, one in records if place not in errors]
    _refuse_hidden(resource, [one for _place, one in records], call.actor)
    taken = _take(shelf, records, keys, body, call.actor) if records else []
    results = _results(len(call.raw["records"]), records, taken, errors)
    return _outcome(results, is_atomic=call.query.get("atomic") == "true")


def _outcome(results: list[dict[str, Any]], *, is_atomic: bool) -> Outcome:
    counts = {
        state: sum(one["status"] == state for one in results)
        for state in ("created", "updated", "unchanged", "rejected")
    }
    if is_atomic and counts["rejected"]:
        raise Problem(
            422,
            _("Some records were rejected, so nothing was written."),
            errors=[
                {
                    "field": f"records.{one['index']}.{fault['field']}".rstrip("."),
                    "detail": fault["detail"],
                }
                for one in results
                for fault in one.get("errors", ())
            ],
            results=[one for one in results if one["status"] == "rejected"],
        )
    return Outcome({"results": results, **counts})


def _checked(resource: ApiResource, raw: Any) -> tuple[Any, list[int], Errors]:
    """The body with the records that fit, their places, and what is wrong with the others."""
    model = _body(resource)
    try:
        body = model.model_validate_json(json.dumps(raw if raw is not None else {}), strict=True)
        return body, list(range(len(body.records))), {}  # type: ignore[attr-defined]
    except ValidationError as fault:
        found = fault.errors(include_url=False, include_input=False)
        errors: Errors = {}
        for one in found:
            steps = one["loc"]
            if len(steps) < 2 or steps[0] != "records" or not isinstance(steps[1], int):
                raise wrong_values(fault) from None
            errors.setdefault(steps[1], []).append(
                {"field": ".".join(map(str, steps[2:])), "detail": sentence(one)}
            )
    places = [place for place in range(len(raw["records"])) if place not in errors]
    kept = {**raw, "records": [raw["records"][place] for place in places] or [{}]}
    body = model.model_validate_json(json.dumps(kept), strict=True)
    if not places:
        body.records = []  # type: ignore[attr-defined]
    return body, places, errors


def _keys(shelf: Shelf, said: str | None) -> tuple[str, ...]:
    """The fields by which records are found. Refuses what is no key."""
    if said in (None, "id"):
        return ()
    names = tuple(said.split("+"))
    inside = {name: one.key for name, one in shelf.fields.items() if one.match}
    if not all(name in inside for name in names):
        known = ", ".join(["id", *inside])
        raise Problem(
            422,
            _("Records are found by one of these: %(keys)s.") % {"keys": known},
            errors=[{"field": "key", "detail": known}],
        )
    return tuple(inside[name] for name in names)


def _refuse_without_key(
    records: Sequence[tuple[int, Any]], keys: Sequence[str], said: str | None, errors: Errors
) -> None:
    wanted = said.split("+") if said else []
    for place, one in records:
        for name in wanted:
            if getattr(one, name, None) in (None, "", []):
                errors.setdefault(place, []).append(
                    {"field": name, "detail": _("This must be given.")}
                )


def _refuse_hidden(resource: ApiResource, records: Sequence[Any], actor: Actor) -> None:
    """Fields that the actor may not set are refused as a whole: nothing is written half."""
    if not actor.hidden and not actor.readonly:
        return
    model = kind_of_resource(resource).model
    names = {field.name for field in model._meta.get_fields()} | {
        getattr(field, "attname", "") for field in model._meta.get_fields()
    }
    given: dict[str, Any] = {}
    for one in records:
        for name in one.model_fields_set - {"own", "id"}:
            given[name] = "x"
        given |= {f"{PREFIX}{key.removeprefix(PREFIX)}": "x" for key in one.own or {}}
    if {"phone", "email"} & given.keys():
        given["contact_points"] = "x"
    kept = {n: v for n, v in given.items() if n in names or n.startswith(PREFIX)}
    refuse_restricted(resource.kind, kept, by=actor)


def _take(
    shelf: Shelf, records: Sequence[tuple[int, Any]], keys: tuple[str, ...], body: Any, by: Actor
) -> list[TakenRow]:
    used: dict[str, str] = {}
    for _place, one in records:
        used |= {
            name: shelf.fields[name].key for name in one.model_fields_set if name in shelf.fields
        }
        used |= {
            f"{PREFIX}{name.removeprefix(PREFIX)}": f"{PREFIX}{name.removeprefix(PREFIX)}"
            for name in one.own or {}
        }
    cells = _cells(shelf)
    rows = [[cells(one, name) for name in used] for _place, one in records]
    links = {
        column: {
            at: key
            for at, (_place, one) in enumerate(records, 1)
            if (key := getattr(one, column)) is not None
        }
        for column in shelf.links
    }
    plan = RowsPlan(
        importable=shelf.importable,
        path=_NOWHERE,
        file_name="",
        columns=used,
        keys=keys,
        makes=frozenset(),
        by=by,
        owner_id=by.id,
        source=body.source,
        held=rows,
        records={
            at: one.id for at, (_place, one) in enumerate(records, 1) if one.id and body.key == "id"
        },
        links={column: found for column, found in links.items() if found},
    )
    return take_rows(plan, by=by)


def _cells(shelf: Shelf) -> Callable[[Any, str], str]:
    words = {
        name: {str(value): str(next(iter(known), value)) for value, known in one.choices().items()}
        for name, one in shelf.fields.items()
        if one.type == "choice" and one.choices
    }

    def cell(record: Any, name: str) -> str:
        if name.startswith(PREFIX):
            own = record.own or {}
            value = own.get(name, own.get(name.removeprefix(PREFIX)))
        else:
            value = getattr(record, name)
        if name in words and value is not None:
            return words[name].get(str(value), str(value))
        return _text(value)

    return cell


def _text(value: Any) -> str:
    """A value as the cell of a file says it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float | Decimal):
        # Three digits behind the point could be thousands: a fourth says that they are not.
        text = f"{Decimal(str(value)):f}"
        return f"{text}0" if len(text.rpartition(".")[2]) == 3 and "." in text else text
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _results(
    count: int,
    records: Sequence[tuple[int, Any]],
    taken: Sequence[TakenRow],
    errors: Errors,
) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {
        place: {"index": place, "status": "rejected", "errors": faults}
        for place, faults in errors.items()
    }
    for (place, _one), row in zip(records, taken, strict=True):
        found[place] = {"index": place, "status": row.state}
        if row.id is not None:
            found[place]["id"] = str(row.id)
        if row.why:
            found[place]["errors"] = [{"field": "", "detail": row.why}]
    return [found[place] for place in range(count)]
