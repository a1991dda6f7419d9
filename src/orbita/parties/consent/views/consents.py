"""Pages of consents."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.consent import commands
from orbita.parties.consent.forms import ConsentForm, WithdrawalForm
from orbita.parties.consent.models import Consent, Decision
from orbita.parties.consent.views.answering import FORM, actor_of, done
from orbita.parties.directory.models import Party
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.records.pages import record_page
from orbita.platform.records.queries import record as record_of
from orbita.platform.ui.answering import answer_form


def _dossier(party_id: UUID) -> str:
    return reverse("dossier:party", args=[party_id])


@gate("consents.create")
def new(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """A consent of a person, or a refusal."""
    actor = actor_of(request)
    party: Party = record_of(actor, "party", party_id)
    refused = request.GET.get("decision") == Decision.REFUSED
    form = ConsentForm(
        request.POST or None, initial={"decision": Decision.REFUSED if refused else Decision.GIVEN}
    )

    def act() -> HttpResponse:
        given = form.cleaned_data
        made = commands.give_consent(
            party_id, UUID(given["purpose"]), by=actor,
            **{name: value for name, value in given.items() if name != "purpose"},
        )  # fmt: skip
        said = (
            _("The refusal is noted")
            if made.decision == Decision.REFUSED
            else _("The consent is noted")
        )
        return done(request, _dossier(party_id), said)

    return answer_form(request, form, act, _("Consent: %(name)s") % {"name": party.name}, FORM)


@gate("consents.view", methods="GET")
def consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """One consent: text, proof, history."""
    found: Consent = record_of(actor_of(request), "consent", consent_id)
    return record_page(request, "consent", found, head="consent/consent_head.html")


@gate("consents.edit")
def withdrawal(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Writes down that a consent was withdrawn."""
    actor = actor_of(request)
    found: Consent = record_of(actor, "consent", consent_id)
    require(actor, "consents.edit", found)
    form = WithdrawalForm(request.POST or None)

    def act() -> HttpResponse:
        commands.withdraw_consents([consent_id], how=form.cleaned_data["how"], by=actor)
        return done(request, _dossier(found.party_id), _("The consent is withdrawn"))

    return answer_form(request, form, act, _("Withdraw: %(name)s") % {"name": found}, FORM)
