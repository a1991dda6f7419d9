"""Rules on the board: drawn, written, tried out, switched; what they have done."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.activities.scenarios import commands, forms, queries
from orbita.activities.scenarios.models import Outcome, Rule
from orbita.activities.scenarios.slots import RuleKind
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.lists.filter_form import condition_form
from orbita.platform.lists.slots import screens
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply

MANAGE = "scenarios.manage"
FORM = "scenarios/form.html"
PAGE = "scenarios/rules.html"


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def _kind(request: HttpRequest, kind: str) -> RuleKind:
    return queries.rule_kind(kind, _actor(request))


def _rule(request: HttpRequest, rule_id: UUID) -> tuple[Rule, RuleKind]:
    rule = queries.rule_named(rule_id)
    return rule, _kind(request, rule.kind)


@gate(MANAGE)
def rules(request: HttpRequest, kind: str) -> HttpResponse:
    """The rules of a kind drawn on its board; POST adds one."""
    found = _kind(request, kind)
    if request.method == "GET":
        return Reply(request).page(PAGE, _board(request, found), part="rules")
    return _saved(request, found, None)


@gate(MANAGE, methods="GET")
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a new rule."""
    found = _kind(request, kind)
    written = forms.blank(found, request.GET.dict())
    return Reply(request).drawer(FORM, _form(written, None), title=_("New rule"))


@gate(MANAGE)
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """A rule: when, if, then."""
    now, kind = _rule(request, rule_id)
    if request.method == "POST":
        return _saved(request, kind, now)
    return Reply(request).drawer(FORM, _form(forms.of_rule(kind, now), now), title=now.name)


@gate(MANAGE, methods="POST")
def draft(request: HttpRequest, kind: str) -> HttpResponse:
    """A part of the form again while it is being written: «when» or «then»."""
    written = forms.redrawn(_kind(request, kind), request.POST)
    part = "when" if request.GET.get("part") == "when" else "then"
    return Reply(request).page(f"scenarios/{part}.html", _form(written, None))


@gate(MANAGE, methods="POST")
def trial(request: HttpRequest, kind: str) -> HttpResponse:
    """The dry run of the rule in the form, saved or not: what it would do, nothing written."""
    written = forms.of_post(_kind(request, kind), request.POST)
    context: dict[str, Any] = {"dry_run": None, "fault": _("Fill in what the rule needs first.")}
    if written.is_valid():
        try:
            draft_rule = written.draft().as_rule()
            context = {"dry_run": queries.dry_run(draft_rule, _actor(request)), "fault": ""}
        except Refusal as refusal:
            context["fault"] = str(refusal)
    return Reply(request).page("scenarios/trial.html", context)


