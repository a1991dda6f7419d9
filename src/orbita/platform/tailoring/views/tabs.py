"""Drawers of a tab: its name and the records for which it is shown."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.conditions.tree import dump
from orbita.platform.fields.commands import RIGHT, add_tab, change_tab, delete_tab
from orbita.platform.lists.filter_form import read_form
from orbita.platform.tailoring import queries
from orbita.platform.tailoring.forms import SHOWN_AT, TabForm
from orbita.platform.tailoring.views.fields import editor, lines
from orbita.platform.tailoring.views.pages import actor_of, done
from orbita.platform.ui.reply import Reply

FORM = "tailoring/tab_form.html"


@gate(RIGHT)
def new_tab(request: HttpRequest, kind: str) -> HttpResponse:
    """A new tab, the last one."""
    queries.tailored_kind(kind)
    form = TabForm(request.POST or None)
    form.fields.pop("is_on")

    def act(where: str) -> HttpResponse:
        add_tab(kind, form.cleaned_data["label"], where=where, by=actor_of(request))
        return done(request, kind, _("The tab is added"))

    return _answer(request, form, act, kind=kind, where="", title=_("New tab"))


@gate(RIGHT)
def tab(request: HttpRequest, tab_id: UUID) -> HttpResponse:
    """A tab: its name, its condition, whether it is shown at all."""
    row = queries.field_tab(tab_id)
    form = TabForm(request.POST or None, initial={"label": row.label, "is_on": row.is_on})

    def act(where: str) -> HttpResponse:
        change_tab(tab_id, {**form.cleaned_data, "where": where}, by=actor_of(request))
        return done(request, row.kind, _("The tab is saved"))

    removal = reverse("tailoring:tab_removal", args=[tab_id])
    return _answer(
        request, form, act, kind=row.kind, where=row.where, title=row.label, removal_url=removal
    )


def _answer(
    request: HttpRequest, form: TabForm, act: Any, *, kind: str, where: str, **more: Any
) -> HttpResponse:
    if request.method == "POST":
        where = dump(read_form(request.POST, kind, SHOWN_AT))
        if form.is_valid():
            try:
                return act(where)  # type: ignore[no-any-return]
            except Refusal as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, str(refusal)
                )
    actor = actor_of(request)
    context = {
        "form": form,
        "post_url": request.get_full_path(),
        "shown": lines(where, kind, SHOWN_AT, actor),
        **editor(request, kind, actor),
        **more,
    }
    reply = Reply(request)
    drawn = reply.drawer if request.method != "POST" else reply.invalid
    return drawn(FORM, context, title=str(more["title"]))


@gate(RIGHT, methods="POST")
def tab_removal(request: HttpRequest, tab_id: UUID) -> HttpResponse:
    """Removes a tab; its fields stay, without a tab."""
    row = queries.field_tab(tab_id)
    delete_tab(tab_id, by=actor_of(request))
    return done(request, row.kind, _("The tab is removed, its fields stay"))
