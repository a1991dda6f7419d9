"""Acts: a command at an address, its signature as the body, its result as the answer."""

import dataclasses
import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from pydantic import BaseModel

from orbita.api.v1.bodies import LISTS, arguments, given, hints_of, signature_body
from orbita.api.v1.operations import Call, Operation, Outcome, names_in
from orbita.api.v1.problems import Problem
from orbita.api.v1.records import pointed, spread_out
from orbita.api.v1.shapes import (
    kind_of_resource,
    outside,
    resource_of,
    table_of,
    table_row,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.records.models import Record
from orbita.platform.resources.slots import ApiAct, resources


def operation_of(act: ApiAct) -> Operation:
    """The act as an operation."""
    tag = act.path.partition("/")[0]
    places = _places(act)
    resource = resources.get(tag)
    first = (names_in(act.path) or [""])[0]
    locks = (tag, first) if resource and act.path.startswith(f"{tag}/{{{first}}}/") else None
    return Operation(
        method=act.method,
        path=act.path,
        name=f"{act.method}_{_slug(act.path)}",
        tag=tag,
        summary=lambda: str(act.summary) or _first_line(act.command),
        description=inspect.getdoc(act.command) or "",
        run=_runner(act),
        places=places,
        make_body=lambda: _body(act),
        answer=_answer(act),
        makes_new=makes_new(act),
        permission=act.permission,
        locks=locks,
        files=act.files,
    )


def model_of_act(act: ApiAct) -> Any:
    """The model whose columns say what the parameters take: the command's result, or the kind."""
    found = hints_of(act.command).get("return")
    if isinstance(found, type) and issubclass(found, models.Model):
        return found
    resource = resources.get(act.path.partition("/")[0])
    return kind_of_resource(resource).model if resource else None


def _places(act: ApiAct) -> dict[str, Any]:
    """The types of the places of the address: keys of records, where nothing else is said."""
    known = arguments(act.command)
    found: dict[str, Any] = {}
    for name in names_in(act.path):
        hint = known[name][1] if name in known else UUID if name.endswith("id") else str
        some = [one for one in get_args(hint) if one is not type(None)] or [hint]
        found[name] = some[0] if some[0] in (UUID, int, str) else UUID
    return found


def _body(act: ApiAct) -> type[BaseModel] | None:
    taken = {*names_in(act.path), *act.fixed, *act.without, act.files}
    if act.one:
        taken.add(next(iter(arguments(act.command))))
    return signature_body(
        "".join(word.capitalize() for word in (act.method, *_slug(act.path).split("_"))),
        act.command,
        model=model_of_act(act),
        over=act.body,
        without=taken,
        spread=act.spread,
        own=bool(act.spread) and _has_own(act),
    )


def _has_own(act: ApiAct) -> bool:
    model = model_of_act(act)
    return model is not None and issubclass(model, Record)


def _runner(act: ApiAct) -> Callable[[Call], Outcome]:
    known = arguments(act.command)
    named = {name for name, (one, _hint) in known.items() if one.kind is not one.VAR_KEYWORD}
    first = next(iter(known), "")

    def run(call: Call) -> Outcome:
        values = given(call.body) if call.body else {}
        values = _checked(act, values, named, call.actor)
        said = spread_out(values, act.spread, named, None, call.actor)
        places = dict(call.places)
        if act.one:
            said[first] = [places.pop(names_in(act.path)[0])]
        said |= {
            name: value for name, value in places.items() if name in named or act.prepare
        } | dict(act.fixed)
        if act.files:
            said[act.files] = list(call.files)
        said = {
            n: _rows(known[n][1] if n in known else Any, v, call.actor, n) for n, v in said.items()
        }
        if act.prepare is not None:
            said = act.prepare(said, call.actor)
        result = act.command(**said, by=call.actor)
        return _outcome(act, result, call.actor)

    return run


def _checked(
    act: ApiAct, values: Mapping[str, Any], named: set[str], actor: Actor
) -> dict[str, Any]:
    """Names that go into a mapping may point at rows: they must be there for the actor."""
    model = model_of_act(act)
    return {
        name: value if name in named else pointed(model, name, value, actor)
        for name, value in values.items()
    }


def _rows(hint: Any, value: Any, actor: Actor, name: str) -> Any:
    """Ids where the command takes models: the rows, as far as the actor sees them."""
    model, is_many = _model_in(hint)
    if model is None or value is None:
        return value
    wanted = list(value) if is_many else [value]
    rows = (
        model.objects.visible_to(actor)
        if issubclass(model, Record)
        else model._default_manager.all()
    )
    found = rows.in_bulk([getattr(one, "pk", one) for one in wanted])
    if len(found) < len(set(wanted)):
        detail = _("There is no such record, or you have no access to it.")
        raise Problem(422, detail, errors=[{"field": name, "detail": detail}])
    return [found[one] for one in wanted] if is_many else found[value]


def _model_in(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, type) and issubclass(hint, models.Model):
        return hint, False
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        found = [_model_in(one) for one in inner if one is not type(None)]
        return found[0] if len(found) == 1 else (None, False)
    if origin in LISTS and inner:
        return _model_in(inner[0])[0], True
    return None, False


def _outcome(act: ApiAct, result: Any, actor: Actor) -> Outcome:
    status = 201 if makes_new(act) else 200
    if act.show is not None:
        return Outcome(outside(act.show(result, actor)), status)
    if isinstance(result, models.Model):
        resource, table = resource_of(type(result)), table_of(type(result))
        if resource is not None:
            return Outcome({"id": str(result.pk)}, status, record=(resource.name, result.pk))
        if table is not None:
            row = table.rows(actor).filter(pk=result.pk).first()
            return Outcome(table_row(table, row) if row else {"id": outside(result.pk)}, status)
        return Outcome({"id": outside(result.pk)}, status)
    return Outcome(_plain(result, act, actor), status)


def makes_new(act: ApiAct) -> bool:
    """A call of a collection that gives a row has made it."""
    found = hints_of(act.command).get("return")
    is_row = isinstance(found, type) and issubclass(found, models.Model)
    return act.method == "post" and is_row and not names_in(act.path) and act.show is None


def _plain(result: Any, act: ApiAct, actor: Actor) -> dict[str, Any]:
    if result is None:
        return {}
    if isinstance(result, bool):
        return {"done": result}
    if isinstance(result, int):
        return {"count": result}
    if dataclasses.is_dataclass(result) and not isinstance(result, type):
        found: dict[str, Any] = outside(dataclasses.asdict(result))
        return found
    if isinstance(result, Sequence) and all(isinstance(one, models.Model) for one in result):
        return {"ids": [outside(one.pk) for one in result]}
    return {"result": outside(result)}


def _answer(act: ApiAct) -> str:
    if act.show is not None:
        return "object"
    found = hints_of(act.command).get("return")
    if isinstance(found, type) and issubclass(found, models.Model):
        resource, table = resource_of(found), table_of(found)
        return resource.name if resource else table.name if table else "id"
    words: dict[Any, str] = {int: "count", bool: "done", type(None): "act"}
    return words.get(found, "object")


def _slug(path: str) -> str:
    return path.replace("{", "").replace("}", "").strip("/").replace("/", "_").replace("-", "_")


def _first_line(command: Callable[..., Any]) -> str:
    """The first sentence of what the command says of itself."""
    text = " ".join((inspect.getdoc(command) or "").split("\n\n")[0].split())
    return text.partition(". ")[0].rstrip(".")
