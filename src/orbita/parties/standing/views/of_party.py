"""A client's class: why it is so, how it was, and another one by hand."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.standing import commands, queries
from orbita.parties.standing.explaining import explain
from orbita.parties.standing.forms import OverrideForm
from orbita.parties.standing.models import Classification, Grade
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

FORM = "standing/giving.html"


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("parties.view", methods="GET")
def why(request: HttpRequest, party_id: UUID, classification_id: UUID) -> HttpResponse:
    """Why a client is in his class, and in which classes he was before."""
    actor = _actor(request)
    party = queries.party_named(actor, party_id)
    found = queries.classification(classification_id)
    past = queries.history(party_id, classification_id)
    context = {
        "party": party,
        "classification": found,
        "now": next((row for row in past if row.until is None), None),
        "past": past,
        "why": explain(actor, found, party_id),
        "override": queries.override_of(party_id, classification_id),
        "may_give": actor.may("parties.edit") and found.is_active,
        "may_manage": actor.may(commands.shaping.MANAGE),
    }
    return Reply(request).drawer("standing/why.html", context, title=found.name)


@gate("parties.edit")
def giving(request: HttpRequest, party_id: UUID, classification_id: UUID) -> HttpResponse:
    """Another class by hand, with a reason and a term."""
    actor = _actor(request)
    party = queries.party_named(actor, party_id)
    found = queries.classification(classification_id)
    grades = [(str(grade.pk), grade.name) for grade in _grades(found)]
    form = OverrideForm(request.POST or None, grades=grades)
    url = reverse("standing:giving", args=[party_id, classification_id])
    title = _("Give a class by hand")
    context = {"form": form, "post_url": url, "title": title, "party": party, "found": found}
    if request.method != "POST":
        return Reply(request).drawer(FORM, context, title=title)
    if form.is_valid():
        try:
            commands.give_class(
                party_id,
                UUID(form.cleaned_data["grade"]),
                reason=form.cleaned_data["reason"],
                until=form.cleaned_data["until"],
                by=actor,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _done(request, party_id, _("The class is given by hand"))
    return Reply(request).invalid(FORM, context, title=title)


@gate("parties.edit", methods="POST")
def release(request: HttpRequest, party_id: UUID, classification_id: UUID) -> HttpResponse:
    """Lets the rules decide again."""
    commands.take_back_class(party_id, classification_id, by=_actor(request))
    return _done(request, party_id, _("The rules decide again"))


def _grades(found: Classification) -> list[Grade]:
    return list(found.grades.all())


def _done(request: HttpRequest, party_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("dossier:party", args=[party_id]))
    return reply.close_panel().refresh().toast(said, undo=last_act_id())
