from django.urls import path

from orbita.platform.accounts.views import employees, profile, roles, structure

app_name = "accounts"
urlpatterns = [
    path("profile/", profile.show_profile, name="profile"),
    path("employees/", employees.show_employees, name="employees"),
    path("employees/new/", employees.new_employee, name="new_employee"),
    path("employees/<uuid:user_id>/", employees.show_employee, name="employee"),
    path("employees/<uuid:user_id>/leaving/", employees.employee_leaving, name="leaving"),
    path("employees/<uuid:user_id>/return/", employees.employee_return, name="return"),
    path("employees/<uuid:user_id>/invitation/", employees.employee_invitation, name="invitation"),
    path("departments/", structure.show_departments, name="departments"),
    path("departments/new/", structure.new_department, name="new_department"),
    path("departments/<uuid:department_id>/", structure.show_department, name="department"),
    path(
        "departments/<uuid:department_id>/removal/",
        structure.department_removal,
        name="department_removal",
    ),
    path("teams/", structure.show_teams, name="teams"),
    path("teams/new/", structure.new_team, name="new_team"),
    path("teams/<uuid:team_id>/", structure.show_team, name="team"),
    path("teams/<uuid:team_id>/removal/", structure.team_removal, name="team_removal"),
    path("roles/", roles.show_roles, name="roles"),
    path("roles/new/", roles.new_role, name="new_role"),
    path("roles/<uuid:role_id>/", roles.show_role, name="role"),
    path("roles/<uuid:role_id>/name/", roles.role_name, name="role_name"),
    path("roles/<uuid:role_id>/removal/", roles.role_removal, name="role_removal"),
    path("roles/<uuid:role_id>/grants/", roles.role_grant, name="grant"),
    path("roles/<uuid:role_id>/fields/", roles.role_field, name="field_right"),
]
