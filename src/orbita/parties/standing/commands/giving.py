"""A class is given by hand, with a reason and a term, and taken back."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.standing.errors import OverrideIsOver, OverrideNeedsReason
from orbita.parties.standing.events import ClassGiven
from orbita.parties.standing.models import Classification, ClassOverride, Grade
from orbita.parties.standing.settling import settle
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command


@command
def give_class(
    party_id: UUID, grade_id: UUID, *, reason: str, until: date | None = None, by: Actor
) -> ClassOverride:
    """Put a client into a grade by hand until the end of a day (None: until it is taken back).

    Refuses without a reason, a day that has passed, and whom the actor may not change.
    """
    found = _party(party_id, by)
    grade = _grade(grade_id)
    if not reason.strip():
        raise OverrideNeedsReason
    if until is not None and until < timezone.localdate():
        raise OverrideIsOver
    made, _is_new = ClassOverride.objects.update_or_create(
        party=found,
        classification_id=grade.classification_id,
        defaults={
            "grade": grade,
            "reason": reason.strip()[:500],
            "until": until,
            "made_by_id": by.id,
            "made_at": timezone.now(),
        },
    )
    _settled(found, grade.classification, by)
    return made


@command
def take_back_class(party_id: UUID, classification_id: UUID, *, by: Actor) -> None:
    """Let the rules decide again. Refuses where nothing was given by hand."""
    found = _party(party_id, by)
    given = ClassOverride.objects.filter(party=found, classification=classification_id)
    override = given.select_related("classification").first()
    if override is None:
        raise NotFound
    override.delete()
    _settled(found, override.classification, by)


def _party(party_id: UUID, by: Actor) -> Party:
    found: Party = Party.objects.visible_to(by).locked(party_id)
    require(by, "parties.edit", found)
    return found


def _grade(grade_id: UUID) -> Grade:
    rows = Grade.objects.filter(pk=grade_id, classification__is_active=True)
    found = rows.select_related("classification").first()
    if found is None:
        raise NotFound
    return found


def _settled(party: Party, classification: Classification, by: Actor) -> None:
    settle(classification, [party.pk])
    announce(ClassGiven(party_id=party.pk, classification_id=classification.pk, by=by.id))
