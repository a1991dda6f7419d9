"""The tree of folders."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from orbita.platform.access.queries import require
from orbita.platform.accounts.models import Department, Role
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.files.errors import (
    FolderInItself,
    FolderIsNotEmpty,
    FolderNameIsTaken,
    FolderNeedsName,
    FolderNeedsViewers,
    PatternIsUnreadable,
)
from orbita.platform.files.events import FoldersChanged
from orbita.platform.files.models import Audience, Document, Folder, FolderViewer
from orbita.platform.files.numbering import is_readable

PERMISSION = "documents.manage_folders"


@command
def make_folder(
    *,
    name: str,
    parent: Folder | None = None,
    audience: str = Audience.PARENT,
    pattern: str = "",
    departments: Sequence[Department] = (),
    roles: Sequence[Role] = (),
    by: Actor,
) -> Folder:
    """Make a folder, open to whom the audience says. Refuses a name that its neighbour has."""
    require(by, PERMISSION)
    made = Folder(parent=parent)
    given = {"name": name, "parent": parent, "audience": audience, "pattern": pattern}
    return _write(made, given, departments, roles, by)


@command
def change_folder(folder_id: UUID, *, by: Actor, **given: Any) -> Folder:
    """Rename a folder, move it, number by another pattern, open it to others.

    Refuses a place below itself. Numbers that were given stay.
    """
    require(by, PERMISSION)
    folder = _lock(folder_id)
    parent = given["parent"]
    while parent is not None:
        if parent.pk == folder.pk:
            raise FolderInItself
        parent = parent.parent
    departments, roles = given.pop("departments", ()), given.pop("roles", ())
    return _write(folder, given, departments, roles, by)


@command
def delete_folder(folder_id: UUID, *, by: Actor) -> None:
    """Remove an empty folder. Documents in the bin leave it, so that they can still come back."""
    require(by, PERMISSION)
    folder = _lock(folder_id)
    if folder.inside.exists() or Document.objects.alive().filter(folder=folder).exists():
        raise FolderIsNotEmpty(name=folder.name)
    Document.objects.filter(folder=folder).update(folder=None)
    folder.viewers.all().delete()
    folder.delete()
    announce(FoldersChanged(folder_id=folder_id, by=by.id))


def _lock(folder_id: UUID) -> Folder:
    folder = Folder.objects.select_for_update().filter(pk=folder_id).first()
    if folder is None:
        raise NotFound
    return folder


def _write(
    folder: Folder,
    given: Mapping[str, Any],
    departments: Sequence[Department],
    roles: Sequence[Role],
    by: Actor,
) -> Folder:
    for field, value in given.items():
        setattr(folder, field, value.strip() if isinstance(value, str) else value)
    if not folder.name:
        raise FolderNeedsName
    if folder.pattern and not is_readable(folder.pattern):
        raise PatternIsUnreadable
    if folder.audience == Audience.SOME and not (departments or roles):
        raise FolderNeedsViewers
    try:
        with transaction.atomic():
            folder.save()
    except IntegrityError as conflict:
        raise FolderNameIsTaken(name=folder.name) from conflict
    _set_viewers(folder, departments, roles)
    announce(FoldersChanged(folder_id=folder.pk, by=by.id))
    return folder


def _set_viewers(folder: Folder, departments: Sequence[Department], roles: Sequence[Role]) -> None:
    """Bring the viewers to what is wanted; those who stay keep their rows."""
    chosen = folder.audience == Audience.SOME
    wanted = {(one.pk, None) for one in departments} | {(None, one.pk) for one in roles}
    wanted = wanted if chosen else set()
    now = {(one.department_id, one.role_id): one for one in folder.viewers.all()}
    gone = [one.pk for key, one in now.items() if key not in wanted]
    FolderViewer.objects.filter(pk__in=gone).delete()
    FolderViewer.objects.bulk_create(
        FolderViewer(folder=folder, department_id=department, role_id=role)
        for department, role in sorted(wanted - now.keys(), key=str)
    )
