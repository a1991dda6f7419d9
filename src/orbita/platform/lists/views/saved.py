"""Saved views: save, change, share, mark, delete."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.lists.commands import delete_view, mark_favourite, save_view, update_view
from orbita.platform.lists.models import Sharing
from orbita.platform.lists.state import ListState
from orbita.platform.lists.views.opening import opened, state_of
from orbita.platform.ui.reply import Reply


class ViewForm(forms.Form):
    """A view's name and who sees it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    sharing = forms.ChoiceField(label=gettext_lazy("Who sees it"), choices=Sharing.choices)


@gate(None)
def new_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Save the list's state as a view."""
    actor, screen = opened(request, kind)
    state, _views = state_of(request, actor, screen)
    saving = request.method == "POST" and "name" in request.POST
    form = ViewForm(request.POST if saving else None, initial={"sharing": Sharing.PRIVATE})
    context: dict[str, Any] = {"form": form, "state": state, "screen": screen}
    title = _("Save the view")
    if not saving:
        return Reply(request).drawer("lists/view_form.html", context, title=title)
    if form.is_valid():
        try:
            view = save_view(kind=kind, query=_query(state), by=actor, **form.cleaned_data)
            return Reply(request).go(f"/{screen.address}?view={view.pk}")
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return Reply(request).invalid("lists/view_form.html", context, title=title)


@gate(None)
def saved_view(request: HttpRequest, kind: str, view_id: UUID, act: str) -> HttpResponse:
    """update: keep the state as it is now; favourite: in or out of the side bar; deletion."""
    actor, screen = opened(request, kind)
    state, views = state_of(request, actor, screen)
    reply = Reply(request)
    if act == "update":
        update_view(view_id, query=_query(state), by=actor)
        return reply.go(f"/{screen.address}?view={view_id}").toast(_("View saved"))
    if act == "favourite":
        view = next((view for view in views if view.pk == view_id), None)
        mark_favourite(view_id, on=not getattr(view, "is_favourite", False), by=actor)
        return reply.go(f"/{screen.address}?view={view_id}")
    delete_view(view_id, by=actor)
    return reply.go(f"/{screen.address}").toast(_("View deleted"), undo=last_act_id())


def _query(state: ListState) -> dict[str, str]:
    return {name: value for name, value in state.values().items() if value}
