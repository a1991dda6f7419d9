"""The registry of touchpoints."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.activities.touchpoints import commands
from orbita.activities.touchpoints.forms import TouchpointForm
from orbita.activities.touchpoints.queries import standings, touchpoint_named
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

MANAGE = "touchpoints.manage"
FORM = "touchpoints/form.html"


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


@gate(MANAGE)
def registry(request: HttpRequest) -> HttpResponse:
    """All touchpoints with what they gave; POST adds one."""
    if request.method == "GET":
        context = {"standings": standings(_actor(request))}
        return Reply(request).page("touchpoints/registry.html", context, part="registry")
    return _saved(request, None, TouchpointForm(request.POST))


@gate(MANAGE, methods="GET")
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new touchpoint."""
    form = TouchpointForm(initial={"is_direct": True, "is_active": True})
    return Reply(request).drawer(FORM, _context(None, form), title=_title(None))


@gate(MANAGE)
def touchpoint(request: HttpRequest, touchpoint_id: UUID) -> HttpResponse:
    """A touchpoint: its fields."""
    found = touchpoint_named(touchpoint_id)
    if request.method == "POST":
        return _saved(request, touchpoint_id, TouchpointForm(request.POST))
    form = TouchpointForm(initial=TouchpointForm.of(found))
    return Reply(request).drawer(FORM, _context(touchpoint_id, form), title=_title(touchpoint_id))


@gate(MANAGE, methods="POST")
def removal(request: HttpRequest, touchpoint_id: UUID) -> HttpResponse:
    """Removes a touchpoint; its contacts stay."""
    commands.delete_touchpoint(touchpoint_id, by=_actor(request))
    return _changed(request, _("The touchpoint is removed"))


@gate(MANAGE, methods="POST")
def defaults(request: HttpRequest) -> HttpResponse:
    """Gives contacts of the past the touchpoints of their kinds."""
    count = commands.fill_default_touchpoints(by=_actor(request))
    said = ngettext("%(count)s contact changed", "%(count)s contacts changed", count)
    return _changed(request, said % {"count": count})


def _saved(request: HttpRequest, touchpoint_id: UUID | None, form: TouchpointForm) -> HttpResponse:
    if form.is_valid():
        try:
            _store(touchpoint_id, form, _actor(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _changed(request, _("The touchpoint is saved"))
    context = _context(touchpoint_id, form)
    return Reply(request).invalid(FORM, context, title=_title(touchpoint_id))


def _store(touchpoint_id: UUID | None, form: TouchpointForm, by: Actor) -> None:
    values = form.values()
    if touchpoint_id is not None:
        commands.change_touchpoint(touchpoint_id, values, by=by)
        return
    values.pop("is_active")
    commands.add_touchpoint(**values, by=by)


def _title(touchpoint_id: UUID | None) -> str:
    return _("Touchpoint") if touchpoint_id else _("New touchpoint")


def _context(touchpoint_id: UUID | None, form: TouchpointForm) -> dict[str, object]:
    place = [touchpoint_id] if touchpoint_id else []
    url = reverse("touchpoints:touchpoint" if place else "touchpoints:registry", args=place)
    return {"form": form, "title": _title(touchpoint_id), "post_url": url}


def _changed(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("touchpoints:registry")).close_panel()
    context = {"standings": standings(_actor(request))}
    reply.fragment("touchpoints/registry.html#registry", context)
    return reply.toast(said, undo=last_act_id())
