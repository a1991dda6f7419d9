"""Whom the timeline tells: colleagues called by name, and those who are given a step."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.activities.timeline.events import InteractionLogged, StepPlanned
from orbita.activities.timeline.models import Interaction
from orbita.platform.accounts.queries import names_of
from orbita.platform.notifications.slots import Announced
from orbita.platform.records.slots import RecordRef


def word_mention(values: Mapping[str, Any]) -> str:
    """The sentence of a mention."""
    return _("%(author)s calls you: %(text)s") % values


def word_step(values: Mapping[str, Any]) -> str:
    """The sentence of a step that was given."""
    return _("%(author)s has planned for you: %(text)s") % values


def mentioned(event: InteractionLogged) -> Announced | None:
    """Colleagues called by name in an entry."""
    return _announced(event.interaction_id, event.mentioned, event.by)


def given(event: StepPlanned) -> Announced | None:
    """Whoever is to do a step that somebody else has planned, and those called in it."""
    doer = [event.assignee_id] if event.assignee_id else []
    return _announced(event.interaction_id, [*doer, *event.mentioned], event.by)


def _announced(interaction_id: UUID, to: Iterable[UUID], by: UUID | None) -> Announced | None:
    told = {user for user in to if user != by}
    row = Interaction.objects.alive().filter(pk=interaction_id).select_related("party").first()
    if not told or row is None:
        return None
    said = row.subject or row.text[:200] or str(row)
    text = f"{row.party}: {said}" if row.party else said
    author = names_of({by}).get(by, "Orbita") if by else "Orbita"
    return Announced(told, {"author": author, "text": text}, RecordRef("interaction", row.pk))
