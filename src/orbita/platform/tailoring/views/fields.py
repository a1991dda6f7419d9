"""Drawers of a field: choosing a type, shaping it, checking its formula, deleting it."""

import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.conditions.formulas import FormulaFault
from orbita.platform.conditions.formulas.functions import FUNCTIONS
from orbita.platform.conditions.tree import ALL, Condition, Group, Test, dump, parse
from orbita.platform.fields.commands import RIGHT, add_field, delete_field
from orbita.platform.fields.models import FieldType, OwnField
from orbita.platform.lists.filter_form import as_lines, field_options, joints, read_form
from orbita.platform.lists.slots import fields_seen_by, screens
from orbita.platform.tailoring import queries
from orbita.platform.tailoring.commands import seen_of, shape_field
from orbita.platform.tailoring.forms import NEEDED_AT, SHOWN_AT, FieldForm, options_said
from orbita.platform.tailoring.formulas import checked, formula_fields, samples
from orbita.platform.tailoring.types import TYPES, card
from orbita.platform.tailoring.uses import uses_of
from orbita.platform.tailoring.views.pages import actor_of, done
from orbita.platform.ui.reply import Reply

FORM = "tailoring/field_form.html"


@gate(RIGHT)
def new_field(request: HttpRequest, kind: str) -> HttpResponse:
    """A new field: its type first, then what the type needs."""
    found = queries.tailored_kind(kind)
    given = request.GET.get("type", "")
    if given not in TYPES:
        url = reverse("tailoring:new_field", args=[kind])
        context = {"types": TYPES.values(), "url": url, "tab": request.GET.get("tab", "")}
        return Reply(request).drawer("tailoring/types.html", context, title=_("New field"))
    row = OwnField(kind=found.key, type=given, tab_id=_tab(request, kind))
    row.is_filter = given not in ("file",)

    def act(values: dict[str, Any]) -> HttpResponse:
        add_field(kind, values, by=actor_of(request))
        return done(request, kind, _("The field is added"))

    return _answer(request, row, act)


def _tab(request: HttpRequest, kind: str) -> UUID | None:
    given = request.GET.get("tab", "")
    keys = (row.tab.pk for row in queries.layout(kind) if row.tab and row.key == given)
    return next(keys, None)


@gate(RIGHT)
def field(request: HttpRequest, field_id: UUID) -> HttpResponse:
    """A field: its parts as they are; what others change meanwhile is neither lost nor overwritten."""
    row = queries.own_field(field_id)

    def act(values: dict[str, Any]) -> HttpResponse:
        seen = _seen(request)
        shape_field(field_id, values, seen=seen, by=actor_of(request))
        return done(request, row.kind, _("The field is saved"))

    return _answer(request, row, act)


def _seen(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.POST.get("seen", ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _answer(request: HttpRequest, row: OwnField, act: Any) -> HttpResponse:
    """The drawer with the form, or the act; what it refuses stands at the field."""
    tabs = [(one.key, str(one.tab)) for one in queries.layout(row.kind) if one.tab]
    targets = [(one.key, str(one.label)) for one in queries.tailored_kinds()]
    data = request.POST if request.method == "POST" else None
    form = FieldForm(row, tabs, targets, data=data)
    title = row.label or _("New field: %(type)s") % {"type": card(row.type).label.lower()}
    if data is not None and form.is_valid():
        try:
            return act(form.values(data))  # type: ignore[no-any-return]
        except Refusal as refusal:
            _refuse(form, refusal)
    context = _context(request, row, form, title)
    if data is None:
        return Reply(request).drawer(FORM, context, title=title)
    return Reply(request).invalid(FORM, context, title=title)


def _refuse(form: FieldForm, refusal: Refusal) -> None:
    name = {"options": "new_options", "limits": "limit_from"}.get(
        refusal.field or "", refusal.field
    )
    form.add_error(name if name in form.fields else None, str(refusal))


def _context(request: HttpRequest, row: OwnField, form: FieldForm, title: str) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "form": form,
        "row": row,
        "card": card(row.type),
        "title": title,
        "post_url": request.get_full_path(),
        "options": options_said(request.POST) if form.is_bound else row.options,
        "seen": request.POST.get("seen") or json.dumps(seen_of(row)),
        "uses": queries.filled_count(row) if not row._state.adding else 0,
        **editor(request, row.kind, actor),
        "needed": _lines(request, row, row.need_where, NEEDED_AT, actor),
        "shown": _lines(request, row, row.shown_where, SHOWN_AT, actor),
        **_formula_context(row),
    }


def editor(request: HttpRequest, kind: str, actor: Actor) -> dict[str, Any]:
    """What the common form of conditions needs."""
    fields = fields_seen_by(actor)
    return {"screen": screens[kind], "fields": field_options(kind, fields), "joints": joints()}


def _lines(request: HttpRequest, row: OwnField, where: str, place: str, actor: Actor) -> Any:
    if request.method == "POST":
        where = dump(read_form(request.POST, row.kind, place))
    return lines(where, row.kind, place, actor)


def lines(where: str, kind: str, place: str, actor: Actor) -> Any:
    """A condition as the lines of the common form."""
    condition: Condition = parse(where) if where else ALL
    group = condition if isinstance(condition, Group) else Group("and", (condition,))
    return as_lines(group, kind, place, fields_seen_by(actor))


def _formula_context(row: OwnField) -> dict[str, Any]:
    if row.type != FieldType.FORMULA:
        return {}
    labels = {key: str(one.label) for key, one in formula_fields(row.kind).items()}
    labels.pop(row.key, None)
    return {"formula_fields": sorted(labels.values()), "functions": FUNCTIONS.values()}


@gate(RIGHT, methods="POST")
def formula_check(request: HttpRequest, kind: str) -> HttpResponse:
    """What is wrong with a formula while it is typed, or what it gives for the newest records."""
    queries.tailored_kind(kind)
    context: dict[str, Any] = {}
    text = request.POST.get("formula", "")
    try:
        found = checked(text, kind, request.GET.get("key", ""))
        unit = request.POST.get("unit", "")[:20]
        context["samples"] = samples(actor_of(request), kind, found, unit)
        context["result"] = FieldType(found.result).label
    except FormulaFault as fault:
        context |= {
            "fault": fault.sentence,
            "before": text[: fault.at],
            "at": text[fault.at :][:40],
        }
        context["is_placed"] = fault.at >= 0
    return Reply(request).page("tailoring/formula_check.html", context)


@gate(RIGHT)
def field_removal(request: HttpRequest, field_id: UUID) -> HttpResponse:
    """Where a field is used, and its way to the bin: the values stay for 30 days and come back."""
    row = queries.own_field(field_id)
    if request.method == "POST":
        delete_field(field_id, by=actor_of(request))
        said = _("“%(field)s” is deleted, its values are kept for 30 days") % {"field": row.label}
        return done(request, row.kind, said)
    context = {
        "row": row,
        "uses": uses_of(row),
        "filled": queries.filled_count(row),
        "post_url": request.path,
        "list_url": _filled_url(row),
    }
    return Reply(request).drawer("tailoring/removal.html", context, title=row.label)


def _filled_url(row: OwnField) -> str:
    if row.type == FieldType.FORMULA or row.kind not in screens:
        return ""
    where = dump(Test(row.key, "filled"))
    return f"/{screens[row.kind].address}?{urlencode({'where': where})}"
