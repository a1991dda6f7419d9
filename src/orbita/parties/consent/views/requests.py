"""Pages of requests of data subjects."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.consent import commands
from orbita.parties.consent.forms import AnswerForm, ExtensionForm, RequestForm
from orbita.parties.consent.models import SubjectRequest
from orbita.parties.consent.views.answering import FORM, actor_of, done
from orbita.parties.directory.models import Party
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.records.pages import record_page
from orbita.platform.records.queries import record as record_of
from orbita.platform.ui.answering import answer_form


def _page(request_id: UUID) -> str:
    return reverse("consent:request", args=[request_id])


@gate("subject_requests.create")
def new(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Writes down what a person asks."""
    actor = actor_of(request)
    party: Party = record_of(actor, "party", party_id)
    form = RequestForm(request.POST or None)

    def act() -> HttpResponse:
        commands.add_request(party_id, by=actor, **form.cleaned_data)
        back = reverse("dossier:party", args=[party_id])
        return done(request, back, _("The request is written down"))

    return answer_form(
        request, form, act, _("Request on data: %(name)s") % {"name": party.name}, FORM
    )


@gate("subject_requests.view", methods="GET")
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what is asked, by when, what was answered."""
    found = _found(request, request_id)
    return record_page(request, "subject_request", found, head="consent/request_head.html")


@gate("subject_requests.edit", methods="POST")
def taking(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Begins to work on a request."""
    commands.take_request(request_id, by=actor_of(request))
    return done(request, _page(request_id), _("The request is in work"))


@gate("subject_requests.edit")
def closure(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answers a request or refuses it."""
    actor = actor_of(request)
    found = _found(request, request_id)
    require(actor, "subject_requests.edit", found)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer})

    def act() -> HttpResponse:
        given = form.cleaned_data
        commands.answer_request(request_id, given["answer"], refused=given["refused"], by=actor)
        return done(request, _page(request_id), _("The request is closed"))

    return answer_form(request, form, act, _("Answer: %(name)s") % {"name": found}, FORM)


@gate("subject_requests.edit")
def extension(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Extends the term of a request."""
    actor = actor_of(request)
    found = _found(request, request_id)
    require(actor, "subject_requests.edit", found)
    form = ExtensionForm(request.POST or None)

    def act() -> HttpResponse:
        commands.extend_request(request_id, form.cleaned_data["why"], by=actor)
        return done(request, _page(request_id), _("The term is extended"))

    return answer_form(request, form, act, _("Extend the term"), FORM)


def _found(request: HttpRequest, request_id: UUID) -> SubjectRequest:
    found: SubjectRequest = record_of(actor_of(request), "subject_request", request_id)
    return found
