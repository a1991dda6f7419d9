"""The tree of territories, the page of one, re-cuts, and the place of a client."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.parties.directory.models import Party
from orbita.parties.territories import commands, drawing
from orbita.parties.territories.forms import PlaceForm, RecutForm, RuleForm, TerritoryForm
from orbita.parties.territories.models import RecutState
from orbita.parties.territories.queries import rule_named, territory_named, territory_of
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply

MANAGE = "territories.manage"
FORM = "territories/form.html"


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


@gate("territories.view")
def territories(request: HttpRequest) -> HttpResponse:
    """The whole tree with its clients; POST adds a territory."""
    if request.method == "POST":
        return _save_territory(request, None)
    context = drawing.whole(_actor(request))
    return Reply(request).page("territories/tree.html", context, part="tree")


@gate(MANAGE, methods="GET")
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new territory, below the one that the address names."""
    form = TerritoryForm(None, initial={"parent": request.GET.get("parent", "")})
    return _ask(request, form, _("New territory"), reverse("territories:territories"))


@gate("territories.view", methods="GET")
def territory(request: HttpRequest, territory_id: UUID) -> HttpResponse:
    """One territory: who manages it, its clients, its rules, who stood there on a day."""
    found = territory_named(territory_id)
    day = _day(request.GET.get("on", ""))
    context = drawing.one(_actor(request), found, day)
    return Reply(request).page("territories/territory.html", context)


@gate(MANAGE)
def profile(request: HttpRequest, territory_id: UUID) -> HttpResponse:
    """Name, place and manager of a territory."""
    if request.method == "POST":
        return _save_territory(request, territory_id)
    found = territory_named(territory_id)
    form = TerritoryForm(found, initial=TerritoryForm.of(found))
    return _ask(request, form, _("Territory"), reverse("territories:profile", args=[territory_id]))


def _save_territory(request: HttpRequest, territory_id: UUID | None) -> HttpResponse:
    actor = _actor(request)
    require(actor, MANAGE)
    form = TerritoryForm(territory_named(territory_id) if territory_id else None, request.POST)
    if form.is_valid():
        try:
            if territory_id is None:
                commands.add_territory(**form.values(), by=actor)
            else:
                commands.change_territory(territory_id, **form.values(), by=actor)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _changed(request, _("The territory is saved"))
    place = reverse("territories:profile", args=[territory_id]) if territory_id else ""
    return _wrong(request, form, _("Territory"), place or reverse("territories:territories"))


@gate(MANAGE, methods="POST")
def place(request: HttpRequest, territory_id: UUID) -> HttpResponse:
    """Moves a territory one place up or down."""
    commands.shift_territory(territory_id, down="down" in request.POST, by=_actor(request))
    return _changed(request, "")


@gate(MANAGE, methods="POST")
def removal(request: HttpRequest, territory_id: UUID) -> HttpResponse:
    """Deletes a territory where nobody stands."""
    commands.delete_territory(territory_id, by=_actor(request))
    reply = Reply(request).go(reverse("territories:territories"))
    return reply.toast(_("The territory is deleted"), undo=last_act_id())


@gate(MANAGE)
def new_rule(request: HttpRequest, territory_id: UUID) -> HttpResponse:
    """Another rule of a territory."""
    actor = _actor(request)
    form = RuleForm(actor, None, request.POST or None)
    title, url = _("New rule"), request.path
    if request.method == "GET":
        return _ask(request, form, title, url)
    if form.is_valid():
        try:
            commands.add_territory_rule(territory_id, **form.values(), by=actor)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _ruled(request, territory_id, _("The rule is saved. Nobody has moved yet"))
    return _wrong(request, form, title, url)


