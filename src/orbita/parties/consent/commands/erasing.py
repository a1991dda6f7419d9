"""Making a person nameless: for good, with what the law wants kept left standing."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from orbita.parties.consent.erasing.whole import Step, erase_person
from orbita.parties.consent.errors import (
    ErasureIsForGood,
    ErasureIsHeld,
    NotAPerson,
    PersonIsErased,
    ReasonIsMissing,
)
from orbita.parties.consent.events import PersonErased
from orbita.parties.consent.models import Erasure, SubjectRequest
from orbita.parties.consent.queries import holds_of
from orbita.parties.directory.models import Form, Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.acts.models import Act
from orbita.platform.acts.undone import ActUndone
from orbita.platform.company.models import Company

ERASE = "privacy.erase"
ACT = "consent.anonymise_person"


@command
def anonymise_person(
    party_id: UUID,
    *,
    reason: str,
    request_id: UUID | None = None,
    step: Step | None = None,
    by: Actor,
) -> Erasure:
    """Erase a person's data everywhere; deals and documents stay with «Erased person No. N».

    Refuses organisations, who is erased already, and what the law or an open deal holds. It cannot
    be undone (152-FZ art. 3 p. 9 and art. 21, GDPR art. 17).
    """
    require(by, ERASE)
    party = _lock(party_id, by)
    if not reason.strip():
        raise ReasonIsMissing
    if holds := holds_of(party_id):
        raise ErasureIsHeld(reasons=" ".join(str(one.reason) for one in holds))

    asked = SubjectRequest.objects.filter(party=party_id)
    request = asked.filter(pk=request_id).first() if request_id else None
    made = Erasure.objects.create(
        party=party, by_id=by.id, reason=reason.strip()[:500], request=request
    )
    outcome = erase_person(party_id, token_of(made.number), step=step)
    made.places, made.kept = outcome.places, outcome.kept
    made.save(update_fields=["places", "kept"])
    announce(PersonErased(party_id=party_id, number=made.number, by=by.id))
    return made


def _lock(party_id: UUID, by: Actor) -> Party:
    found: Party | None = (
        Party.objects.within(by, "view").filter(pk=party_id).select_for_update(of=("self",)).first()
    )
    if found is None:
        raise NotFound
    if found.form not in (Form.PERSON, Form.SOLE_TRADER):
        raise NotAPerson
    if Erasure.objects.filter(party=party_id).exists():
        raise PersonIsErased
    return found


def token_of(number: int) -> str:
    """What stands in place of the name, in the company's language."""
    company = Company.objects.first()
    with override(company.language if company and company.language else "ru"):
        return _("Erased person No. %(number)s") % {"number": number}


def refuse_bringing_back(event: ActUndone) -> None:
    """An erasure is the one act that is not taken back. One statement an undo."""
    if Act.objects.filter(pk=event.act_id, command=ACT).exists():
        raise ErasureIsForGood
