"""Acts on consents: given, refused, withdrawn, changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from orbita.parties.consent.errors import (
    ConsentIsOver,
    NotAPerson,
    PurposeIsUnknown,
    TermIsWrong,
)
from orbita.parties.consent.events import ConsentsChanged
from orbita.parties.consent.models import Basis, Consent, Decision, Proof, Purpose, Wording
from orbita.parties.consent.rules import month_after
from orbita.parties.directory.models import Form, Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import bin_rows, change_rows, lock_rows, restore_rows
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef

EDITABLE = frozenset(
    ("basis", "channel", "given_on", "until", "proof", "proof_note", "withdrawn_how", "owner")
)


@command
def give_consent(
    party_id: UUID,
    purpose_id: UUID,
    *,
    basis: str = Basis.CONSENT,
    decision: str = Decision.GIVEN,
    channel: str = "",
    given_on: date | None = None,
    until: date | None = None,
    proof: str = Proof.OTHER,
    proof_note: str = "",
    proven_by: RecordRef | None = None,
    by: Actor,
) -> Consent:
    """Write down that a person let us use his data for a purpose, or refused.

    The newest text of the purpose is what he agreed to; without a term the purpose's usual one
    holds. A refusal ends consents for the same purpose and channel, a consent lifts refusals.
    """
    require(by, "consents.create")
    person: Party = record(by, "party", party_id)
    if person.form not in (Form.PERSON, Form.SOLE_TRADER):
        raise NotAPerson
    purpose = Purpose.objects.filter(pk=purpose_id).first()
    if purpose is None:
        raise PurposeIsUnknown
    day = given_on or timezone.localdate()
    if until is None and decision == Decision.GIVEN and purpose.months:
        until = month_after(day, purpose.months)
    if until is not None and until < day:
        raise TermIsWrong

    _end_contrary(party_id, purpose_id, channel, decision)
    made = Consent.objects.create(
        party=person, purpose=purpose, basis=basis, decision=decision, channel=channel,
        given_on=day, until=until, wording=_agreed_to(purpose, basis, decision), proof=proof,
        proof_note=proof_note.strip()[:500], proof_kind=proven_by.kind if proven_by else "",
        proof_id=proven_by.id if proven_by else None, owner_id=by.id, created_by_id=by.id,
    )  # fmt: skip
    _tell([made], by)
    return made


def _agreed_to(purpose: Purpose, basis: str, decision: str) -> Wording | None:
    """The newest text, where it is consent that was given."""
    if basis != Basis.CONSENT or decision != Decision.GIVEN:
        return None
    found: Wording | None = purpose.wordings.order_by("-number").first()
    return found


def _end_contrary(party_id: UUID, purpose_id: UUID, channel: str, decision: str) -> None:
    """A refusal ends what was given, a consent lifts what was refused: for these channels."""
    contrary = Decision.GIVEN if decision == Decision.REFUSED else Decision.REFUSED
    rows = Consent.objects.alive().filter(
        party=party_id, purpose=purpose_id, decision=contrary, withdrawn_at=None
    )
    if channel:
        reached = Q(channel=channel)
        rows = rows.filter(reached | Q(channel="") if contrary == Decision.REFUSED else reached)
    rows.update(withdrawn_at=timezone.now())


@command
def withdraw_consents(ids: Iterable[UUID], *, how: str = "", by: Actor) -> int:
    """Write down that consents were withdrawn (152-FZ art. 9 part 2, GDPR art. 7 (3)).

    Refuses when none of them stands any more.
    """
    rows = lock_rows(Consent, ids, "edit", by=by)
    standing = [row for row in rows if row.state in ("given", "expired")]
    if not standing:
        raise ConsentIsOver
    Consent.objects.filter(pk__in=[row.pk for row in standing]).update(
        withdrawn_at=timezone.now(), withdrawn_how=how.strip()[:300]
    )
    _tell(standing, by)
    return len(standing)


@command
def change_consents(
    ids: Iterable[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Correct what was written down about consents."""
    known = {name: value for name, value in changes.items() if name in EDITABLE}
    rows = change_rows(Consent, ids, known, by=by, base=base)
    if Consent.objects.filter(pk__in=[row.pk for row in rows], until__lt=F("given_on")).exists():
        raise TermIsWrong
    _tell(rows, by)


@command
def delete_consents(ids: Iterable[UUID], *, by: Actor) -> None:
    """Put consents written down by mistake into the bin."""
    found = list(ids)
    rows = list(Consent.objects.visible_to(by).filter(pk__in=found))
    bin_rows(Consent, found, by=by)
    _tell(rows, by)


@command
def restore_consents(ids: Iterable[UUID], *, by: Actor) -> None:
    """Take consents out of the bin again."""
    back = restore_rows(Consent, ids, by=by)
    _tell(list(Consent.objects.filter(pk__in=back)), by)


def _tell(rows: list[Consent], by: Actor) -> None:
    announce(
        ConsentsChanged(
            consent_ids=tuple(row.pk for row in rows),
            party_ids=tuple({row.party_id for row in rows}),
            by=by.id,
        )
    )