@gate(MANAGE)
def run(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """The dry run of a rule; POST lets it act on exactly these records now."""
    now, _kind_of = _rule(request, rule_id)
    if request.method == "POST":
        count = commands.run_now(rule_id, by=_actor(request))
        said = ngettext(
            "The rule acts on %(count)s record", "The rule acts on %(count)s records", count
        )
        return Reply(request, back=_log(rule_id)).go(_log(rule_id)).toast(said % {"count": count})
    fault, dry_run = "", None
    try:
        dry_run = queries.dry_run(now, _actor(request))
    except Refusal as refusal:
        fault = str(refusal)
    context = {
        "rule": now,
        "dry_run": dry_run,
        "fault": fault,
        "post_url": reverse("scenarios:run", args=[rule_id]),
    }
    return Reply(request).drawer("scenarios/run.html", context, title=now.name)


@gate(MANAGE, methods="POST")
def switch(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Switches a rule on or off."""
    now, kind = _rule(request, rule_id)
    on = request.POST.get("on") == "1"
    commands.switch_rule(now.pk, on=on, by=_actor(request))
    return _changed(request, kind, _("The rule is on") if on else _("The rule is off"))


@gate(MANAGE, methods="POST")
def removal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Removes a rule."""
    now, kind = _rule(request, rule_id)
    commands.remove_rule(now.pk, by=_actor(request))
    return _changed(request, kind, _("The rule is removed"))


@gate(MANAGE, methods="POST")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Makes a rule from a ready one, switched off."""
    found = _kind(request, kind)
    key = request.POST.get("template", "")
    ready = next((one for one in found.templates if one.key == key), None)
    if ready is None:
        raise NotFound
    made = commands.RuleDraft(
        kind=kind,
        trigger=ready.trigger,
        said=ready.said(),
        actions=ready.actions(),
        condition=ready.where,
        name=str(ready.name),
        is_on=False,
    )
    commands.add_rule(made, by=_actor(request))
    return _changed(request, found, _("The rule is added, it is off"))


@gate(MANAGE)
def log(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """What a rule did; POST lets it try again where it failed, or takes an act back."""
    now, kind = _rule(request, rule_id)
    if request.method == "POST":
        return _log_act(request, now)
    outcome = request.GET.get("outcome", "")
    counts = queries.counts(now)
    address = _log(rule_id)
    tabs = [Place(_("All"), address, not outcome, count=sum(counts.values()))]
    tabs += [
        Place(str(label), f"{address}?outcome={key}", outcome == key, count=counts.get(key, 0))
        for key, label in Outcome.choices
        if counts.get(key)
    ]
    context = {
        "rule": now,
        "rule_kind": kind,
        "home": _home(kind.key),
        "when": queries.trigger_words(now),
        "then": queries.action_lines(now),
        "entries": queries.log_of_rule(now, _actor(request), outcome),
        "most": queries.LOG,
        "tabs": tabs,
        "failed": counts.get(Outcome.FAILED, 0),
        "url": request.get_full_path(),
    }
    return Reply(request).page("scenarios/log.html", context, part="log")


def _log_act(request: HttpRequest, rule: Rule) -> HttpResponse:
    if "act" in request.POST:
        report = commands.undo_rule_act(key_of(request.POST, "act"), by=_actor(request))
        said = _("Undone, records: %(count)s") % {"count": report.records}
    else:
        count = commands.retry_failed(rule.pk, by=_actor(request))
        said = ngettext("Trying %(count)s record again", "Trying %(count)s records again", count)
        said = said % {"count": count}
    return Reply(request, back=_log(rule.pk)).refresh().toast(said)


def _home(kind: str) -> str:
    return reverse(f"scenarios:rules_{kind}")


def _log(rule_id: UUID) -> str:
    return reverse("scenarios:log", args=[rule_id])


def _saved(request: HttpRequest, kind: RuleKind, now: Rule | None) -> HttpResponse:
    written = forms.of_post(kind, request.POST)
    title = now.name if now else _("New rule")
    if written.is_valid():
        try:
            if now is None:
                commands.add_rule(written.draft(), by=_actor(request))
            else:
                commands.change_rule(now.pk, written.draft(), by=_actor(request))
        except Refusal as refusal:
            written.head.add_error(None, str(refusal))
        else:
            return _changed(request, kind, _("The rule is saved"))
    return Reply(request).invalid(FORM, _form(written, now), title=title)


def _changed(request: HttpRequest, kind: RuleKind, said: str) -> Reply:
    reply = Reply(request, back=_home(kind.key)).close_panel()
    reply.refresh()
    return reply.toast(said, undo=last_act_id())


def _board(request: HttpRequest, kind: RuleKind) -> dict[str, Any]:
    shelves = list(kind.shelves())
    shelf = request.GET.get("shelf", "")
    shelf = shelf if shelf in dict(shelves) else (shelves[0][0] if shelves else "")
    address = _home(kind.key)
    columns = queries.drawn(kind, shelf)
    return {
        "rule_kind": kind,
        "home": address,
        "columns": columns,
        "is_empty": not any(column.cards for column in columns),
        "templates": kind.templates,
        "shelf": shelf,
        "shelves": [Place(name, f"{address}?shelf={key}", key == shelf) for key, name in shelves],
        "screen": screens[kind.key],
        "url": request.get_full_path(),
    }


def _form(written: forms.Written, now: Rule | None) -> dict[str, Any]:
    kind = written.kind.key
    address = reverse("scenarios:rule", args=[now.pk]) if now else _home(kind)
    return {
        "written": written,
        "form": written.head,
        "rule": now,
        "title": now.name if now else _("New rule"),
        "post_url": address,
        "kind_key": kind,
        "offered": forms.offered_actions(kind),
        **condition_form(written.where, kind),
    }
