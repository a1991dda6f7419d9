"""Rates over HTTP."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply
from orbita_rates import commands, queries
from orbita_rates.forms import RateForm


@gate("rates.view", methods="GET")
def page(request: HttpRequest) -> HttpResponse:
    """All clients that pay in another currency."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Reply(request).page("orbita_rates/page.html", {"rates": queries.rates(actor)[:500]})


@gate("parties.edit")
def rate(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The form of one client in the drawer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    party = record(actor, "party", party_id)
    form = RateForm(request.POST or None, instance=queries.rate_of(party_id))

    def agree() -> HttpResponse:
        commands.agree_rate(party_id, **form.cleaned_data, by=actor)
        reply = Reply(request, back=reverse("dossier:party", args=[party_id])).close_panel()
        return reply.refresh().toast(_("The rate is saved"), undo=last_act_id())

    title = _("Currency of the client")
    return answer_form(request, form, agree, title, "orbita_rates/form.html", party=party)
