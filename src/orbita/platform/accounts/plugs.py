"""What people show elsewhere, and what follows when something happens to them."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts import blueprint
from orbita.platform.accounts.api import API
from orbita.platform.accounts.demo import hire_demo_staff
from orbita.platform.accounts.events import EmployeeInvited, EmployeeLeft
from orbita.platform.accounts.listeners import (
    end_sessions,
    keep_administrators_when_undoing,
    write_invitation,
)
from orbita.platform.accounts.settling import settle_presets
from orbita.platform.acts.events import after, within
from orbita.platform.acts.undone import ActUndone
from orbita.platform.blueprints.slots import references, sections
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    DemoChapter,
    PaletteCommand,
    SettingsItem,
    demo_chapters,
    palette_commands,
    settings_items,
)

after(EmployeeInvited, write_invitation)
within(EmployeeLeft, end_sessions)
within(ActUndone, keep_administrators_when_undoing)

settings_items.plug(
    SettingsItem(
        "profile",
        _("Profile"),
        _("Name, language, theme, password, second factor"),
        "user-cog",
        "accounts:profile",
        "",
        5,
    ),
    SettingsItem(
        "employees",
        _("Staff"),
        _("Who works here: add, invite, let in no more"),
        "users",
        "accounts:employees",
        "access.manage",
        20,
    ),
    SettingsItem(
        "departments",
        _("Departments"),
        _("The tree of the company: heads see what lies below"),
        "network",
        "accounts:departments",
        "access.manage",
        30,
    ),
    SettingsItem(
        "teams",
        _("Teams"),
        _("People across departments who work together"),
        "users-round",
        "accounts:teams",
        "access.manage",
        40,
    ),
    SettingsItem(
        "roles",
        _("Roles and rights"),
        _("Who may see, change, delete, export what"),
        "shield",
        "accounts:roles",
        "access.manage",
        50,
    ),
)
palette_commands.plug(
    PaletteCommand(
        "profile", _("Profile"), "user-cog", "accounts:profile", words=_("password language theme")
    ),
    PaletteCommand(
        "employees",
        _("Staff"),
        "users",
        "accounts:employees",
        permission="access.manage",
        words=_("staff colleagues users"),
    ),
)
demo_chapters.plug(DemoChapter(20, "accounts", hire_demo_staff))
steps.plug(AfterMigrate("role presets", settle_presets, order=10))
plug_api(*API)
sections.plug(blueprint.ROLES)
references.plug(blueprint.EMPLOYEES, blueprint.TEAMS)
