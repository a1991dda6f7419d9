"""Departments as a tree, and teams."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.accounts import queries
from orbita.platform.accounts.commands import (
    add_department,
    add_team,
    change_department,
    change_team,
    remove_department,
    remove_team,
)
from orbita.platform.accounts.forms import DepartmentForm, TeamForm
from orbita.platform.accounts.pages import back_to, refuse_in
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

DEPARTMENTS = "accounts/departments.html"
TEAMS = "accounts/teams.html"
DRAWER = "accounts/structure_drawer.html"


@gate("access.manage", methods="GET")
def show_departments(request: HttpRequest) -> HttpResponse:
    """The tree of departments."""
    return Reply(request).page(DEPARTMENTS, {"branches": queries.department_tree()}, part="list")


@gate("access.manage")
def new_department(request: HttpRequest) -> HttpResponse:
    """Add a department, at the top or (`?parent=`) within another one."""
    form = DepartmentForm(request.POST or None, initial={"parent": request.GET.get("parent", "")})

    def save(values: dict[str, Any]) -> None:
        add_department(values["name"], parent_id=values["parent"], by=request.actor)  # type: ignore[attr-defined]

    return _edit(request, form, save, _("New department"), _("The department is added"))


@gate("access.manage")
def show_department(request: HttpRequest, department_id: UUID) -> HttpResponse:
    """Rename or move a department."""
    department = queries.department(department_id)
    form = DepartmentForm(request.POST or None, instance=department)

    def save(values: dict[str, Any]) -> None:
        change_department(
            department_id,
            name=values["name"],
            parent_id=values["parent"],
            by=request.actor,  # type: ignore[attr-defined]
        )

    return _edit(request, form, save, department.name, _("The department is saved"))


@gate("access.manage", methods="POST")
def department_removal(request: HttpRequest, department_id: UUID) -> HttpResponse:
    """Remove an empty department."""
    remove_department(department_id, by=request.actor)  # type: ignore[attr-defined]
    return _departments(request, _("The department is removed"))


@gate("access.manage", methods="GET")
def show_teams(request: HttpRequest) -> HttpResponse:
    """Teams with their people."""
    return Reply(request).page(TEAMS, {"teams": queries.teams()}, part="list")


@gate("access.manage")
def new_team(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    form = TeamForm(request.POST or None)

    def save(values: dict[str, Any]) -> None:
        add_team(values["name"], members=values["members"], by=request.actor)  # type: ignore[attr-defined]

    return _edit(request, form, save, _("New team"), _("The team is added"))


@gate("access.manage")
def show_team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Rename a team, change its people."""
    team = queries.team(team_id)
    form = TeamForm(request.POST or None, instance=team)

    def save(values: dict[str, Any]) -> None:
        change_team(team_id, name=values["name"], members=values["members"], by=request.actor)  # type: ignore[attr-defined]

    return _edit(request, form, save, team.name, _("The team is saved"))


@gate("access.manage", methods="POST")
def team_removal(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Remove a team."""
    remove_team(team_id, by=request.actor)  # type: ignore[attr-defined]
    return _teams(request, _("The team is removed"))


def _edit(
    request: HttpRequest,
    form: DepartmentForm | TeamForm,
    save: Callable[[dict[str, Any]], None],
    title: str,
    said: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(_values(form))
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return (_teams if isinstance(form, TeamForm) else _departments)(request, said)
    context = {"form": form, "post_url": request.get_full_path(), "title": title}
    if form.errors:
        return Reply(request).invalid(DRAWER, context, title=title)
    return Reply(request).drawer(DRAWER, context, title=title)


def _values(form: DepartmentForm | TeamForm) -> dict[str, Any]:
    """The checked values with keys instead of rows."""
    values = dict(form.cleaned_data)
    if parent := values.get("parent"):
        values["parent"] = parent.pk
    if "members" in values:
        values["members"] = [member.pk for member in values["members"]]
    return values


def _departments(request: HttpRequest, said: str) -> HttpResponse:
    return (
        back_to(request, "accounts:departments")
        .fragment(f"{DEPARTMENTS}#list", {"branches": queries.department_tree()})
        .close_panel()
        .toast(said, undo=last_act_id())
    )


def _teams(request: HttpRequest, said: str) -> HttpResponse:
    return (
        back_to(request, "accounts:teams")
        .fragment(f"{TEAMS}#list", {"teams": queries.teams()})
        .close_panel()
        .toast(said, undo=last_act_id())
    )
