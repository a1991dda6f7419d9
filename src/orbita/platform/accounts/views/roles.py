"""Roles and the table of their rights."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.access.slots import scopes
from orbita.platform.accounts import queries
from orbita.platform.accounts.commands import (
    add_role,
    grant,
    remove_role,
    rename_role,
    restrict_field,
)
from orbita.platform.accounts.forms import RoleForm, RoleNameForm
from orbita.platform.accounts.models import FieldLevel
from orbita.platform.accounts.pages import back_to, refuse_in
from orbita.platform.accounts.presets import ROLES
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

PAGE = "accounts/roles.html"
ROLE = "accounts/role.html"
DRAWER = "accounts/structure_drawer.html"


@gate("access.manage", methods="GET")
def show_roles(request: HttpRequest) -> HttpResponse:
    """All roles."""
    return Reply(request).page(PAGE, {"roles": queries.roles(), "presets": ROLES}, part="list")


@gate("access.manage")
def new_role(request: HttpRequest) -> HttpResponse:
    """Add a role, empty or like another one."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        like = form.cleaned_data["like"]
        try:
            made = add_role(
                form.cleaned_data["name"],
                like=like.pk if like else None,
                by=request.actor,  # type: ignore[attr-defined]
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            url = reverse("accounts:role", args=[made.pk])
            return Reply(request).toast(_("The role is added"), undo=last_act_id()).go(url)
    return _drawer(request, form, _("New role"))


@gate("access.manage", methods="GET")
def show_role(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """What a role may do, and in which scope; `?q=` narrows."""
    return Reply(request).page(ROLE, _rights(request, role_id), part="rights")


@gate("access.manage")
def role_name(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Call a role otherwise."""
    role = queries.role(role_id)
    form = RoleNameForm(request.POST or None, initial={"name": str(role)})
    if request.method == "POST" and form.is_valid():
        try:
            rename_role(role_id, name=form.cleaned_data["name"], by=request.actor)  # type: ignore[attr-defined]
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            url = reverse("accounts:role", args=[role_id])
            return Reply(request).toast(_("The role is saved"), undo=last_act_id()).go(url)
    return _drawer(request, form, str(role))


@gate("access.manage", methods="POST")
def role_removal(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Remove a role that nobody has."""
    remove_role(role_id, by=request.actor)  # type: ignore[attr-defined]
    said = _("The role is removed")
    return Reply(request).toast(said, undo=last_act_id()).go(reverse("accounts:roles"))


@gate("access.manage", methods="POST")
def role_grant(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Give a right in a scope, or take it away («none»)."""
    permission = request.POST.get("permission", "")
    scope = request.POST.get("scope", "none")
    try:
        grant(role_id, permission=permission, scope=scope, by=request.actor)  # type: ignore[attr-defined]
    except Refusal as refusal:
        # The table is drawn again, so that the choice that was refused does not stay on the screen.
        return (
            back_to(request, "accounts:role", role_id)
            .fragment(f"{ROLE}#rights", _rights(request, role_id))
            .toast(str(refusal), tone="bad")
        )
    return (
        back_to(request, "accounts:role", role_id)
        .fragment(f"{ROLE}#rights", _rights(request, role_id))
        .toast(_("The right is changed"), undo=last_act_id())
    )


@gate("access.manage", methods="POST")
def role_field(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Hide a field from the people of a role, make it read-only, or open it again."""
    sent = request.POST
    restrict_field(
        role_id,
        kind=sent.get("kind", ""),
        field=sent.get("field", ""),
        level=sent.get("level", ""),
        by=request.actor,  # type: ignore[attr-defined]
    )
    return (
        back_to(request, "accounts:role", role_id)
        .fragment(f"{ROLE}#rights", _rights(request, role_id))
        .toast(_("The right to the field is changed"), undo=last_act_id())
    )


def _rights(request: HttpRequest, role_id: UUID) -> dict[str, Any]:
    text = request.POST.get("q", "") or request.GET.get("q", "")
    role = queries.role(role_id)
    return {
        "role": role,
        "is_preset": role.key in ROLES,
        "text": text,
        "rights": queries.rights_of(role_id, text=text),
        "scopes": list(scopes),
        "fields": queries.field_rights_of(role_id, text=text),
        "levels": FieldLevel.choices,
    }


def _drawer(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "post_url": request.get_full_path(), "title": title}
    if form.errors:
        return Reply(request).invalid(DRAWER, context, title=title)
    return Reply(request).drawer(DRAWER, context, title=title)
