"""Forms of relations: a person of a company, a job of a person, ties of other kinds."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.directory.models import Form, Party
from orbita.parties.relations import commands, rules
from orbita.parties.relations.forms import OUT, ChangeForm, NewPersonForm, TieForm, WorkForm
from orbita.parties.relations.models import Relation
from orbita.parties.relations.queries import relation_of
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def _party(request: HttpRequest, party_id: UUID) -> Party:
    """The party on whose page we are: seen, and his to change."""
    party: Party = record(_actor(request), "party", party_id)
    require(_actor(request), "parties.edit", party)
    return party


@gate("parties.edit")
def new_person(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """A person of a company (new, or one of the clients); for a person, where he works."""
    party = _party(request, party_id)
    if party.form == Form.PERSON:
        form: NewPersonForm | WorkForm = WorkForm(request.POST or None)
        template, title = "relations/work.html", _("New job")
    else:
        form = NewPersonForm(request.POST or None)
        template, title = "relations/person.html", _("New contact person")

    def save() -> Any:
        other = form.cleaned_data["other"]
        if isinstance(form, NewPersonForm) and not other:
            return commands.add_contact_person(
                party.pk, form.person, contact_points=form.points, **form.job, by=_actor(request)
            )
        source, target = (party.pk, other) if isinstance(form, WorkForm) else (other, party.pk)
        return commands.relate(source, target, kind=rules.WORKS_AT, **form.job, by=_actor(request))

    return _answer(request, party.pk, form, template, title, save)


@gate("parties.edit")
def new_tie(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """A holding, a family, a referral, a partner."""
    party = _party(request, party_id)
    form = TieForm(request.POST or None)

    def save() -> Any:
        kind, _colon, side = form.cleaned_data["kind"].partition(":")
        other, since = form.cleaned_data["other"], form.cleaned_data["since"]
        source, target = (party.pk, other) if side == OUT else (other, party.pk)
        return commands.relate(source, target, kind=kind, since=since, by=_actor(request))

    return _answer(request, party.pk, form, "relations/tie.html", _("New relation"), save)


@gate("parties.edit")
def relation(request: HttpRequest, party_id: UUID, relation_id: UUID) -> HttpResponse:
    """A relation of a party: its position and days."""
    party: Party = record(_actor(request), "party", party_id)
    found: Relation = relation_of(_actor(request), party, relation_id)
    initial = {name: getattr(found, name) for name in ("position", "decides", "since", "until")}
    form = ChangeForm(found.kind, request.POST or None, initial=initial)

    def save() -> Any:
        return commands.change_relation(found.pk, form.cleaned_data, by=_actor(request))

    more = {"relation": found, "party": party}
    return _answer(
        request, party.pk, form, "relations/relation.html", _("Relation"), save, more=more
    )


@gate("parties.edit", methods="POST")
def ending(request: HttpRequest, party_id: UUID, relation_id: UUID) -> HttpResponse:
    """Says that a relation is over today."""
    commands.end_relation(relation_id, by=_actor(request))
    return _done(request, party_id, _("The relation is over"))


@gate("parties.edit", methods="POST")
def removal(request: HttpRequest, party_id: UUID, relation_id: UUID) -> HttpResponse:
    """Takes away a relation that was entered by mistake."""
    commands.remove_relation(relation_id, by=_actor(request))
    return _done(request, party_id, _("The relation is removed"))


def _answer(
    request: HttpRequest,
    party_id: UUID,
    form: forms.Form,
    template: str,
    title: str,
    save: Callable[[], Any],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form in the drawer, the form with what is wrong, or what was saved."""
    context = {"form": form, "title": title, "post_url": request.path, **(more or {})}
    if request.method == "GET":
        return Reply(request).drawer(template, context, title=title)
    if form.is_valid():
        try:
            save()
        except Refusal as refusal:
            place = refusal.field if refusal.field in form.fields else None
            form.add_error(place, str(refusal))
        else:
            return _done(request, party_id, _("Saved"))
    return Reply(request).invalid(template, context, title=title)


def _done(request: HttpRequest, party_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("dossier:party", args=[party_id]))
    return reply.close_panel().refresh().toast(said, undo=last_act_id())
