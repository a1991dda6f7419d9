"""Settings of leads: sources, rules of distribution with a trial, reasons of rejection."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.conditions.tree import ALL, Condition, ConditionFault, dump, parse
from orbita.platform.lists.filter_form import (
    condition_form,
    read_form,
)
from orbita.platform.ui.reply import Reply
from orbita.sales.leads import commands, queries
from orbita.sales.leads.forms import ReasonForm, RuleForm, SourceForm
from orbita.sales.leads.models import DistributionRule, Mode
from orbita.sales.leads.views.inbox import actor_of

MANAGE = "leads.manage"
PAGE = "leads/settings.html"


@gate(MANAGE, methods="GET")
def page(request: HttpRequest) -> HttpResponse:
    """Sources, rules and reasons on one page."""
    return Reply(request).page(PAGE, _context(request), part="lists")


@gate(MANAGE)
def new_rule(request: HttpRequest) -> HttpResponse:
    """A rule more."""
    form = RuleForm(request.POST or None, initial={"mode": Mode.TURN, "only_at_work": True})
    url = reverse("leads:new_rule")
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_rule(**_rule_values(request, form), by=actor_of(request))
            return _saved(request, _("The rule is added"))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _rule_form(request, form, url, _("New rule"), ALL)


@gate(MANAGE)
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """A rule: for which leads, to whom, how, how soon."""
    found = queries.distribution_rule(rule_id)
    form = RuleForm(request.POST or None, initial=_rule_initial(found))
    url = reverse("leads:rule", args=[rule_id])
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_rule(rule_id, **_rule_values(request, form), by=actor_of(request))
            return _saved(request, _("The rule is saved"))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _rule_form(request, form, url, found.name, _condition(found.where))


@gate(MANAGE, methods="POST")
def rule_switch(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Put a rule into use, or out of it."""
    on = request.POST.get("on") == "1"
    commands.switch_rule(rule_id, on=on, by=actor_of(request))
    return _saved(request, _("The rule is in use") if on else _("The rule is out of use"))


@gate(MANAGE, methods="POST")
def rule_place(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Ask a rule earlier or later."""
    commands.place_rule(rule_id, up="up" in request.POST, by=actor_of(request))
    return _saved(request, _("The order is saved"))


@gate(MANAGE, methods="POST")
def rule_removal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Take a rule away."""
    commands.remove_rule(rule_id, by=actor_of(request))
    return _saved(request, _("The rule is removed"))


@gate(MANAGE, methods="GET")
def trial(request: HttpRequest) -> HttpResponse:
    """Whom the last leads would be given to if they came now."""
    context = {"rows": queries.trial(actor_of(request))}
    return Reply(request).drawer("leads/trial.html", context, title=_("Who would get them"))


@gate(MANAGE)
def new_source(request: HttpRequest) -> HttpResponse:
    """A source more."""
    form = SourceForm(request.POST or None, initial={"kind": "form", "minutes_to_take": 30})
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_source(**form.cleaned_data, by=actor_of(request))
            return _saved(request, _("The source is added"))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return _source_form(request, form, reverse("leads:new_source"), _("New source"))


@gate(MANAGE)
def source(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """A source with its addresses."""
    found = queries.source(source_id)
    initial = {name: getattr(found, name) for name in SourceForm.base_fields}
    initial["origins"] = "\n".join(found.origins)
    form = SourceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_source(source_id, **form.cleaned_data, by=actor_of(request))
            return _saved(request, _("The source is saved"))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    url = reverse("leads:source", args=[source_id])
    return _source_form(request, form, url, found.name, source=found)


@gate(MANAGE, methods="POST")
def source_switch(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """Put a source into use, or out of it."""
    on = request.POST.get("on") == "1"
    commands.switch_source(source_id, on=on, by=actor_of(request))
    return _saved(request, _("The source is in use") if on else _("The source is out of use"))


@gate(MANAGE)
def new_reason(request: HttpRequest) -> HttpResponse:
    """A reason of rejection more."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_reason(form.cleaned_data["name"], by=actor_of(request))
            return _saved(request, _("The reason is added"))
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    title, url = _("New reason"), reverse("leads:new_reason")
    return _ask(request, "leads/short_form.html", {"form": form}, title, url)


@gate(MANAGE, methods="POST")
def reason_removal(request: HttpRequest, reason_id: UUID) -> HttpResponse:
    """Take away a reason that no lead has."""
    commands.remove_reason(reason_id, by=actor_of(request))
    return _saved(request, _("The reason is removed"))


def _context(request: HttpRequest) -> dict[str, Any]:
    return {
        "sources": queries.sources_with_counts(),
        "rules": queries.distribution_rules(),
        "reasons": queries.reject_reasons(),
        "host": f"{request.scheme}://{request.get_host()}",
    }


def _saved(request: HttpRequest, said: str) -> HttpResponse:
    reply = Reply(request, back=reverse("leads:settings"))
    reply = reply.fragment(f"{PAGE}#lists", _context(request)).close_panel()
    return reply.toast(said, undo=last_act_id())


def _condition(text: str) -> Condition:
    try:
        return parse(text)
    except ConditionFault:
        return ALL


def _rule_initial(found: DistributionRule) -> dict[str, Any]:
    names = ("name", "mode", "only_at_work", "minutes_to_take")
    people = [member.user_id for member in found.members.all()]
    return {**{name: getattr(found, name) for name in names}, "team": found.team_id,
            "people": people}  # fmt: skip


def _rule_values(request: HttpRequest, form: RuleForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    team = given.pop("team")
    return {
        **given,
        "team_id": team.pk if team else None,
        "people": [person.pk for person in given["people"]],
        "where": dump(read_form(request.POST, "lead")),
    }


def _rule_form(
    request: HttpRequest, form: RuleForm, url: str, title: str, where: Condition
) -> HttpResponse:
    if request.method == "POST":
        where = read_form(request.POST, "lead")
    context = {"form": form, **condition_form(where, "lead")}
    return _ask(request, "leads/rule.html", context, title, url)


def _source_form(
    request: HttpRequest, form: SourceForm, url: str, title: str, **more: Any
) -> HttpResponse:
    host = f"{request.scheme}://{request.get_host()}"
    return _ask(request, "leads/source.html", {"form": form, "host": host, **more}, title, url)


def _ask(
    request: HttpRequest, template: str, context: dict[str, Any], title: str, url: str
) -> HttpResponse:
    context = {**context, "title": title, "post_url": url}
    if context["form"].is_bound:
        return Reply(request).invalid(template, context, title=title)
    return Reply(request).drawer(template, context, title=title)
