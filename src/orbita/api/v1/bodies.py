"""A command's own signature becomes the body of a call: its names, types and limits.

What pydantic has checked becomes the arguments again, dataclasses included.
"""

import dataclasses
import inspect
import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from pydantic import BaseModel, ConfigDict, Field, create_model

from orbita.api.v1.typing_fields import PLAIN, one_of, type_of
from orbita.platform.resources.slots import Many, Shape

MOST = 10_000
LISTS = (list, set, frozenset, Sequence, Iterable, Collection)
MAPPINGS = (dict, Mapping)


class Body(BaseModel):
    """A body says what there is, and nothing else."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class Made(Body):
    """An object in a body that stands for a dataclass."""


_made: dict[type[BaseModel], type[Any]] = {}


def arguments(function: Callable[..., Any]) -> dict[str, tuple[inspect.Parameter, Any]]:
    """The parameters of a command with their types, the actor left out."""
    hints = hints_of(function)
    return {
        name: (parameter, hints.get(name, Any))
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in ("by", "idempotency_key")
    }


def hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The types of a command; of one with arguments given already, those of the whole."""
    while isinstance(function, partial):
        function = function.func
    return get_type_hints(function, localns={"UploadedFile": list})


def body_field(name: str, annotation: Any, model: Any, over: Mapping[str, Any]) -> Any:
    """The type of one name: what was said of it, what the model's column takes, or the hint."""
    if name in over:
        return typed(over[name], name, model, over)
    column = column_of(model, name)
    bare, empty = _bare(annotation)
    if column is not None and bare in (*PLAIN, Any):
        return type_of(column, empty=empty)
    return typed(annotation, name, None, over)


def column_of(model: Any, name: str) -> "models.Field[Any, Any] | None":
    """The column of a model by its name or attribute, if it has one."""
    if model is None:
        return None
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def _bare(annotation: Any) -> tuple[Any, bool]:
    """An annotation without «or nothing», and whether it was there."""
    if get_origin(annotation) in (Union, types.UnionType):
        some = [one for one in get_args(annotation) if one is not type(None)]
        if len(some) == 1:
            return some[0], True
    return annotation, False


def typed(said: Any, name: str, model: Any, over: Mapping[str, Any]) -> Any:
    """An annotation as a body is checked by it."""
    if isinstance(said, models.Field):
        return type_of(said)
    if isinstance(said, Many):
        return Annotated[list[typed(said.of, name, model, over)], Field(max_length=MOST)]  # type: ignore[misc]
    if isinstance(said, Shape):
        return object_of(said)
    if isinstance(said, type):
        return _of_class(said, name, over)
    origin, inner = get_origin(said), get_args(said)
    if name == "ids" and origin in LISTS:
        item = typed(inner[0], "", None, over)
        return Annotated[list[item], Field(min_length=1, max_length=MOST)]  # type: ignore[valid-type]
    if origin in (Union, types.UnionType):
        some = [one for one in inner if not _is_inside_only(one)]
        return Union[tuple(typed(one, name, model, over) for one in some)]  # noqa: UP007
    if origin in LISTS or (origin is tuple and inner[-1] is Ellipsis):
        item = typed(inner[0], name, None, over)
        return Annotated[list[item], Field(max_length=MOST)]  # type: ignore[valid-type]
    if origin is tuple:
        return tuple[tuple(typed(one, name, None, over) for one in inner)]  # type: ignore[misc]
    if origin in MAPPINGS:
        key, value = (typed(one, name, None, over) for one in inner)
        return dict[key, value]  # type: ignore[valid-type]
    return said


def _of_class(said: type[Any], name: str, over: Mapping[str, Any]) -> Any:
    if issubclass(said, Enum):
        return one_of(list(said))
    if issubclass(said, models.Model):
        return type_of(said._meta.pk)
    if dataclasses.is_dataclass(said):
        return _of_dataclass(said, name, over)
    if said in LISTS:
        return list[Any]
    if said in MAPPINGS:
        return dict[str, Any]
    return PLAIN.get(said, said)


def _is_inside_only(one: Any) -> bool:
    """What a program outside cannot give: rows of a query, texts that wait for a language."""
    plain = get_origin(one) or one
    return isinstance(plain, type) and issubclass(plain, models.QuerySet | Promise)


def _of_dataclass(said: type[Any], name: str, over: Mapping[str, Any]) -> Any:
    """The dataclass as an object; `over` may type its fields as «name.field»."""
    hints = get_type_hints(said)
    inside = {
        key.removeprefix(f"{name}."): value
        for key, value in over.items()
        if key.startswith(f"{name}.")
    }
    fields: dict[str, Any] = {}
    for one in dataclasses.fields(said):
        if not one.init:
            continue
        kind = body_field(one.name, hints[one.name], None, inside)
        required = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        fields[one.name] = (kind, ... if required else _default(kind, one.default))
    # The same dataclass may be typed in several ways: then each is named for its place.
    place = _camel(name)
    more = "Values" if place == said.__name__ else place
    title = f"{said.__name__}{more}" if inside else said.__name__
    model = create_model(title, __base__=Made, **fields)
    _made[model] = said
    return model


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _default(kind: Any, value: Any) -> Any:
    """What stands in the documentation; the command's own default is what counts."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str | int | bool) and not isinstance(value, Enum):
        return Field(default=value)
    return Field(default=None)


def signature_body(
    title: str,
    function: Callable[..., Any],
    *,
    model: Any,
    over: Mapping[str, Any],
    without: Collection[str],
    spread: str,
    own: bool,
) -> type[Body] | None:
    """The body of a command: parameters that are not `without`, and the names that `over` adds."""
    known = arguments(function)
    fields: dict[str, Any] = {}
    is_open = bool(spread)
    for name, (parameter, hint) in known.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            is_open = True
            continue
        if name in without or name == spread:
            continue
        kind = body_field(name, hint, model, over)
        if parameter.default is inspect.Parameter.empty:
            fields[name] = (kind, Field(description=described(model, name)))
        else:
            fields[name] = (kind, _documented(_default(kind, parameter.default), model, name))
    for name, said in over.items():
        if "." in name or name in known or name in without:
            continue
        kind = typed(said, name, model, over)
        fields[name] = (kind, Field(default=None, description=described(model, name)))
    if own and is_open:
        fields["own"] = (dict[str, Any], Field(default=None, description="{f_…: …}"))
    return create_model(title, __base__=Body, **fields) if fields else None


def _documented(field: Any, model: Any, name: str) -> Any:
    field.description = described(model, name)
    return field


def described(model: Any, name: str) -> str | None:
    """What people call the column."""
    column = column_of(model, name)
    return capfirst(str(column.verbose_name)) if column is not None else None


def given(body: BaseModel) -> dict[str, Any]:
    """What was said, as commands take it: dataclasses made, nothing that was left out."""
    return {name: plain(getattr(body, name)) for name in body.model_fields_set}


def plain(value: Any) -> Any:
    """A checked value without pydantic in it."""
    if isinstance(value, BaseModel):
        inside = given(value)
        made = _made.get(type(value))
        return made(**inside) if made else inside
    if isinstance(value, list | tuple):
        return type(value)(plain(one) for one in value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


@cache
def object_of(shape: Shape) -> Any:
    """An object in a body; all but the required may be left out."""
    known: dict[str, Any] = {
        name: (typed(said, name, None, {}), ... if name in shape.required else Field(default=None))
        for name, said in shape.fields.items()
    }
    return create_model(shape.name, __base__=Body, **known)
