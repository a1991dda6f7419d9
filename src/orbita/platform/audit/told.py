"""Which fields of a row are told to people, and in which two rows differ."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.functional import Promise

HIDDEN = {"id", "created_at", "created_by", "updated_at", "position", "normal"}
"""Inner columns: nothing that a person has said or decided."""

_EMPTY: tuple[Any, ...] = (None, "", {}, [])


def told_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a model that people know, in their order."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in HIDDEN and not isinstance(field, models.GeneratedField)
    ]


def several(model: Any) -> str | Promise:
    """What several rows of a table are called; models without a plural of their own give the one
    word, so that no «s» is put behind a Russian one."""
    meta = model._meta
    has_plural = "verbose_name_plural" in meta.original_attrs
    return meta.verbose_name_plural if has_plural else meta.verbose_name  # type: ignore[no-any-return]


def differing(
    model: type[models.Model], one: Mapping[str, Any], other: Mapping[str, Any]
) -> list[Any]:
    """The fields in which two rows differ; nothing and empty are the same."""
    return [
        field
        for field in told_fields(model)
        if field.column in one and not same(one.get(field.column), other.get(field.column))
    ]


def json_keys(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The keys of either, in their order."""
    return list(dict.fromkeys([*one, *other]))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: nothing and empty do."""
    return bool(one == other) or (one in _EMPTY and other in _EMPTY)
