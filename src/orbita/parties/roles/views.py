"""The form of a role, and taking a role away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.directory.models import Party
from orbita.parties.roles import rules
from orbita.parties.roles.commands import drop_role, set_role
from orbita.parties.roles.forms import RoleForm
from orbita.parties.roles.models import Role
from orbita.parties.roles.queries import role_of
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply


@gate("parties.edit")
def role(request: HttpRequest, party_id: UUID, role: str) -> HttpResponse:
    """A role of a party: new, or its data."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    party: Party = record(actor, "party", party_id)
    require(actor, "parties.edit", party)
    if role not in rules.FIELDS:
        raise NotFound
    found = role_of(party, role)
    initial = {**found.data, "since": found.since} if found else {}
    form = RoleForm(role, request.POST or None, initial=initial)
    title = str(Role(role).label)
    context = {
        "form": form,
        "title": title,
        "role": found,
        "party": party,
        "post_url": request.path,
    }
    if request.method == "GET":
        return Reply(request).drawer("roles/role.html", context, title=title)
    if form.is_valid():
        try:
            set_role(party.pk, role, data=form.typed, since=form.cleaned_data["since"], by=actor)
        except Refusal as refusal:
            place = refusal.field if refusal.field in form.fields else None
            form.add_error(place, str(refusal))
        else:
            return _done(request, party_id, _("The role is saved"))
    return Reply(request).invalid("roles/role.html", context, title=title)


@gate("parties.edit", methods="POST")
def removal(request: HttpRequest, party_id: UUID, role: str) -> HttpResponse:
    """Says that a party has a role no more."""
    drop_role(party_id, role, by=request.actor)  # type: ignore[attr-defined]
    return _done(request, party_id, _("The role is taken away"))


def _done(request: HttpRequest, party_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("dossier:party", args=[party_id]))
    return reply.close_panel().refresh().toast(said, undo=last_act_id())
