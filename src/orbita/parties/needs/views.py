"""Needs over HTTP: a line in the dossier, a drawer, the register's topics."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.parties.needs import commands, queries
from orbita.parties.needs.commands import MANAGE
from orbita.parties.needs.forms import ChangeForm, NeedForm, TopicForm
from orbita.parties.needs.models import State
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply

FORM, NEED, TOPIC = "needs/form.html", "needs/need.html", "needs/topic.html"


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("needs.create")
def note(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """A new need of a client: from its dossier in one line, or with everything in the drawer.

    `?interaction=` names the interaction in which it was said, `?quote=` the phrase.
    """
    actor = _actor(request)
    party = record(actor, "party", party_id)
    asked = request.POST or request.GET
    interaction = uuid_or_none(asked.get("interaction", ""))
    title = _("New need")
    context = {
        "post_url": reverse("needs:note", args=[party_id]),
        "title": title,
        "party": party,
        "interaction": interaction or "",
    }
    if request.method != "POST":
        form = NeedForm(initial={"quote": request.GET.get("quote", "")[:2000]})
        return Reply(request).drawer(FORM, {**context, "form": form}, title=title)
    form = NeedForm({"importance": "2", **request.POST.dict()})
    if form.is_valid():
        given = form.cleaned_data
        topic_id = given.pop("topic")
        try:
            commands.note_need(
                party_id, **given, topic_id=topic_id, interaction_id=interaction, by=actor
            )
        except Refusal as refusal:
            _refused(form, refusal)
        else:
            return _saved(request, party_id, _("The need is noted"))
    return Reply(request).invalid(FORM, {**context, "form": form}, title=title)


@gate("needs.view")
def need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """A need in the drawer, to read and, by who may, to change."""
    actor = _actor(request)
    found = queries.need(actor, need_id)
    initial = ChangeForm.of(found)
    form = ChangeForm(request.POST or None, initial=initial)
    context = {
        "form": form,
        "post_url": reverse("needs:need", args=[need_id]),
        "need": found,
        "title": found.words,
        "may_edit": actor.may("needs.edit"),
    }
    if request.method != "POST":
        return Reply(request).drawer(NEED, context, title=found.words)
    if form.is_valid():
        changed = {
            name: value for name, value in form.cleaned_data.items() if value != initial[name]
        }
        try:
            if changed:
                commands.change_needs([need_id], changed, by=actor)
        except Refusal as refusal:
            _refused(form, refusal)
        else:
            return _saved(request, found.party_id, _("The need is saved"))
    return Reply(request).invalid(NEED, context, title=found.words)


@gate("needs.edit", methods="POST")
def state(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Says that a need is satisfied, has lapsed, or is open again."""
    found = queries.need(_actor(request), need_id)
    asked = request.POST.get("state", "")
    value = asked if asked in State.values else State.SATISFIED
    commands.change_needs([need_id], {"state": value}, by=_actor(request))
    return _saved(request, found.party_id, _("The need is saved"))


@gate("needs.delete", methods="POST")
def removal(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Puts a need into the bin."""
    found = queries.need(_actor(request), need_id)
    commands.delete_needs([need_id], by=_actor(request))
    return _saved(request, found.party_id, _("The need is in the bin"))


@gate(MANAGE, methods="GET")
def topics(request: HttpRequest) -> HttpResponse:
    """The tree of topics with their needs."""
    return Reply(request).page("needs/topics.html", _tree(), part="topics")


@gate(MANAGE)
def new_topic(request: HttpRequest) -> HttpResponse:
    """A new topic."""
    return _topic(request, None, TopicForm(request.POST or None))


@gate(MANAGE)
def topic(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    """A topic: its name and place."""
    found = queries.topic(topic_id)
    return _topic(request, topic_id, TopicForm(request.POST or None, initial=TopicForm.of(found)))


@gate(MANAGE, methods="POST")
def topic_removal(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    """Takes a topic away."""
    commands.delete_topic(topic_id, by=_actor(request))
    return _topics_changed(request, _("The topic is removed"))


def _topic(request: HttpRequest, topic_id: UUID | None, form: TopicForm) -> HttpResponse:
    title = _("Topic of needs") if topic_id else _("New topic of needs")
    context = {
        "form": form,
        "post_url": request.path,
        "title": title,
        "removal_url": reverse("needs:topic_removal", args=[topic_id]) if topic_id else "",
    }
    if request.method != "POST":
        return Reply(request).drawer(TOPIC, context, title=title)
    if form.is_valid():
        try:
            commands.write_topic(
                topic_id,
                name=form.cleaned_data["name"],
                parent_id=form.cleaned_data["parent"],
                by=_actor(request),
            )
        except Refusal as refusal:
            _refused(form, refusal)
        else:
            return _topics_changed(request, _("The topic is saved"))
    return Reply(request).invalid(TOPIC, context, title=title)


def _tree() -> dict[str, Any]:
    counts = queries.used()
    return {"topics": [(topic, counts.get(topic.id, 0)) for topic in queries.topics()]}


def _topics_changed(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("needs:topics")).close_panel()
    reply.fragment("needs/topics.html#topics", _tree())
    return reply.toast(said, undo=last_act_id())


def _saved(request: HttpRequest, party_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("dossier:party", args=[party_id])).close_panel()
    return reply.refresh().toast(said, undo=last_act_id())


def _refused(form: forms.Form, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
