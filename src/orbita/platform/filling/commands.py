"""Filling in own fields."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.files.commands import attach_file
from orbita.platform.records.slots import RecordRef, kinds


@command
def fill_in(
    kind: str,
    record_id: UUID,
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Set own fields («own.f_…») of a record; an uploaded file becomes a document at the record.

    Goes by the kind's own `change`, so that its rights and rules hold.
    """
    change = kinds[kind].change
    if change is None:
        raise NotFound
    values = {
        name: _stored(value, RecordRef(kind, record_id), by) for name, value in changes.items()
    }
    change([record_id], values, base=base, by=by)


def _stored(value: Any, ref: RecordRef, by: Actor) -> Any:
    if isinstance(value, UploadedFile):
        return attach_file(value, to=ref, by=by).document_id
    return value
