"""The form of a record's own fields."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.errors import ChangedMeanwhile, NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.fields.models import FieldType
from orbita.platform.filling.commands import fill_in
from orbita.platform.filling.forms import OwnForm
from orbita.platform.filling.showing import Judge
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.ui.reply import Reply

PAGE = "filling/form.html"


@gate(None)
def own_values(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Fill in the own fields of a record; what others change meanwhile is neither lost nor
    overwritten. A POST with `draft` draws the form anew for what was typed."""
    actor = request.actor  # type: ignore[attr-defined]
    found = kinds.get(kind)
    if found is None or found.change is None:
        raise NotFound
    subject = record(actor, kind, record_id)
    require(actor, f"{subject.permissions}.edit", subject)
    judge = Judge(kind, actor, subject)
    data = request.POST if request.method == "POST" else None
    form = OwnForm(kind, actor, subject.own, judge, data=data, files=request.FILES or None)
    seen = _seen(request, form)
    context = {"form": form, "post_url": request.path, "seen": json.dumps(seen), "record": subject}
    title = _("Fields: %(title)s") % {"title": str(subject)}
    if request.method != "POST":
        return Reply(request).drawer(PAGE, context, title=title)
    if "draft" in request.POST:
        form.errors.clear()
        return Reply(request).fragment(f"{PAGE}#fields", context)
    if form.is_valid():
        changes, base = _changes(form, seen)
        try:
            if changes:
                fill_in(kind, record_id, changes, base=base, by=actor)
            return _saved(request, found, record_id, changed=bool(changes))
        except Refusal as refusal:
            _refuse(form, refusal, seen, record(actor, kind, record_id))
            context["seen"] = json.dumps(seen)
    return Reply(request).invalid(PAGE, context, title=title)


def _saved(request: HttpRequest, kind: RecordKind, record_id: UUID, *, changed: bool) -> Reply:
    reply = Reply(request, back=kind.url(record_id)).close_panel().refresh()
    return reply.toast(_("Saved"), undo=last_act_id() if changed else None)


def _seen(request: HttpRequest, form: OwnForm) -> dict[str, Any]:
    """What the editor has before him: the stored values when the form was opened."""
    if request.method == "POST":
        try:
            found = json.loads(request.POST.get("seen", ""))
            return found if isinstance(found, dict) else {}
        except ValueError:
            return {}
    return {one.key: _plain(form.stored.get(one.key)) for one in form.definitions.values()}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | bool | list) else str(value)


def _changes(form: OwnForm, seen: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ from what the editor saw, and what he saw of them."""
    changes, base = {}, {}
    for name, value in form.cleaned_data.items():
        one = form.definitions[name]
        if one.type == FieldType.FILE:
            if value is not None:  # a new file, or False to take the old one off
                changes[name], base[name] = value or None, seen.get(one.key)
            continue
        before = form.fields[name].clean(_as_typed(seen.get(one.key)))
        if value != before:
            changes[name], base[name] = value, before
    return changes, base


def _as_typed(value: Any) -> Any:
    return "" if value is None else value


def _refuse(form: OwnForm, refusal: Refusal, seen: dict[str, Any], newest: Any) -> None:
    """A refusal at its field; after a change by somebody else the other's value counts as seen."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, forms.ValidationError(str(refusal)))
    if isinstance(refusal, ChangedMeanwhile) and field:
        key = field.removeprefix("own.")
        seen[key] = _plain(newest.own.get(key))
