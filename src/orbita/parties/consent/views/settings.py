"""Settings of personal data: purposes, texts, terms, the responsible person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.consent import commands, queries
from orbita.parties.consent.forms import KeepingForm, PrivacyForm, PurposeForm, WordingForm
from orbita.parties.consent.keeping import dry_run
from orbita.parties.consent.views.answering import FORM, actor_of, done
from orbita.platform.access.gates import gate
from orbita.platform.conditions.tree import dump
from orbita.platform.lists.filter_form import (
    condition_form,
    read_form,
)
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply

VIEW, MANAGE = "privacy.view", "privacy.manage"
PAGE = "consent/settings.html"


def _home() -> str:
    return reverse("consent:settings")


@gate(VIEW, methods="GET")
def settings(request: HttpRequest) -> HttpResponse:
    """Everything about personal data on one page."""
    actor = actor_of(request)
    context = {
        "privacy": queries.privacy(),
        "purposes": queries.purposes(),
        "keepings": queries.keepings(),
        "may_manage": actor.may(MANAGE),
    }
    return Reply(request).page(PAGE, context, part="whole")


@gate(MANAGE)
def responsible(request: HttpRequest) -> HttpResponse:
    """Who answers for personal data."""
    now = queries.privacy()
    names = ("responsible", "contact", "notice")
    form = PrivacyForm(request.POST or None, initial={name: getattr(now, name) for name in names})

    def act() -> HttpResponse:
        commands.save_privacy(form.cleaned_data, by=actor_of(request))
        return done(request, _home(), _("Saved"))

    return answer_form(request, form, act, _("Responsible for personal data"), FORM)


@gate(MANAGE)
def purpose(request: HttpRequest, purpose_id: UUID | None = None) -> HttpResponse:
    """A purpose: new, or changed."""
    found = queries.purpose(purpose_id) if purpose_id else None
    names = ("note", "is_marketing", "months", "is_active")
    initial: dict[str, Any] = {"is_active": True}
    if found is not None:
        initial = {name: getattr(found, name) for name in names} | {"name": str(found)}
    form = PurposeForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        commands.save_purpose(purpose_id, form.cleaned_data, by=actor_of(request))
        return done(request, _home(), _("The purpose is saved"))

    return answer_form(request, form, act, str(found) if found else _("New purpose"), FORM)


@gate(MANAGE)
def wording(request: HttpRequest, purpose_id: UUID) -> HttpResponse:
    """A new version of the text of a purpose."""
    found = queries.purpose(purpose_id)
    newest = found.wordings.first()
    form = WordingForm(request.POST or None, initial={"text": newest.text if newest else ""})

    def act() -> HttpResponse:
        commands.add_wording(purpose_id, form.cleaned_data["text"], by=actor_of(request))
        return done(request, _home(), _("The new text is saved"))

    return answer_form(request, form, act, _("Text: %(purpose)s") % {"purpose": found}, FORM)


@gate(MANAGE)
def keeping(request: HttpRequest, keeping_id: UUID | None = None) -> HttpResponse:
    """A rule of retention: new, or changed."""
    found = queries.keeping(keeping_id) if keeping_id else None
    names = ("name", "since", "months", "what", "is_active")
    initial: dict[str, Any] = {"months": 36}
    if found is not None:
        initial = {name: getattr(found, name) for name in names}
    form = KeepingForm(request.POST or None, initial=initial)
    where = found.condition if found else ""
    if request.method == "POST":
        where = dump(read_form(request.POST, "party"))

    def act() -> HttpResponse:
        values = {**form.cleaned_data, "condition": where}
        commands.save_keeping(keeping_id, values, by=actor_of(request))
        return done(request, _home(), _("The rule is saved"))

    title = found.name if found else _("New rule of retention")
    lines = condition_form(where, "party", first="status")
    return answer_form(request, form, act, title, "consent/keeping.html", **lines)


@gate(MANAGE, methods="POST")
def keeping_removal(request: HttpRequest, keeping_id: UUID) -> HttpResponse:
    """Removes a rule of retention."""
    commands.remove_keeping(keeping_id, by=actor_of(request))
    return done(request, _home(), _("The rule is removed"))


@gate(VIEW, methods="GET")
def keeping_trial(request: HttpRequest, keeping_id: UUID) -> HttpResponse:
    """Whom a rule would reach tonight: nothing is written."""
    found = queries.keeping(keeping_id)
    people, count = dry_run(found, actor_of(request))
    context = {"keeping": found, "people": people, "count": count, "more": count - len(people)}
    return Reply(request).drawer("consent/trial.html", context, title=str(found))
