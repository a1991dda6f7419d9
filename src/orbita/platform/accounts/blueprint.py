"""Roles in a file of settings, and people as they are pointed at there."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.administrators import administrators
from orbita.platform.accounts.errors import AdministratorsStay
from orbita.platform.accounts.models import FieldRight, Grant, Role, Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.blueprints.slots import Reference, Section, Sheet


def _keep_administrators(rows: Sequence[Any], by: Actor) -> None:
    """A file may not take away the last administrator."""
    if not by.is_system and not administrators():
        raise AdministratorsStay


GRANTS = Sheet(
    Grant,
    key=("permission",),
    fields=("permission", "scope"),
    order=("permission",),
    to="role",
)
KEPT_FIELDS = Sheet(
    FieldRight,
    key=("kind", "field"),
    fields=("kind", "field", "level"),
    order=("kind", "field"),
    to="role",
)
ROLES = Section(
    "roles",
    pgettext_lazy("settings file", "Roles and rights"),
    Sheet(
        Role,
        key=("key",),
        fields=("key", "name", "needs_second_step"),
        order=("key",),
        parts={"grants": GRANTS, "fields": KEPT_FIELDS},
    ),
    "access.manage",
    order=10,
    told=_keep_administrators,
)
EMPLOYEES = Reference("employee", User, lambda user: str(user.email))
TEAMS = Reference("team", Team, lambda team: str(team.name))
