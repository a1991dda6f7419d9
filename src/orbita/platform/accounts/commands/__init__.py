"""Acts on people, departments, teams and roles."""

from orbita.platform.accounts.commands.departments import (
    add_department,
    change_department,
    remove_department,
)
from orbita.platform.accounts.commands.employees import (
    Person,
    add_employee,
    change_employee,
    deactivate_employee,
    invite_employee,
    let_in_employee,
    set_roles,
)
from orbita.platform.accounts.commands.profiles import change_profile
from orbita.platform.accounts.commands.roles import (
    add_role,
    grant,
    grant_presets,
    remove_role,
    rename_role,
    restrict_field,
)
from orbita.platform.accounts.commands.teams import add_team, change_team, remove_team

__all__ = [
    "Person",
    "add_department",
    "add_employee",
    "add_role",
    "add_team",
    "change_department",
    "change_employee",
    "change_profile",
    "change_team",
    "deactivate_employee",
    "grant",
    "grant_presets",
    "invite_employee",
    "let_in_employee",
    "remove_department",
    "remove_role",
    "remove_team",
    "rename_role",
    "restrict_field",
    "set_roles",
]