@gate(MANAGE)
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """What a rule asks for."""
    actor, found = _actor(request), rule_named(rule_id)
    form = RuleForm(actor, found, request.POST or None)
    title, url = _("Rule"), request.path
    if request.method == "GET":
        return _ask(request, form, title, url)
    if form.is_valid():
        try:
            commands.change_territory_rule(rule_id, **form.values(), by=actor)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            said = _("The rule is saved. Nobody has moved yet")
            return _ruled(request, found.territory_id, said)
    return _wrong(request, form, title, url)


@gate(MANAGE, methods="POST")
def rule_place(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Asks a rule sooner or later."""
    found = rule_named(rule_id)
    commands.shift_territory_rule(rule_id, down="down" in request.POST, by=_actor(request))
    return _ruled(request, found.territory_id, "")


@gate(MANAGE, methods="POST")
def rule_removal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Drops a rule."""
    found = rule_named(rule_id)
    commands.delete_territory_rule(rule_id, by=_actor(request))
    return _ruled(request, found.territory_id, _("The rule is removed. Nobody has moved yet"))


@gate(MANAGE)
def recut(request: HttpRequest) -> HttpResponse:
    """What the rules would change, and POST: let it happen, today or on a day."""
    actor, form = _actor(request), RecutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.plan_recut(**form.cleaned_data, by=actor)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            reply = Reply(request).go(reverse("territories:recut"))
            return reply.toast(_recut_said(made), undo=last_act_id())
    context = drawing.recut(actor, form)
    reply = Reply(request)
    if form.errors:
        return reply.invalid("territories/recut.html", context)
    return reply.page("territories/recut.html", context)


def _recut_said(made: Any) -> str:
    if made.state == RecutState.PLANNED:
        return _("The re-cut is planned")
    said = ngettext("%(count)s client moved", "%(count)s clients moved", made.moved)
    return said % {"count": made.moved}


@gate(MANAGE, methods="POST")
def recut_cancellation(request: HttpRequest, recut_id: UUID) -> HttpResponse:
    """Calls off a planned re-cut."""
    commands.cancel_recut(recut_id, by=_actor(request))
    reply = Reply(request).go(reverse("territories:recut"))
    return reply.toast(_("The re-cut is cancelled"), undo=last_act_id())


@gate("parties.edit")
def party_place(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The place of a client: by hand with a reason, or by the rules."""
    actor = _actor(request)
    party: Party = record(actor, "party", party_id)
    require(actor, "parties.edit", party)
    now = territory_of(party)
    by_hand = now if now and now.by_hand else None
    initial = {"territory": by_hand.territory_id, "reason": by_hand.reason} if by_hand else {}
    form = PlaceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _place(party_id, form, actor)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            reply = Reply(request, back=reverse("dossier:party", args=[party_id]))
            said = _("The place is saved")
            return reply.close_panel().refresh().toast(said, undo=last_act_id())
    title = _("Territory of the client")
    return (_wrong if form.errors else _ask)(request, form, title, request.path)


def _place(party_id: UUID, form: PlaceForm, by: Actor) -> None:
    target = form.cleaned_data["territory"]
    if target is None:
        commands.follow_rules([party_id], by=by)
    else:
        commands.place_by_hand([party_id], target, reason=form.cleaned_data["reason"], by=by)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


def _ask(request: HttpRequest, form: Any, title: str, url: str) -> Reply:
    return Reply(request).drawer(FORM, _form(form, title, url), title=title)


def _wrong(request: HttpRequest, form: Any, title: str, url: str) -> Reply:
    return Reply(request).invalid(FORM, _form(form, title, url), title=title)


def _form(form: Any, title: str, url: str) -> dict[str, Any]:
    return {"form": form, "title": title, "post_url": url}


def _changed(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("territories:territories")).close_panel().refresh()
    return reply.toast(said, undo=last_act_id()) if said else reply


def _ruled(request: HttpRequest, territory_id: UUID, said: str) -> Reply:
    back = reverse("territories:territory", args=[territory_id])
    reply = Reply(request, back=back).close_panel().refresh()
    return reply.toast(said, undo=last_act_id()) if said else reply
