"""What the acts on contacts share."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from orbita.activities.timeline.events import (
    InteractionsChanged,
)
from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.subjects import (
    touched,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.events import announce
from orbita.platform.files.commands import attach_file
from orbita.platform.records.slots import RecordRef


def lock_interaction(interaction_id: UUID, by: Actor) -> Interaction:
    """The contact for an act on it: seen, locked, and his to change."""
    seen: Interaction = Interaction.objects.visible_to(by).locked(interaction_id)
    if not Interaction.objects.within(by, "edit").filter(pk=interaction_id).exists():
        raise NotAllowed
    return seen


def attach(row: Interaction, files: Sequence[Any], by: Actor) -> None:
    """Hang files on a contact."""
    for upload in files:
        attach_file(upload, to=RecordRef("interaction", row.pk), by=by)


def tell_changed(rows: Sequence[Interaction], fields: tuple[str, ...], by: Actor) -> None:
    """Announce that fields of contacts were changed, with the records that show them."""
    announce(
        InteractionsChanged(
            interaction_ids=tuple(row.pk for row in rows),
            fields=fields,
            touched=touched(rows),
            by=by.id,
        )
    )
