"""Pages of lists for calling: find look-alikes, the list, calling one by one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.activities.timeline.commands import NextStep
from orbita.activities.timeline.errors import StepNeedsTime
from orbita.activities.timeline.models import Kind
from orbita.activities.timeline.times import understand
from orbita.kit.identities import uuid_or_none
from orbita.parties.directory.queries import contact_points
from orbita.parties.segments.queries import offered
from orbita.parties.segments.queries import segment as segment_named
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.hidden import masked
from orbita.platform.records.pages import record_page
from orbita.platform.ui.reply import Reply
from orbita.sales.prospecting import commands, queries
from orbita.sales.prospecting.forms import CallListForm, LookAlikesForm
from orbita.sales.prospecting.models import CallEntry, CallList, State
from orbita.sales.prospecting.reasons import worded

FORM = "prospecting/form.html"
OUTCOMES = (
    (State.INTERESTED, "thumbs-up"),
    (State.CALLED, "check"),
    (State.NO_ANSWER, "phone-missed"),
    (State.REFUSED, "thumbs-down"),
)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("call_lists.create")
def look_alikes(request: HttpRequest) -> HttpResponse:
    """Find clients like the best ones and make a list of them."""
    title = _("Find look-alikes")
    form = LookAlikesForm(request.POST or None, segments=offered())
    context = {"form": form, "post_url": reverse("prospecting:look_alikes"), "title": title}
    if request.method != "POST":
        return Reply(request).drawer(FORM, context, title=title)
    if form.is_valid():
        best = form.cleaned_data["best"]
        try:
            made = commands.call_look_alikes(
                name=form.cleaned_data["name"],
                script=form.cleaned_data["script"],
                top=int(best) if best.isdigit() else 0,
                segment_id=None if best.isdigit() else uuid_or_none(best),
                limit=form.cleaned_data["limit"],
                assignees=form.people(),
                by=_actor(request),
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _made(request, made)
    return Reply(request).invalid(FORM, context, title=title)


@gate("call_lists.create")
def of_segment(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """Make a list of the clients of a segment."""
    segment = segment_named(_actor(request), segment_id)
    form = CallListForm(request.POST or None, initial={"name": segment.name})
    url = reverse("prospecting:of_segment", args=[segment_id])
    title = _("Call the clients of the segment")
    context = {"form": form, "post_url": url, "title": title, "segment": segment}
    if request.method != "POST":
        return Reply(request).drawer(FORM, context, title=title)
    if form.is_valid():
        try:
            made = commands.call_segment(
                segment_id,
                name=form.cleaned_data["name"],
                script=form.cleaned_data["script"],
                assignees=form.people(),
                by=_actor(request),
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _made(request, made)
    return Reply(request).invalid(FORM, context, title=title)


def _made(request: HttpRequest, made: CallList) -> HttpResponse:
    reply = Reply(request).go(reverse("prospecting:record", args=[made.pk]))
    return reply.toast(_("The list is made"), undo=last_act_id())


@gate("call_lists.edit")
def profile(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The name of a list and what to say."""
    actor = _actor(request)
    found = queries.call_list(actor, list_id)
    require(actor, "call_lists.edit", found)
    now = {"name": found.name, "script": found.script}
    form = CallListForm(request.POST or None, initial=now)
    del form.fields["assignees"]
    url = reverse("prospecting:profile", args=[list_id])
    context = {"form": form, "post_url": url, "title": found.name}
    if request.method != "POST":
        return Reply(request).drawer(FORM, context, title=found.name)
    if form.is_valid():
        changed = {key: value for key, value in form.cleaned_data.items() if value != now[key]}
        if changed:
            commands.change_call_lists([list_id], changed, by=actor)
        reply = Reply(request, back=reverse("prospecting:record", args=[list_id])).close_panel()
        undo = last_act_id() if changed else None
        return reply.refresh().toast(_("The list is saved"), undo=undo)
    return Reply(request).invalid(FORM, context, title=found.name)


@gate("call_lists.view", methods="GET")
def record(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """A list: who is in it, why, and how the calls went."""
    found = queries.call_list(_actor(request), list_id)
    return record_page(request, "call_list", found, head="prospecting/head.html")


@gate("call_lists.view")
def calling(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Call one by one: who is next, what to say, how it went. A POST writes it down."""
    actor = _actor(request)
    found = queries.call_list(actor, list_id)
    asked = (request.POST or request.GET).get("entry", "")
    current = (
        queries.entry(actor, list_id, int(asked))
        if asked.isdigit()
        else queries.next_entry(actor, list_id)
    )
    if request.method != "POST" or current is None:
        return Reply(request).page("prospecting/calling.html", _desk(actor, found, current))
    fault = ""
    try:
        _write_down(request, current, actor)
    except Refusal as refusal:
        fault = str(refusal)
    if fault:
        context = _desk(actor, found, current, fault=fault, sent=request.POST)
        return Reply(request).page("prospecting/calling.html", context, status=422)
    reply = Reply(request).go(reverse("prospecting:calling", args=[list_id]))
    return reply.toast(_("The call is written down"), undo=last_act_id())


def _write_down(request: HttpRequest, current: CallEntry, actor: Actor) -> None:
    sent = request.POST
    state = sent.get("state", "")
    commands.record_call(
        current.call_list_id,
        current.pk,
        state=state if state in commands.RESULTS else State.CALLED,
        text=sent.get("text", ""),
        next_step=_step(sent.get("next", ""), actor),
        by=actor,
    )


def _step(text: str, actor: Actor) -> NextStep | None:
    """«завтра в 10 отправить КП» as a step; refuses words without a time."""
    if not text.strip():
        return None
    when = understand(text)
    if when is None:
        raise StepNeedsTime
    kind = Kind.TASK if when.rest else Kind.CALL
    return NextStep(kind, when.at, when.is_all_day, when.rest, actor.id)


def _desk(actor: Actor, found: CallList, current: CallEntry | None, **more: Any) -> dict[str, Any]:
    return {
        "call_list": found,
        "entry": current,
        "points": contact_points(masked(actor, current.party)) if current else [],
        "reasons": worded(current.reasons) if current else [],
        "outcomes": [(state.value, state.label, icon) for state, icon in OUTCOMES],
        "may_open": actor.may("deals.create"),
        **more,
    }
