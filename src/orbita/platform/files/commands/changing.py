"""Renaming, moving, deleting and restoring documents."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.files.commands.locking import next_numbers, open_folder, tell_changed
from orbita.platform.files.errors import DocumentNeedsTitle, NumberIsTaken
from orbita.platform.files.models import Document, Folder
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows

EDITABLE = {"title", "number", "folder", "owner"}


@command
def change_documents(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Document]:
    """Rename, number, move or give away one document or many.

    A folder with a pattern numbers what comes into it without a number. Refuses an empty title, a
    number that the folder has, a folder that is closed to the actor.
    """
    changes = {field: value for field, value in changes.items() if field in EDITABLE}
    if "title" in changes and not str(changes["title"]).strip():
        raise DocumentNeedsTitle
    if "folder" in changes:
        folder_id = getattr(changes["folder"], "pk", changes["folder"])
        changes = {**changes, "folder": open_folder(folder_id, by)}
    try:
        with transaction.atomic():
            rows = change_rows(Document, ids, changes, base=base, by=by)
            if "number" not in changes and changes.get("folder"):
                _number(rows, changes["folder"])
    except IntegrityError as conflict:
        raise NumberIsTaken(number=changes.get("number", "")) from conflict
    tell_changed(ids, changes, by)
    return rows


def _number(rows: Sequence[Document], folder: Folder) -> None:
    """Numbers for those that have none."""
    bare = [row for row in rows if not row.number and row.folder_id != folder.pk]
    for row, number in zip(bare, next_numbers(folder, len(bare)), strict=True):
        row.number = number
    if bare and bare[0].number:
        Document.objects.bulk_update(bare, ["number"])


@command
def delete_documents(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put documents into the bin."""
    tell_changed(bin_rows(Document, ids, by=by), ("deleted_at",), by)


@command
def restore_documents(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take documents out of the bin."""
    tell_changed(restore_rows(Document, ids, by=by), ("deleted_at",), by)
