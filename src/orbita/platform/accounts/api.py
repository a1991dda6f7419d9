"""What programs do with employees, departments, teams and roles."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts import commands
from orbita.platform.accounts.models import Department, FieldLevel, Grant, Role, Team, User
from orbita.platform.resources.slots import ApiAct, ApiTable

MANAGE = "access.manage"

API = (
    ApiTable(
        "employees", _("Employees"), lambda actor: User.objects.all(), User,
        ("first_name", "last_name", "middle_name", "job_title", "department_id", "is_active"),
    ),
    ApiAct("employees/", commands.add_employee, without=("password_hash",), permission=MANAGE),
    ApiAct("employees/{user_id}/", commands.change_employee, "put", permission=MANAGE),
    ApiAct("employees/{user_id}/leaving/", commands.deactivate_employee, permission=MANAGE),
    ApiAct("employees/{user_id}/leaving/", commands.let_in_employee, "delete", permission=MANAGE),
    ApiAct("employees/{user_id}/invitation/", commands.invite_employee, permission=MANAGE),
    ApiAct("employees/{user_id}/roles/", commands.set_roles, "put", permission=MANAGE),
    ApiAct("me/profile/", commands.change_profile, "put"),
    ApiTable(
        "departments", _("Departments"), lambda actor: Department.objects.all(), Department,
        ("name", "parent_id"),
    ),
    ApiAct("departments/", commands.add_department, permission=MANAGE),
    ApiAct("departments/{department_id}/", commands.change_department, "put", permission=MANAGE),
    ApiAct("departments/{department_id}/", commands.remove_department, "delete", permission=MANAGE),
    ApiTable("teams", _("Teams"), lambda actor: Team.objects.all(), Team, ("name",)),
    ApiAct("teams/", commands.add_team, permission=MANAGE),
    ApiAct("teams/{team_id}/", commands.change_team, "put", permission=MANAGE),
    ApiAct("teams/{team_id}/", commands.remove_team, "delete", permission=MANAGE),
    ApiTable(
        "roles", _("Roles"), lambda actor: Role.objects.all(), Role, ("key", "name"),
        permission=MANAGE,
    ),
    ApiAct("roles/", commands.add_role, permission=MANAGE),
    ApiAct("roles/{role_id}/", commands.rename_role, "patch", permission=MANAGE),
    ApiAct("roles/{role_id}/", commands.remove_role, "delete", permission=MANAGE),
    ApiTable(
        "grants", _("Rights of roles"), lambda actor: Grant.objects.all(), Grant,
        ("role_id", "permission", "scope"), permission=MANAGE,
    ),
    ApiAct("roles/{role_id}/rights/{permission}/", commands.grant, "put", permission=MANAGE),
    ApiAct(
        "roles/{role_id}/fields/{kind}/{field}/", commands.restrict_field, "put",
        body={"level": FieldLevel}, permission=MANAGE,
    ),
)  # fmt: skip
