"""Employees: list, form, invitation, leaving."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.accounts import queries
from orbita.platform.accounts.commands import (
    add_employee,
    change_employee,
    deactivate_employee,
    invite_employee,
    let_in_employee,
)
from orbita.platform.accounts.forms import EmployeeForm
from orbita.platform.accounts.invitations import invitation_link
from orbita.platform.accounts.models import User
from orbita.platform.accounts.pages import back_to, refuse_in
from orbita.platform.accounts.slots import employee_acts
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

PAGE = "accounts/employees.html"
DRAWER = "accounts/employee.html"
INVITATION = "accounts/invitation.html"


@gate("access.manage", methods="GET")
def show_employees(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, or worked here, by name."""
    return Reply(request).page(PAGE, _list(request), part="list")


@gate("access.manage")
def new_employee(request: HttpRequest) -> HttpResponse:
    """Add an employee; the answer is the link by which he chooses his password."""
    form = EmployeeForm(request.POST or None)
    title = _("New employee")
    if request.method == "POST" and form.is_valid():
        try:
            user = add_employee(
                form.person(),
                roles=[role.key for role in form.cleaned_data["roles"]],
                by=request.actor,  # type: ignore[attr-defined]
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _invite(request, user, _("The employee is added"))
    return _drawer(request, form, reverse("accounts:new_employee"), title)


@gate("access.manage")
def show_employee(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Change an employee, his department and roles."""
    user = queries.employee(user_id)
    name = str(user)
    form = EmployeeForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, user_id, form)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _changed(request, _("%s is saved") % form.instance)
    return _drawer(request, form, reverse("accounts:employee", args=[user_id]), name, user=user)


def _save(request: HttpRequest, user_id: UUID, form: EmployeeForm) -> None:
    by = request.actor  # type: ignore[attr-defined]
    change_employee(
        user_id,
        person=form.person(),
        roles=[role.pk for role in form.cleaned_data["roles"]],
        by=by,
    )


@gate("access.manage", methods="POST")
def employee_leaving(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let an employee in no more."""
    user = deactivate_employee(user_id, by=request.actor)  # type: ignore[attr-defined]
    return _changed(request, _("%s can sign in no more") % user)


@gate("access.manage", methods="POST")
def employee_return(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let an employee in again."""
    user = let_in_employee(user_id, by=request.actor)  # type: ignore[attr-defined]
    return _changed(request, _("%s can sign in again") % user)


@gate("access.manage", methods="POST")
def employee_invitation(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Invite anew: a letter, and the link on the screen."""
    return _invite(request, queries.employee(user_id), "")


def _invite(request: HttpRequest, user: User, said: str) -> HttpResponse:
    base_url = request.build_absolute_uri("/")
    added = last_act_id() if said else None
    invite_employee(user.pk, base_url=base_url, by=request.actor)  # type: ignore[attr-defined]
    context = {"user_name": str(user), "email": user.email, "link": invitation_link(user, base_url)}
    reply = Reply(request).drawer(INVITATION, context, title=_("Invitation"))
    if reply.htmx:
        reply.fragment(f"{PAGE}#list", _list(request))
        if said:
            reply.toast(said, undo=added)
    return reply


def _list(request: HttpRequest) -> dict[str, Any]:
    text = request.GET.get("q", "")
    left = request.GET.get("left") == "1"
    found = queries.employees(request.actor, text=text, left=left)  # type: ignore[attr-defined]
    return {"employees": found[:500], "text": text, "left": left}


def _changed(request: HttpRequest, said: str) -> HttpResponse:
    return (
        back_to(request, "accounts:employees")
        .fragment(f"{PAGE}#list", _list(request))
        .close_panel()
        .toast(said, undo=last_act_id())
    )


def _drawer(
    request: HttpRequest, form: Any, post_url: str, title: str, *, user: User | None = None
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    offered = [one for one in employee_acts if user and actor.may(one.permission)]
    acts = [(one.label, one.icon, one.url(user)) for one in offered if user]
    context = {"form": form, "post_url": post_url, "title": title, "employee": user, "acts": acts}
    if form.errors:
        return Reply(request).invalid(DRAWER, context, title=title)
    return Reply(request).drawer(DRAWER, context, title=title)
