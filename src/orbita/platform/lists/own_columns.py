"""Own fields as columns of a list: shown, filtered, sorted, edited in place, exported."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from django.db.models import OuterRef, Subquery, UUIDField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.filters import choices_of, test_of, type_of
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.fields.rules import read
from orbita.platform.fields.wording import word
from orbita.platform.lists.own_formulas import annotation, formula_test
from orbita.platform.lists.slots import Column, Row
from orbita.platform.records.slots import kinds
from orbita.platform.remembering import once
from orbita.platform.ui.components import DASH, badge

IN_PLACE = {
    FieldType.TEXT, FieldType.NUMBER, FieldType.MONEY, FieldType.DATE, FieldType.CHOICE,
}  # fmt: skip
"""Types that one control of a cell can hold."""


@once
def own_columns(kind: str) -> tuple[Column, ...]:
    """A column for each own field of the kind."""
    return tuple(map(_column, own_fields(kind)))


def _column(one: Definition) -> Column:
    if one.is_computed:
        return _formula(one)
    test, is_link = test_of(one), bool(one.leads_to)
    name = f"{one.key}_title"
    in_place = one.type in IN_PLACE and not one.is_long
    return Column(
        one.key,
        one.label,
        type_of(one),
        path=one.path,
        select=(one.path, name) if is_link else (one.path,) if test else (),
        draw=_drawn(one, name),
        text=_text(one, name),
        sortable=one.type != FieldType.CHOICES,
        sort_path=name if is_link else "",
        choices=choices_of(one),
        to=one.target,
        test=test,
        edit=one.name if in_place else "",
        shown=one.is_column,
        read=(lambda text: read(one, text)) if in_place else None,
        beside=_titles(one, name) if is_link else None,
    )


def _formula(one: Definition) -> Column:
    return Column(
        one.key,
        one.label,
        one.result,
        path=one.path,
        select=(one.key,),
        draw=lambda row: escape(word(one, row[one.key])) or DASH,
        text=lambda row: _tidy(row[one.key]),
        sort_path=one.key,
        test=formula_test(one),
        shown=one.is_column,
        beside=annotation(one),
    )


def _titles(one: Definition, alias: str) -> Callable[[Actor], Mapping[str, Any]] | None:
    """Titles of the records that a link leads to, as far as the reader sees them."""
    if one.leads_to not in kinds:
        return None
    target = kinds[one.leads_to]

    def extra(actor: Actor) -> Mapping[str, Any]:
        key = Cast(KeyTextTransform(one.key, OuterRef("own")), UUIDField())
        seen = target.model.objects.visible_to(actor).filter(pk=key)
        return {alias: Subquery(seen.values(target.title)[:1])}

    return extra


def _drawn(one: Definition, title: str) -> Callable[[Row], str]:
    path = one.path
    if one.type == FieldType.CHOICE:
        return lambda row: _option(one, row[path])
    if one.leads_to:
        return lambda row: _link(one, row[path], row.get(title))
    return lambda row: escape(word(one, row[path])) or DASH


def _option(one: Definition, key: Any) -> str:
    found = one.option(key)
    if found is None:
        return escape(str(key)) if key else DASH
    return badge(found.label, found.tone, dot=True) if found.tone else escape(found.label)


def _link(one: Definition, key: Any, title: Any) -> str:
    if not key or title is None or one.leads_to not in kinds:
        return DASH
    return (
        f'<a href="{escape(kinds[one.leads_to].url(key))}" class="trunc">{escape(str(title))}</a>'
    )


def _text(one: Definition, title: str) -> Callable[[Row], Any]:
    path = one.path
    if one.leads_to:
        return lambda row: row.get(title) or ""
    if type_of(one) in ("number", "money"):
        return lambda row: row[path]
    if one.type == FieldType.DATE:
        return lambda row: _day(row[path])
    return lambda row: word(one, row[path])


def _tidy(value: Any) -> Any:
    """A computed number without the zeros at its end."""
    if not isinstance(value, Decimal):
        return value
    text = f"{round(value, 6):f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if value else None
