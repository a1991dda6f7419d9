"""Classes are computed: all, those of some clients, and after an undo."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from orbita.parties.standing.events import PartiesReclassified
from orbita.parties.standing.models import (
    TEMPERATURE,
    Classification,
    ClassOverride,
    Grade,
    PointRule,
    SignalWeight,
)
from orbita.parties.standing.settling import settle, withdraw
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.tracking import EVENT_MODELS


@command
def reclassify(classification_id: UUID, *, by: Actor) -> int:
    """Compute the classes of all clients; how many came into another one. A dozen statements."""
    found = Classification.objects.filter(pk=classification_id).first()
    if found is None:
        raise NotFound
    return resettle(found)


@command
def reclassify_parties(classification_id: UUID, party_ids: Sequence[UUID], *, by: Actor) -> int:
    """The same for some clients."""
    found = Classification.objects.filter(pk=classification_id, is_active=True).first()
    return settle(found, party_ids) if found and party_ids else 0


@command
def warm_parties(party_ids: Sequence[UUID], *, by: Actor) -> int:
    """Compute the temperature of clients who have just given a signal."""
    found = Classification.objects.filter(key=TEMPERATURE, is_active=True).first()
    return settle(found, party_ids) if found and party_ids else 0


def resettle(found: Classification, *, is_reshaped: bool = False) -> int:
    """All clients of a classification anew; one that is not in use loses its members."""
    if not found.is_active:
        withdraw(found)
        return 0
    changed = settle(found, is_reshaped=is_reshaped)
    if changed:
        announce(
            PartiesReclassified(
                classification_id=found.pk, changed=changed, at=timezone.now().isoformat()
            )
        )
    return changed


@command
def resettle_undone(act_id: UUID, *, by: Actor) -> None:
    """Bring classes in line after an undo of what they follow from. Five statements to find out."""
    given = EVENT_MODELS[ClassOverride]._default_manager.filter(pgh_context_id=act_id)
    parties: dict[UUID, set[UUID]] = {}
    for key, party in given.values_list("classification_id", "party_id").distinct():
        parties.setdefault(key, set()).add(party)
    shaped = _shaped_by(act_id)
    for found in Classification.objects.filter(pk__in=shaped | parties.keys()):
        if found.pk in shaped:
            resettle(found, is_reshaped=True)
        else:
            settle(found, sorted(parties[found.pk]))


def _shaped_by(act_id: UUID) -> set[UUID]:
    own = EVENT_MODELS[Classification]._default_manager.filter(pgh_context_id=act_id)
    found = set(own.values_list("pgh_obj_id", flat=True))
    for model in (Grade, PointRule, SignalWeight):
        rows = EVENT_MODELS[model]._default_manager.filter(pgh_context_id=act_id)
        found |= set(rows.values_list("classification_id", flat=True))
    return found
