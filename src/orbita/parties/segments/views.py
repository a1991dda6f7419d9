"""Pages of segments besides the list: new, record, preview, history, access."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.parties.segments import commands, queries
from orbita.parties.segments.forms import AccessForm, SegmentForm
from orbita.parties.segments.models import Sort
from orbita.parties.segments.panels import clients_url
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.conditions.tree import dump
from orbita.platform.jobs.commands import start_work
from orbita.platform.lists.filter_form import (
    condition_form,
    read_form,
)
from orbita.platform.records.pages import parse_day, record_page
from orbita.platform.ui.reply import Reply

FORM = "segments/form.html"
MOST_SHOWN = 200


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("segments.create")
def new(request: HttpRequest) -> HttpResponse:
    """Start a segment, of nothing or of the filter in the address."""
    actor = _actor(request)
    may_share = actor.may(commands.SHARE)
    title, url = _("New segment"), reverse("segments:new")
    if request.method != "POST":
        form = SegmentForm(may_share=may_share, is_new=True, initial={"is_shared": may_share})
        where = request.GET.get("where", "")
        return Reply(request).drawer(FORM, _editor(form, where, url, title), title=title)
    form = SegmentForm(request.POST, may_share=may_share, is_new=True)
    where = dump(read_form(request.POST, "party"))
    if form.is_valid():
        try:
            made = commands.add_segment(condition=where, by=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            reply = Reply(request).go(reverse("segments:record", args=[made.pk]))
            return reply.toast(_("The segment is added"), undo=last_act_id())
    return Reply(request).invalid(FORM, _editor(form, where, url, title), title=title)


@gate("segments.edit")
def profile(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """Change a segment: its name and its condition."""
    actor = _actor(request)
    found = queries.segment(actor, segment_id)
    require(actor, "segments.edit", found)
    url, title = reverse("segments:profile", args=[segment_id]), found.name
    names = ("name", "tone", "note", "is_shared")
    options: dict[str, Any] = {"may_share": actor.may(commands.SHARE), "is_new": False}
    if request.method != "POST":
        form = SegmentForm(initial={name: getattr(found, name) for name in names}, **options)
        context = _editor(form, found.condition, url, title, found.sort)
        return Reply(request).drawer(FORM, context, title=title)
    form = SegmentForm(request.POST, **options)
    where = dump(read_form(request.POST, "party")) if found.is_dynamic else ""
    if form.is_valid():
        given = {**form.cleaned_data, "condition": where}
        changed = {name: value for name, value in given.items() if value != getattr(found, name)}
        try:
            if changed:
                commands.change_segments([segment_id], changed, by=actor)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            reply = Reply(request, back=_page(segment_id)).close_panel().refresh()
            return reply.toast(_("The segment is saved"), undo=last_act_id() if changed else None)
    return Reply(request).invalid(FORM, _editor(form, where, url, title, found.sort), title=title)


@gate("segments.create", methods="POST")
def preview(request: HttpRequest) -> HttpResponse:
    """How many clients the condition in the form finds, and some of them."""
    where = dump(read_form(request.POST, "party"))
    found = queries.preview(_actor(request), where)
    return Reply(request).page("segments/preview.html", {"preview": found})


@gate("segments.view", methods="GET")
def record(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """A segment: how clients get in, who is in, who came and left."""
    found = queries.segment(_actor(request), segment_id)
    return record_page(request, "segment", found, head="segments/head.html")


@gate("segments.view", methods="POST")
def recomputing(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """Computes the segment now."""
    state = commands.recompute_segment(segment_id, by=_actor(request))
    said = _("Computed: %(came)s came, %(left)s left") % {"came": state.came, "left": state.left}
    return Reply(request, back=_page(segment_id)).refresh().toast(said)


@gate(commands.SHARE, methods="POST")
def recomputing_all(request: HttpRequest) -> HttpResponse:
    """Computes all segments as long work."""
    work = start_work("segments", title=_("Computing segments"), parameters={}, by=_actor(request))
    return Reply(request).go(reverse("jobs:work", args=[work.pk]))


@gate("segments.view", methods="GET")
def history(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """Who was in the segment on a day, and on which days clients came and left."""
    actor = _actor(request)
    found = queries.segment(actor, segment_id)
    day = parse_day(request.GET.get("on"))
    members = list(queries.members(actor, segment_id, day)[: MOST_SHOWN + 1])
    context = {
        "segment": found,
        "day": day,
        "days": queries.days(segment_id, found.state.size, back=365),
        "members": members[:MOST_SHOWN],
        "is_more": len(members) > MOST_SHOWN,
        "most": MOST_SHOWN,
        "clients_url": clients_url(found),
    }
    return Reply(request).page("segments/history.html", context)


@gate("access.manage")
def access(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """To whom the clients of the segment are given."""
    actor = _actor(request)
    found = queries.segment(actor, segment_id)
    url, title = reverse("segments:access", args=[segment_id]), _("Who gets the clients")
    if request.method != "POST":
        form = AccessForm(initial=AccessForm.initial_of(queries.accesses(segment_id)))
        context = {"form": form, "post_url": url, "segment": found}
        return Reply(request).drawer("segments/access.html", context, title=title)
    form = AccessForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "post_url": url, "segment": found}
        return Reply(request).invalid("segments/access.html", context, title=title)
    commands.give_segment(
        segment_id,
        user_ids=[user.pk for user in form.cleaned_data["users"]],
        department_ids=[place.pk for place in form.cleaned_data["departments"]],
        by=actor,
    )
    reply = Reply(request, back=_page(segment_id)).close_panel().refresh()
    return reply.toast(_("The access is saved"), undo=last_act_id())


@gate("segments.edit", methods="POST")
def removal(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """Takes a client out of a segment that is kept by hand."""
    party_id = key_of(request.POST, "party")
    count = commands.take_out_of_segment(segment_id, [party_id], by=_actor(request))
    said = ngettext("%(count)s client taken out", "%(count)s clients taken out", count)
    reply = Reply(request, back=_page(segment_id)).refresh()
    return reply.toast(said % {"count": count}, undo=last_act_id())


def _page(segment_id: UUID) -> str:
    return reverse("segments:record", args=[segment_id])


def _editor(form: SegmentForm, where: str, url: str, title: str, sort: str = "") -> dict[str, Any]:
    """The form with the lines of the condition, as the filter of the list of clients has them."""
    return {
        "form": form,
        "post_url": url,
        "title": title,
        **condition_form(where, "party", first="status"),
        "is_dynamic": sort != Sort.STATIC,
        "is_new": not sort,
    }
