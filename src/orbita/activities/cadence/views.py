"""The rules of cadence."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.activities.cadence import commands
from orbita.activities.cadence.forms import RuleForm
from orbita.activities.cadence.queries import rule_named, standings
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

MANAGE = "cadence.manage"
FORM = "cadence/form.html"


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


@gate(MANAGE)
def rules(request: HttpRequest) -> HttpResponse:
    """All rules with their clients; POST adds one."""
    if request.method == "GET":
        context = {"standings": standings(_actor(request))}
        return Reply(request).page("cadence/rules.html", context, part="rules")
    return _saved(request, None, RuleForm(request.POST))


@gate(MANAGE, methods="GET")
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new rule."""
    form = RuleForm(initial={"is_direct": True})
    return Reply(request).drawer(FORM, _context(None, form), title=_title(None))


@gate(MANAGE)
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """A rule: for whom and how often."""
    found = rule_named(rule_id)
    if request.method == "POST":
        return _saved(request, rule_id, RuleForm(request.POST))
    form = RuleForm(initial=RuleForm.of(found))
    return Reply(request).drawer(FORM, _context(rule_id, form), title=_title(rule_id))


@gate(MANAGE, methods="POST")
def place(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Moves a rule one place up or down."""
    commands.shift_cadence_rule(rule_id, down="down" in request.POST, by=_actor(request))
    return _changed(request, "")


@gate(MANAGE, methods="POST")
def removal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Removes a rule."""
    commands.delete_cadence_rule(rule_id, by=_actor(request))
    return _changed(request, _("The cadence rule is removed"))


def _saved(request: HttpRequest, rule_id: UUID | None, form: RuleForm) -> HttpResponse:
    if form.is_valid():
        try:
            if rule_id is None:
                commands.add_cadence_rule(**form.cleaned_data, by=_actor(request))
            else:
                commands.change_cadence_rule(rule_id, form.cleaned_data, by=_actor(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _changed(request, _("The rule is saved"))
    return Reply(request).invalid(FORM, _context(rule_id, form), title=_title(rule_id))


def _title(rule_id: UUID | None) -> str:
    return _("Cadence rule") if rule_id else _("New cadence rule")


def _context(rule_id: UUID | None, form: RuleForm) -> dict[str, object]:
    url = reverse("cadence:rule", args=[rule_id]) if rule_id else reverse("cadence:rules")
    return {"form": form, "title": _title(rule_id), "post_url": url}


def _changed(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("cadence:rules")).close_panel()
    reply.fragment("cadence/rules.html#rules", {"standings": standings(_actor(request))})
    return reply.toast(said, undo=last_act_id()) if said else reply
