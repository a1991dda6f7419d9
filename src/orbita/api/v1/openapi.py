"""The description of everything, as OpenAPI 3.1, made of the same declarations as the calls."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from orbita.api.v1.asking import MOST, RESERVED
from orbita.api.v1.operations import Operation
from orbita.api.v1.routes import all_operations, built_in
from orbita.api.v1.shapes import kind_of_resource, screen_of, shown_of
from orbita.api.v1.typing_fields import type_of
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.conditions.fields import OPERATORS
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.lists.slots import fields_of, fields_seen_by
from orbita.platform.resources.slots import ApiResource, ApiTable, resources, tables

REFERENCE = "#/components/schemas/{model}"
COLUMN_TYPES: dict[str, Any] = {
    "number": {"type": ["number", "string", "null"]},
    "money": {"type": ["string", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "moment": {"type": ["string", "null"]},
    "flag": {"type": ["boolean", "null"]},
}
OWN_TYPES: dict[str, Any] = {
    FieldType.NUMBER: {"type": "number"},
    FieldType.MONEY: {"type": "number"},
    FieldType.DATE: {"type": "string", "format": "date"},
    FieldType.FLAG: {"type": "boolean"},
    FieldType.CHOICES: {"type": "array", "items": {"type": "string"}},
}


def document(actor: Actor | None) -> dict[str, Any]:
    """The whole description. Own fields are a company's own: only for those who are signed in."""
    operations = all_operations() if actor else list(built_in())
    seen = list(resources if actor else resources.built_in())
    bodies = _bodies(operations)
    schemas = {**bodies, **_common()}
    for resource in seen:
        schemas[_name(resource.name)] = _record(resource, actor)
        schemas[f"{_name(resource.name)}List"] = _list_of(_name(resource.name))
    for table in tables:
        schemas[_name(table.name)] = _row(table)
        schemas[f"{_name(table.name)}List"] = _list_of(_name(table.name))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Orbita API", "version": "1", "description": _about()},
        "servers": [{"url": "/api/v1"}],
        "security": [{"key": []}],
        "tags": _tags(operations),
        "paths": _paths(operations, actor),
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "bearerFormat": "orb_…"}
            },
            "schemas": schemas,
        },
    }


def _about() -> str:
    return _(
        "Everything that the pages do. Send a key as Authorization: Bearer orb_…; every answer to a"
        " write names its act (Orbita-Act), which can be undone. Decimals are texts, moments are"
        " UTC. Send If-Match with the etag that you have read, so that nobody's change is lost, and"
        " Idempotency-Key so that a repeated call does nothing more."
    )


@lru_cache(maxsize=4)
def _schemas_of(bodies: tuple[Any, ...], language: str) -> dict[str, Any]:
    _refs, found = models_json_schema(
        [(body, "validation") for body in bodies], ref_template=REFERENCE
    )
    return dict(found.get("$defs", {}))


def _bodies(operations: Iterable[Operation]) -> dict[str, Any]:
    made = tuple(dict.fromkeys(one.body for one in operations if one.body is not None))
    return _schemas_of(made, get_language() or "")


def _name(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace("_", "-").split("-"))


def _common() -> dict[str, Any]:
    text = {"type": "string"}
    fault = {"type": "object", "properties": {"field": text, "detail": text}}
    return {
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": text,
                "title": text,
                "status": {"type": "integer"},
                "detail": text,
                "errors": {"type": "array", "items": fault},
            },
        },
        "Done": {"type": "object", "properties": {"act": {**text, "format": "uuid"}}},
        "Count": {
            "type": "object",
            "required": ["count"],
            "properties": {"count": {"type": "integer"}, "act": {**text, "format": "uuid"}},
        },
        "BulkResult": {
            "type": "object",
            "required": ["results"],
            "properties": {
                "results": {"type": "array", "items": _bulk_row(fault)},
                **{
                    state: {"type": "integer"}
                    for state in ("created", "updated", "unchanged", "rejected")
                },
                "act": {**text, "format": "uuid"},
            },
        },
    }


def _bulk_row(fault: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["index", "status"],
        "properties": {
            "index": {"type": "integer"},
            "status": {"enum": ["created", "updated", "unchanged", "rejected"]},
            "id": {"type": "string", "format": "uuid"},
            "errors": {"type": "array", "items": fault},
        },
    }


def _list_of(name: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": REFERENCE.format(model=name)}},
            "next": {"type": ["string", "null"]},
            "count": {"type": "integer"},
        },
    }


def _record(resource: ApiResource, actor: Actor | None) -> dict[str, Any]:
    kind = kind_of_resource(resource)
    seen = shown_of(resource, actor or SYSTEM)
    properties: dict[str, Any] = {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"const": kind.key},
        "url": {"type": "string"},
        "etag": {"type": "string"},
        "act": {"type": "string", "format": "uuid"},
    }
    for one in seen:
        if one.name not in properties:
            properties[one.name] = (
                _field_schema(one.field)
                if one.field is not None
                else {"title": str(one.column.label), **COLUMN_TYPES.get(one.column.type, {})}
            )
    properties["own"] = {
        "type": "object",
        "properties": {
            one.key: {"title": one.label, **OWN_TYPES.get(one.type, {})}
            for one in (own_fields(resource.kind) if actor else ())
        },
    }
    properties |= {name: {"type": "array", "items": {"type": "object"}} for name in resource.parts}
    return {
        "type": "object",
        "title": capfirst(str(kind.label)),
        "required": ["id"],
        "properties": properties,
    }


def _row(table: ApiTable) -> dict[str, Any]:
    pk = _field_schema(table.model._meta.pk)
    properties: dict[str, Any] = {"id": pk, "act": {"type": "string", "format": "uuid"}}
    for name in table.fields:
        try:
            field = table.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field):
            properties[field.attname] = _field_schema(field)
    return {
        "type": "object",
        "title": capfirst(str(table.label)),
        "required": ["id"],
        "properties": properties,
    }


