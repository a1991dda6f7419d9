"""Formulas of own fields as the builder needs them: fields by label, checks, values of real records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas import (
    Formula,
    FormulaFault,
    circle,
    dump,
    expand,
    expression,
    load,
    read,
    type_of,
    word,
)
from orbita.platform.conditions.formulas.checking import usable
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.fields.wording import number
from orbita.platform.lists.slots import fields_of
from orbita.platform.records.slots import kinds
from orbita.platform.ui.dates import when

SHOWN = 5
"""Records whose values the editor shows."""


def formula_fields(kind: str) -> dict[str, Field]:
    """The fields that a formula of this kind may use, computed own fields among them."""
    fields = dict(fields_of(kind))
    for one in own_fields(kind):
        if one.is_computed:
            fields[one.key] = Field(one.key, one.label, one.result, one.path)
    return usable(fields)


def text_of(field: Any) -> str:
    """A stored formula as people read it; empty when it is none."""
    if not field.formula:
        return ""
    try:
        return word(load(field.formula), formula_fields(field.kind))
    except FormulaFault:
        return ""


@dataclass(frozen=True)
class Checked:
    """A formula that can be stored."""

    tree: Formula
    result: str

    @property
    def values(self) -> dict[str, Any]:
        """As the columns of an own field."""
        return {"formula": dump(self.tree), "result": self.result}


def checked(text: str, kind: str, key: str = "") -> Checked:
    """A formula as it is typed, for a field of this key. A FormulaFault says what is wrong."""
    fields = formula_fields(kind)
    tree = read(text, fields)
    formulas = _formulas(kind)
    if key and (way := circle(key, tree, formulas)):
        labels = [str(fields[step].label) if step in fields else step for step in way]
        shown = " → ".join(_("“%(label)s”") % {"label": label} for label in labels)
        raise FormulaFault(_("The formula follows from itself: %(way)s.") % {"way": shown})
    expand(tree, formulas)
    return Checked(tree, type_of(tree, fields))


def _formulas(kind: str) -> dict[str, Formula]:
    return {one.key: load(one.formula) for one in own_fields(kind) if one.is_computed}


@dataclass(frozen=True)
class Sample:
    """What a formula gives for a record."""

    title: str
    url: str
    value: str


def samples(actor: Actor, kind: str, found: Checked, unit: str = "") -> list[Sample]:
    """The newest records that the actor sees, with what the formula gives. One statement."""
    record = kinds[kind]
    made = expression(expand(found.tree, _formulas(kind)), formula_fields(kind))
    rows = record.model.objects.visible_to(actor).annotate(computed=made).order_by("-created_at")
    return [
        Sample(str(title), record.url(pk), said(value, unit))
        for pk, title, value in rows.values_list("pk", record.title, "computed")[:SHOWN]
    ]


def said(value: Any, unit: str = "") -> str:
    """A computed value in words; a dash for an empty one."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return " ".join(filter(None, (number(round(value, 6)), unit)))
    if isinstance(value, date):
        return when(value, "date")
    return str(value) if value not in (None, "") else "—"


def results() -> Mapping[str, str]:
    """What a formula may give, in words."""
    return {key: str(FieldType(key).label) for key in ("number", "text", "date", "flag")}
