"""Acts on the tree of departments."""

from uuid import UUID

from django.db import IntegrityError, transaction

from orbita.platform.access.queries import require
from orbita.platform.accounts.administrators import ADMINISTRATION
from orbita.platform.accounts.errors import (
    DepartmentInItself,
    DepartmentIsNotEmpty,
    NameIsTaken,
)
from orbita.platform.accounts.models import Department
from orbita.platform.accounts.queries import departments_below
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command


@command
def add_department(name: str, *, parent_id: UUID | None, by: Actor) -> Department:
    """Add a department, at the top or within another one."""
    require(by, ADMINISTRATION)
    department = Department(name=name, parent=_locked(parent_id) if parent_id else None)
    _save(department)
    return department


@command
def change_department(
    department_id: UUID, *, name: str, parent_id: UUID | None, by: Actor
) -> Department:
    """Rename or move a department. Refuses to put it into itself or below."""
    require(by, ADMINISTRATION)
    # The whole tree, in key order: two moves at once cannot make a ring.
    list(Department.objects.select_for_update().order_by("pk").values_list("pk"))
    department = _locked(department_id)
    if parent_id is not None and parent_id in departments_below(department_id):
        raise DepartmentInItself(name=department.name)
    department.name = name
    department.parent = _locked(parent_id) if parent_id else None
    _save(department)
    return department


@command
def remove_department(department_id: UUID, *, by: Actor) -> None:
    """Remove an empty department. Refuses one with people or departments in it."""
    require(by, ADMINISTRATION)
    department = _locked(department_id)
    if department.children.exists() or department.members.exists():
        raise DepartmentIsNotEmpty(name=department.name)
    department.delete()


def _locked(department_id: UUID) -> Department:
    department = Department.objects.select_for_update().filter(pk=department_id).first()
    if department is None:
        raise NotFound
    return department


def _save(department: Department) -> None:
    try:
        with transaction.atomic():
            department.save()
    except IntegrityError:
        raise NameIsTaken(name=department.name) from None