def _field_schema(field: Any) -> dict[str, Any]:
    """What a column shows: wider than what it takes, since old rows need not fit new rules."""
    label = {"title": capfirst(str(field.verbose_name))}
    if isinstance(field, models.DecimalField):
        return {**label, "type": ["string", "null"], "description": "decimal"}
    if isinstance(field, models.JSONField | models.DurationField):
        return label
    found = TypeAdapter(type_of(field, empty=True)).json_schema()
    plain = next((one for one in found.get("anyOf", [found]) if one.get("type") != "null"), found)
    kept = {key: plain[key] for key in ("type", "format", "items") if key in plain}
    if "items" in kept:
        return {**label, "type": ["array", "null"]}
    if "type" not in kept:
        kept["type"] = "string"
    return {**label, **kept, "type": [kept["type"], "null"]}


def _tags(operations: Iterable[Operation]) -> list[dict[str, str]]:
    titles = {"orbita": _("In general"), "acts": pgettext("API", "Acts")}
    titles |= {one.name: str(kind_of_resource(one).plural) for one in resources}
    titles |= {one.name: capfirst(str(one.label)) for one in tables}
    names = dict.fromkeys(one.tag for one in operations)
    return [{"name": name, "description": titles.get(name, name)} for name in names]


def _paths(operations: Iterable[Operation], actor: Actor | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in operations:
        found.setdefault(f"/{one.path}", {})[one.method] = _operation(one, actor)
    return found


def _operation(one: Operation, actor: Actor | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary(),
        "parameters": _parameters(one, actor),
        "responses": _responses(one),
    }
    if one.description:
        found["description"] = one.description
    if one.files:
        found["requestBody"] = _multipart(one)
    elif one.body is not None:
        schema = {"$ref": REFERENCE.format(model=one.body.__name__)}
        needed = any(field.is_required() for field in one.body.model_fields.values())
        found["requestBody"] = {
            "required": needed,
            "content": {"application/json": {"schema": schema}},
        }
    return found


def _multipart(one: Operation) -> dict[str, Any]:
    binary = {
        "type": "array",
        "items": {"type": "string", "contentMediaType": "application/octet-stream"},
    }
    properties: dict[str, Any] = {one.files: binary}
    if one.body is not None:
        properties["values"] = {
            "type": "string",
            "contentMediaType": "application/json",
            "description": one.body.__name__,
        }
    schema = {"type": "object", "required": [one.files], "properties": properties}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _parameters(one: Operation, actor: Actor | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": _place(one.places.get(name))}
        for name in one.pattern.groupindex
    ]
    found += [dict(parameter) for parameter in one.parameters]
    if one.answer.startswith("list of "):
        found += _of_list(one, actor)
    if one.writes:
        found.append(_header("Idempotency-Key"))
    if one.locks:
        found.append(_header("If-Match"))
    return found


def _place(kind: Any) -> dict[str, Any]:
    if kind is int:
        return {"type": "integer", "minimum": 0, "maximum": 999_999_999}
    if kind is str:
        return {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^/]+$"}
    return {"type": "string", "format": "uuid"}


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "schema": {"type": "string", "maxLength": 255}}


def _query(name: str, schema: dict[str, Any], about: str = "") -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": about}


def _of_list(one: Operation, actor: Actor | None) -> list[dict[str, Any]]:
    found = [
        _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST}),
        _query("cursor", {"type": "string"}, _("Where the page before ended: see “next”.")),
        _query("count", {"enum": ["exact"]}, _("Counts all that match.")),
    ]
    resource = resources.get(one.tag)
    if resource is None:
        return found
    screen = screen_of(resource).seen_by(actor) if actor else screen_of(resource)
    sorts = [
        column.key
        for column in screen.all_columns
        if column.sortable and (actor or not _is_own(column.key))
    ]
    found += [
        _query("q", {"type": "string"}, _("Words to search for.")),
        _query("sort", {"type": "string"}, ", ".join(sorts)),
        _query("where", {"type": "string"}, _('A condition as JSON: ["status","in",["new"]].')),
        _query("fields", {"type": "string"}, _("Names of what is wanted, with commas.")),
    ]
    fields = fields_seen_by(actor)(resource.kind) if actor else fields_of(resource.kind)
    for key, field in fields.items():
        if key not in RESERVED and (actor or not _is_own(key)):
            operators = ", ".join(f"{key}__{name}" for name in OPERATORS.get(field.type, {}))
            found.append(
                _query(key, {"type": "string"}, f"{capfirst(str(field.label))} ({operators})")
            )
    return found


def _is_own(key: str) -> bool:
    """Whether a column is an own field of the company: strangers are not told of those."""
    return key.startswith("f_")


def _responses(one: Operation) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(model="Problem")}}}
    said = {
        "description": _("What came of it"),
        "content": {"application/json": {"schema": _answer(one)}},
    }
    refused = {"description": _("A refusal"), "content": problem}
    status = "201" if one.makes_new else "200"
    return {status: said, "default": refused}


def _answer(one: Operation) -> dict[str, Any]:
    fixed = {"act": "Done", "count": "Count", "bulk": "BulkResult"}
    if one.answer in fixed:
        return {"$ref": REFERENCE.format(model=fixed[one.answer])}
    if one.answer.startswith("list of "):
        name = f"{_name(one.answer.removeprefix('list of '))}List"
        return {"$ref": REFERENCE.format(model=name)}
    if one.answer in resources or one.answer in tables:
        return {"$ref": REFERENCE.format(model=_name(one.answer))}
    return {"type": "object"}
