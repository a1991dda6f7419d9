"""Records of a kind: list, read, create, change, delete, restore, and the same for many."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field, create_model

from orbita.api.v1.asking import listed, one_record
from orbita.api.v1.bodies import Body, column_of, described, given, signature_body, typed
from orbita.api.v1.operations import Call, Operation, Outcome
from orbita.api.v1.problems import Problem
from orbita.api.v1.shapes import kind_of_resource
from orbita.api.v1.typing_fields import type_of
from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import PREFIX
from orbita.platform.records.models import Record
from orbita.platform.resources.slots import ApiResource

OWN = "own"


def operations_of(resource: ApiResource) -> list[Operation]:
    """Everything that can be done with the records of a kind."""
    kind = kind_of_resource(resource)
    name, one = f"{resource.name}/", f"{resource.name}/{{id}}/"
    view = f"{kind.model.permissions}.view"
    made = [
        _operation(
            resource, "get", name, "list", view, _list(resource), f"list of {resource.name}"
        ),
        _operation(resource, "get", one, "read", view, _read(resource), resource.name),
    ]
    if resource.create is not None:
        made.append(_creating(resource))
    if kind.change is not None and resource.editable:
        made += _changing(resource)
    if kind.delete is not None:
        made += _deleting(resource, "delete", one, f"{resource.name}/deletion/", kind.delete)
    if kind.restore is not None:
        made += _deleting(
            resource, "restore", f"{one}restoration/", f"{resource.name}/restoration/", kind.restore
        )
    return made


WORDS = {
    "list": lambda: _("List"),
    "read": lambda: _("Read one"),
    "create": lambda: _("Create"),
    "change": lambda: _("Change"),
    "change_many": lambda: _("Change many"),
    "delete": lambda: _("Delete"),
    "delete_many": lambda: _("Delete many"),
    "restore": lambda: _("Take out of the bin"),
    "restore_many": lambda: _("Take many out of the bin"),
    "bulk": lambda: _("Create or change up to 1,000 by a key"),
}


def _operation(
    resource: ApiResource,
    method: str,
    path: str,
    verb: str,
    permission: str | None,
    run: Any,
    answer: str,
    **more: Any,
) -> Operation:
    return Operation(
        method=method,
        path=path,
        name=f"{resource.name}_{verb}",
        tag=resource.name,
        summary=WORDS[verb],
        run=run,
        answer=answer,
        permission=permission,
        **more,
    )


def _list(resource: ApiResource) -> Any:
    def run(call: Call) -> Outcome:
        found = listed(resource, call.actor, call.query, call.path)
        body: dict[str, Any] = {"items": found.items, "next": found.next}
        if found.count is not None:
            body["count"] = found.count
        return Outcome(body)

    return run


def _read(resource: ApiResource) -> Any:
    def run(call: Call) -> Outcome:
        from orbita.platform.records.queries import record, watched

        pk = call.places["id"]
        found = one_record(resource, call.actor, pk)
        watched(call.actor, resource.kind, record(call.actor, resource.kind, pk))
        return Outcome(found, headers={"ETag": f'"{found["etag"]}"'})

    return run


def spread_out(
    values: Mapping[str, Any], spread: str, named: set[str], resource: Any, actor: Actor
) -> dict[str, Any]:
    """A flat body as arguments: the command's own, and the rest in its mapping (or by name)."""
    own = values.get(OWN) or {}
    rest = {name: value for name, value in values.items() if name not in named and name != OWN}
    rest |= {f"{PREFIX}{name.removeprefix(PREFIX)}": value for name, value in own.items()}
    arguments = {name: value for name, value in values.items() if name in named}
    if spread:
        arguments[spread] = rest
    else:
        arguments |= rest
    return arguments


def pointed(model: Any, name: str, value: Any, actor: Actor) -> Any:
    """The row that a foreign key is to point at. Refuses one that is not there for the actor."""
    field = column_of(model, name)
    if value is None or not isinstance(field, models.ForeignKey):
        return value
    target: Any = field.related_model
    rows = (
        target.objects.visible_to(actor)
        if issubclass(target, Record)
        else target._default_manager.all()
    )
    row = rows.filter(pk=value).first()
    if row is None:
        detail = _("There is no such record, or you have no access to it.")
        raise Problem(422, detail, errors=[{"field": field.attname, "detail": detail}])
    return row if name == field.name else value


def _creating(resource: ApiResource) -> Operation:
    kind = kind_of_resource(resource)
    command = resource.create
    assert command is not None

    def make() -> type[BaseModel] | None:
        return signature_body(
            f"New{_title(resource)}",
            command,
            model=kind.model,
            over=resource.more,
            without=resource.create_without,
            spread=resource.spread,
            own=True,
        )

    def run(call: Call) -> Outcome:
        from orbita.api.v1.bodies import arguments

        known = arguments(command)
        named = {n for n, (p, _hint) in known.items() if p.kind is not p.VAR_KEYWORD}
        values = given(call.body) if call.body else {}
        values = {
            name: value if name in named else pointed(kind.model, name, value, call.actor)
            for name, value in values.items()
        }
        made = command(
            **spread_out(values, resource.spread, named, resource, call.actor), by=call.actor
        )
        return Outcome(status=201, record=(resource.name, made.pk))

    return _operation(
        resource, "post", f"{resource.name}/", "create", f"{kind.model.permissions}.create", run,
        resource.name, make_body=make, makes_new=True,
    )  # fmt: skip


