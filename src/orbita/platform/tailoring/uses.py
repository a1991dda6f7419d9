"""Where an own field is used: conditions, formulas, views, columns of imports, and what other apps tell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.conditions.formulas.tree import FormulaFault, load, uses
from orbita.platform.conditions.tree import ConditionFault, parse, tests
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.imports.models import Mapping
from orbita.platform.lists.models import SavedView
from orbita.platform.lists.slots import fields_of, screens
from orbita.platform.tailoring.slots import Use, field_uses
from orbita.platform.ui.dates import when


@dataclass(frozen=True)
class Uses:
    """The places of one sort."""

    label: str
    places: list[Use]


def uses_of(field: OwnField) -> list[Uses]:
    """Everything that asks for a field, by sort. One statement a sort."""
    own = (
        (_("Formulas"), _formulas(field)),
        (_("Conditions of fields"), _conditions(field)),
        (_("Tabs"), _tabs(field)),
        (_("Saved views"), _views(field)),
        (_("Columns of imports"), _maps(field)),
    )
    found = [Uses(label, list(places)) for label, places in own]
    found += [Uses(str(plug.label), list(plug.find(field.kind, field.key))) for plug in field_uses]
    return [one for one in found if one.places]


def asks(where: str, kind: str, field_kind: str, key: str) -> bool:
    """Whether a condition about a kind asks for a field of a kind, also through relations."""
    if key not in where:
        return False
    try:
        asked = [test.field for test in tests(parse(where))]
    except ConditionFault:
        return False
    return any(_leads_to(name, kind, field_kind, key) for name in asked)


Asking = tuple[str, str, str, str]
"""Kind, condition, name and address of something that asks by a condition."""


def by_condition(rows: Callable[[str], Iterable[Asking]]) -> Callable[[str, str], Iterator[Use]]:
    """What finds the uses in an app whose rows have conditions: `rows(key)` gives those in whose
    text the key stands."""

    def find(field_kind: str, key: str) -> Iterator[Use]:
        for kind, where, name, url in rows(key):
            if asks(where, kind, field_kind, key):
                yield Use(name, url)

    return find


def _leads_to(name: str, kind: str, field_kind: str, key: str) -> bool:
    *links, last = name.split(".")
    for link in links:
        reference = fields_of(kind).get(link)
        kind = reference.to if reference else ""
    return last == key and kind == field_kind


def _formulas(field: OwnField) -> Iterator[Use]:
    rows = OwnField.objects.filter(kind=field.kind, type="formula", deleted_at=None)
    for row in rows.exclude(pk=field.pk):
        try:
            if field.key in uses(load(row.formula)):
                yield Use(row.label, _url(row))
        except FormulaFault:
            continue


def _conditions(field: OwnField) -> Iterator[Use]:
    rows = OwnField.objects.filter(deleted_at=None).exclude(need_where="", shown_where="")
    for row in rows.exclude(pk=field.pk):
        if any(asks(w, row.kind, field.kind, field.key) for w in (row.need_where, row.shown_where)):
            yield Use(row.label, _url(row))


def _tabs(field: OwnField) -> Iterator[Use]:
    for row in FieldTab.objects.exclude(where=""):
        if asks(row.where, row.kind, field.kind, field.key):
            yield Use(row.label, reverse("tailoring:tab", args=[row.pk]))


def _views(field: OwnField) -> Iterator[Use]:
    for view in SavedView.objects.filter(query__icontains=field.key).select_related("owner"):
        if _in_view(view, field) and view.kind in screens:
            label = _("%(view)s (%(owner)s)") % {"view": view.name, "owner": view.owner}
            yield Use(label, f"/{screens[view.kind].address}?view={view.pk}")


def _in_view(view: SavedView, field: OwnField) -> bool:
    query = {name: str(value) for name, value in view.query.items()}
    if asks(query.get("where", ""), view.kind, field.kind, field.key):
        return True
    named = [*query.get("columns", "").split(","), *query.get("sort", "").split(",")]
    return view.kind == field.kind and field.key in (name.lstrip("-") for name in named)


def _maps(field: OwnField) -> Iterator[Use]:
    for row in Mapping.objects.filter(kind=field.kind).order_by("-used_at"):
        if field.key in str(row.choices):
            label = _("Columns of a file, last used %(day)s") % {"day": when(row.used_at)}
            yield Use(label, reverse("imports:imports"))


def _url(row: OwnField) -> str:
    return reverse("tailoring:field", args=[row.pk])
