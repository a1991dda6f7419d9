"""Nights of the rules of retention."""

from uuid import UUID

from orbita.parties.consent.commands.erasing import anonymise_person
from orbita.parties.consent.errors import ErasureIsHeld, NotAPerson, PersonIsErased
from orbita.parties.consent.events import KeepingReached
from orbita.parties.consent.keeping import reached, tonight
from orbita.parties.consent.models import Keeping, KeepingRun, What
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command


def run_keeping(keeping_id: UUID, *, by: Actor) -> KeepingRun | None:
    """Carry out a rule once: erase those whose term is over, each in an act of his own, or remind.

    Whom an open deal or the law holds is left and counted. None when the rule is off.
    """
    rule = Keeping.objects.filter(pk=keeping_id, is_active=True).first()
    if rule is None:
        return None
    if rule.what != What.ANONYMISE:
        return note_run(keeping_id, found=reached(rule).count(), done=0, held=0, by=by)
    ids = tonight(rule)
    done = sum(_erased(party_id, rule.name, by) for party_id in ids)
    return note_run(keeping_id, found=len(ids), done=done, held=len(ids) - done, by=by)


def _erased(party_id: UUID, reason: str, by: Actor) -> bool:
    try:
        anonymise_person(party_id, reason=reason, by=by)
    except (ErasureIsHeld, NotAPerson, PersonIsErased):
        return False
    return True


@command
def note_run(keeping_id: UUID, *, found: int, done: int, held: int, by: Actor) -> KeepingRun:
    """Write a night of a rule into its log, and tell the responsible person what is left to him."""
    made = KeepingRun.objects.create(keeping_id=keeping_id, found=found, done=done, held=held)
    if found > done:
        announce(KeepingReached(keeping_id=keeping_id, left=found - done))
    return made