def editable_fields(resource: ApiResource) -> dict[str, tuple[Any, str]]:
    """What can be changed: the name outside, with its type and the name that the command knows."""
    model = kind_of_resource(resource).model
    found: dict[str, tuple[Any, str]] = {}
    for name in sorted(resource.editable):
        field = column_of(model, name)
        if field is None:
            continue
        found[field.attname] = (type_of(field), name)
    for name, said in resource.change_more.items():
        found[name] = (typed(said, name, model, resource.change_more), name)
    return found


def _change_body(resource: ApiResource, title: str, *, is_one: bool = True) -> type[Body]:
    model = kind_of_resource(resource).model
    fields: dict[str, Any] = {
        name: (kind, Field(default=None, description=described(model, name)))
        for name, (kind, _inside) in editable_fields(resource).items()
        if is_one or name not in resource.change_more
    }
    if issubclass(model, Record):
        fields[OWN] = (dict[str, Any], Field(default=None, description="{f_…: …}"))
    made: type[Body] = create_model(title, __base__=Body, **fields)
    return made


def changes_of(resource: ApiResource, body: BaseModel, actor: Actor) -> dict[str, Any]:
    """A body of changes as the kind's command takes them."""
    model = kind_of_resource(resource).model
    names = editable_fields(resource)
    values = given(body)
    own = values.pop(OWN, None) or {}
    found = {
        names[name][1]: pointed(model, names[name][1], value, actor)
        for name, value in values.items()
        if name in names
    }
    return found | {f"{PREFIX}{key.removeprefix(PREFIX)}": value for key, value in own.items()}


def change_one(
    resource: ApiResource, record_id: UUID, changes: dict[str, Any], actor: Actor
) -> None:
    """Change a record by the kind's command, or by what the resource has instead."""
    if resource.change is not None:
        resource.change(record_id, changes, by=actor)
    else:
        command = kind_of_resource(resource).change
        assert command is not None
        command([record_id], changes, by=actor)


def _changing(resource: ApiResource) -> list[Operation]:
    kind = kind_of_resource(resource)
    permission = f"{kind.model.permissions}.edit"

    def one(call: Call) -> Outcome:
        assert call.body is not None
        pk = call.places["id"]
        changes = changes_of(resource, call.body, call.actor)
        if changes:
            change_one(resource, pk, changes, call.actor)
        return Outcome(record=(resource.name, pk))

    def many(call: Call) -> Outcome:
        body: Any = call.body
        ids = list(dict.fromkeys(body.ids))
        changes = changes_of(resource, body.changes, call.actor)
        assert kind.change is not None
        if changes and ids:
            kind.change(ids, changes, by=call.actor)
        return Outcome({"count": len(ids)})

    def many_body() -> type[BaseModel]:
        inner = _change_body(resource, f"{_title(resource)}Values", is_one=False)
        return create_model(
            f"Change{_title(resource)}Many",
            __base__=Body,
            ids=(list[UUID], Field(max_length=1000)),
            changes=(inner, ...),
        )

    return [
        _operation(
            resource, "patch", f"{resource.name}/{{id}}/", "change", permission, one, resource.name,
            make_body=lambda: _change_body(resource, f"Change{_title(resource)}"),
            locks=(resource.name, "id"),
        ),
        _operation(
            resource, "patch", f"{resource.name}/", "change_many", permission, many, "count",
            make_body=many_body,
        ),
    ]  # fmt: skip


def _deleting(
    resource: ApiResource, verb: str, one_path: str, many_path: str, command: Any
) -> list[Operation]:
    kind = kind_of_resource(resource)

    def one(call: Call) -> Outcome:
        pk = call.places["id"]
        command([pk], by=call.actor)
        shown = (resource.name, pk) if verb == "restore" else None
        return Outcome({"id": str(pk)}, record=shown)

    def many(call: Call) -> Outcome:
        body: Any = call.body
        ids = list(dict.fromkeys(body.ids))
        if ids:
            command(ids, by=call.actor)
        return Outcome({"count": len(ids)})

    def many_body() -> type[BaseModel]:
        return create_model(
            f"{verb.capitalize()}{_title(resource)}Many",
            __base__=Body,
            ids=(list[UUID], Field(max_length=1000)),
        )

    permission = f"{kind.model.permissions}.delete"
    return [
        _operation(
            resource, "delete" if verb == "delete" else "post", one_path, verb, permission, one,
            "act" if verb == "delete" else resource.name,
            locks=(resource.name, "id") if verb == "delete" else None,
        ),
        _operation(
            resource, "post", many_path, f"{verb}_many", permission, many, "count",
            make_body=many_body,
        ),
    ]  # fmt: skip


def _title(resource: ApiResource) -> str:
    return "".join(word.capitalize() for word in resource.kind.replace("-", "_").split("_"))
