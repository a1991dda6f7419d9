"""Pages of parties: a new one, its profile, and the hint at duplicates."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.parties.directory import rows, rules
from orbita.parties.directory.commands import add_party, change_profile
from orbita.parties.directory.entry import CHANNELS, PURPOSES, Entry
from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.queries import clients_like, find_same
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.keys import uuid7
from orbita.platform.records.queries import record
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply

NEW, EDIT = "directory/new.html", "directory/edit.html"


@gate("parties.create")
def new_party(request: HttpRequest, form: str = "") -> HttpResponse:
    """The form of a new party; saving leads to its dossier."""
    actor = request.actor  # type: ignore[attr-defined]
    kind = form or request.GET.get("form", "")
    kind = kind if kind in Form.values else Form.ORGANISATION
    if request.method == "GET":
        entry = Entry.blank(kind, request.GET, actor.id, actor)
        return Reply(request).drawer(NEW, _new(entry), title=_("New client"))
    entry = Entry.typed(kind, request.POST, actor.id, actor)
    if rows.pressed(request.POST):
        return _again(request, NEW, _new(entry.redrawn()), _("New client"))
    if entry.is_valid():
        try:
            party = _added(entry, actor, uuid_or_none(request.POST.get("act_key", "")))
        except Refusal as refusal:
            entry.refuse(refusal)
        else:
            added = _("“%(name)s” is added") % {"name": party.name}
            return Reply(request).toast(added, undo=last_act_id()).go(_dossier(party.pk))
    return Reply(request).invalid(NEW, _new(entry), title=_("New client"))


@gate("parties.edit")
def profile(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The whole form of a party. What others change meanwhile is neither lost nor overwritten."""
    actor = request.actor  # type: ignore[attr-defined]
    party: Party = record(actor, "party", party_id)
    require(actor, "parties.edit", party)
    if request.method == "GET":
        return Reply(request).drawer(EDIT, _edit(party, Entry.of(party, actor)), title=party.name)
    entry = Entry.typed(party.form, request.POST, party.owner_id, actor, party)
    if rows.pressed(request.POST):
        return _again(request, EDIT, _edit(party, entry.redrawn()), party.name)
    if entry.is_valid():
        changes, base = entry.changes()
        try:
            change_profile(
                party.pk, changes, base=base, rows=entry.collections, seen=entry.seen_rows, by=actor
            )
        except Refusal as refusal:
            entry.refuse(refusal, now=party)
        else:
            reply = Reply(request, back=_dossier(party.pk)).close_panel().refresh()
            return reply.toast(_("The profile is saved"), undo=last_act_id())
    return Reply(request).invalid(EDIT, _edit(party, entry), title=party.name)


@gate("parties.view", methods="GET")
def same(request: HttpRequest) -> HttpResponse:
    """Parties that may be the one being typed: the same phone, mail, ИНН, or such a name; then those
    that resemble it in several things."""
    asked, actor = request.GET, request.actor  # type: ignore[attr-defined]
    contacts = [(point["channel"], point["value"]) for point in rows.POINTS.typed(asked)]
    first, last = asked.get("first_name", ""), asked.get("last_name", "")
    name = asked.get("name", "") or (f"{first} {last}" if first and last else "")
    found = find_same(actor, name=name, contacts=contacts, inn=asked.get("inn", ""))
    form = Form.PERSON if (first or last) and not asked.get("name") else Form.ORGANISATION
    values = {key: asked.get(key, "") for key in ("name", *rules.NAME_PARTS, "inn", "ogrn", "city")}
    alike = clients_like(actor, form, values, contacts, known=[one.id for one in found])
    return Reply(request).page("directory/same.html", {"found": found, "alike": alike})


def _added(entry: Entry, actor: Actor, act_key: UUID | None) -> Party:
    """The party; a form that is sent twice makes it once."""
    rows_of = entry.collections
    once: dict[str, Any] = {"idempotency_key": act_key}
    return add_party(
        form=entry.form.kind,
        values=entry.filled,
        contact_points=rows_of.get("contact_points", ()),
        addresses=rows_of.get("addresses", ()),
        bank_accounts=rows_of.get("bank_accounts", ()),
        by=actor,
        **once,
    )


def _again(request: HttpRequest, template: str, context: dict[str, Any], title: str) -> Reply:
    """The form after a button of its rows, in its place."""
    reply = Reply(request)
    if reply.htmx:
        return reply.fragment(template, context)
    return reply.drawer(template, context, title=title)


def _new(entry: Entry) -> dict[str, Any]:
    kind = entry.form.kind
    return _shared(entry) | {
        "act_key": entry.form.data.get("act_key") or uuid7(),
        "post_url": reverse(f"directory:new_{kind}"),
        "forms": [
            Place(str(label), reverse(f"directory:new_{value}"), current=value == kind)
            for value, label in Form.choices
        ],
        "is_open": entry.form.has_later_errors or "account" in entry.faults,
    }


def _edit(party: Party, entry: Entry) -> dict[str, Any]:
    return _shared(entry) | {
        "party": party,
        "post_url": reverse("directory:profile", args=[party.pk]),
    }


def _shared(entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry,
        "form": entry.form,
        "channels": CHANNELS,
        "purposes": PURPOSES,
        "is_person": entry.form.kind == rules.PERSON,
    }


def _dossier(party_id: UUID) -> str:
    return reverse("dossier:party", args=[party_id])
