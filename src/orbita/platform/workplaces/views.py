"""The editor of workplaces: of a role for administrators, of one's own for everybody."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.accounts.queries import roles
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply
from orbita.platform.ui.slots import Arrangement
from orbita.platform.workplaces import commands, queries
from orbita.platform.workplaces.forms import kept, read
from orbita.platform.workplaces.laying import arranged
from orbita.platform.workplaces.presets import PRESETS

MANAGE = "access.manage"
PAGE = "workplaces/roles.html"
EDITOR = "workplaces/editor.html"


@gate(MANAGE, methods="GET")
def show_roles(request: HttpRequest) -> HttpResponse:
    """The workplaces of all roles."""
    return Reply(request).page(PAGE, {"roles": roles()}, part="list")


@gate(MANAGE)
def show_role(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Lay out the workplace of a role; the preview follows each change."""
    role, found = queries.of_role(role_id)
    may = queries.rights_of(role_id)
    url = reverse("workplaces:role", args=[role_id])
    if request.method == "POST":
        layout = _sent(request, found, may)
        if "preview" in request.POST:
            return _preview(request, layout, may)
        commands.lay_out_role(role_id, layout, by=_by(request))
        return _done(request, _("The workplace is saved"), url)
    context = {
        "editing": queries.editing(found, may),
        "title": str(role),
        "post_url": url,
        "up": reverse("workplaces:roles"),
        "reset_url": reverse("workplaces:role_reset", args=[role_id]),
        "reset_word": _("As it came") if role.key in PRESETS else _("As it comes"),
    }
    return Reply(request).page(EDITOR, context)


@gate(MANAGE, methods="POST")
def role_reset(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """The workplace of a role as it came with Orbita."""
    commands.lay_out_as_shipped(role_id, by=_by(request))
    url = reverse("workplaces:role", args=[role_id])
    return _done(request, _("The workplace is as it came"), url)


@gate(None)
def show_own(request: HttpRequest) -> HttpResponse:
    """Lay out one's own workplace."""
    actor = _by(request)
    found = queries.of_actor(actor)
    url = reverse("workplaces:own")
    if request.method == "POST":
        layout = _sent(request, found, actor.may)
        if "preview" in request.POST:
            return _preview(request, layout, actor.may)
        commands.lay_out_own(layout, by=actor)
        return _done(request, _("Your workplace is saved"), url)
    context = {
        "editing": queries.editing(found, lambda permission: actor.may(permission or None)),
        "title": _("My workplace"),
        "post_url": url,
        "up": reverse("ui:settings"),
        "reset_url": reverse("workplaces:own_reset") if queries.has_own(actor) else "",
        "reset_word": _("As in my role"),
    }
    return Reply(request).page(EDITOR, context)


@gate(None, methods="POST")
def own_reset(request: HttpRequest) -> HttpResponse:
    """The workplace of one's roles again."""
    commands.lay_out_as_role(by=_by(request))
    return _done(request, _("Your workplace is that of your role"), reverse("workplaces:own"))


def _by(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _sent(request: HttpRequest, before: Arrangement, may: queries.May) -> dict[str, Any]:
    shown = queries.editing(before, lambda permission: not permission or may(permission))
    offered = {one.key for one in (*shown.menu, *shown.tiles, *shown.reports)}
    return kept(read(request.POST), before, offered)


def _preview(request: HttpRequest, layout: dict[str, Any], may: queries.May) -> HttpResponse:
    found = queries.editing(arranged(layout), lambda permission: not permission or may(permission))
    reply = Reply(request, back=request.path)
    return reply.fragment(f"{EDITOR}#preview", {"editing": found})


def _done(request: HttpRequest, said: str, url: str) -> HttpResponse:
    return Reply(request).toast(said, undo=last_act_id()).go(url)
