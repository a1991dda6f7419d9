"""The personal rules of a client over HTTP."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.handling import commands
from orbita.parties.handling.forms import HandlingForm
from orbita.parties.handling.queries import handling_of
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply

FORM = "handling/form.html"


@gate("parties.edit")
def rules(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """How a client is to be treated: the form in the drawer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    party = record(actor, "party", party_id)
    initial = HandlingForm.of(handling_of(party_id))
    form = HandlingForm(request.POST or None, initial=initial)
    title = _("How to treat the client")
    url = reverse("handling:rules", args=[party_id])
    context = {"form": form, "post_url": url, "title": title, "party": party}
    if request.method != "POST":
        return Reply(request).drawer(FORM, context, title=title)
    if form.is_valid():
        try:
            commands.set_handling(party_id, form.rules, by=actor)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            reply = Reply(request, back=reverse("dossier:party", args=[party_id])).close_panel()
            return reply.refresh().toast(_("The rules are saved"), undo=last_act_id())
    return Reply(request).invalid(FORM, context, title=title)
