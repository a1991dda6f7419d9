"""What privacy shows on the page of a person, and on its own pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.consent import queries
from orbita.parties.consent.lists import REQUEST_TONES, STATE_TONES, STATES
from orbita.parties.consent.models import Consent, SubjectRequest
from orbita.parties.directory.models import Form, Party
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import Fact, kinds
from orbita.platform.ui.dates import when

PEOPLE = (Form.PERSON, Form.SOLE_TRADER)


def consents(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The consents of a person and his requests. Two statements."""
    if as_of is not None or party.form not in PEOPLE:
        return None
    return {
        "consents": [(row, *_state(row)) for row in queries.consents_of(actor, party.pk)],
        "requests": [
            (row, REQUEST_TONES[row.state]) for row in queries.requests_of(actor, party.pk)
        ],
        "may_add": actor.may("consents.create"),
        "may_edit": actor.may("consents.edit"),
    }


def _state(row: Consent) -> tuple[str, str]:
    return str(dict(STATES)[row.state]), STATE_TONES[row.state]


def consent(actor: Actor, row: Consent, as_of: datetime | None) -> Mapping[str, Any] | None:
    """One consent with its text and its proof. One statement."""
    if as_of is not None:
        return None
    label, tone = _state(row)
    return {"consent": row, "label": label, "tone": tone, "proof_url": _proof(row)}


def _proof(row: Consent) -> str:
    found = kinds.get(row.proof_kind) if row.proof_kind else None
    return found.url(row.proof_id) if found and row.proof_id else ""


def request(actor: Actor, row: SubjectRequest, as_of: datetime | None) -> Mapping[str, Any] | None:
    """One request with its term, its text and its answer."""
    if as_of is not None:
        return None
    return {"asked": row, "tone": REQUEST_TONES[row.state]}


def refusal_fact(actor: Actor, party: Party) -> Fact | None:
    """That a person refused something: seen before anybody calls him. One statement."""
    if party.form not in PEOPLE:
        return None
    refused = queries.refusals_of([party.pk])
    if not refused:
        return None
    return Fact(_("Refused"), refused[0], note=", ".join(refused[1:3]), tone="bad")


def erasure_fact(actor: Actor, party: Party) -> Fact | None:
    """That a person was made nameless. One statement."""
    if party.form not in PEOPLE:
        return None
    made = queries.erasure_of(party.pk)
    return Fact(_("Made nameless"), when(made.at)) if made else None


def act_url(name: str) -> Any:
    """The address of an act on a person; "" for organisations."""

    def url(party: Any) -> str:
        return reverse(f"consent:{name}", args=[party.pk]) if party.form in PEOPLE else ""

    return url
