"""Pages of hand-overs: a whole book, one record, and what the new owners have to know."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record as record_of
from orbita.platform.records.slots import RecordRef, kinds
from orbita.platform.ui.reply import Reply
from orbita.sales.handover import commands, drawing, queries
from orbita.sales.handover.forms import BookForm, OneForm, terms_of
from orbita.sales.handover.planning import Wanted

CREATE = "handovers.create"
HANDED = ("party", "deal", "lead")


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


@gate(None, methods="GET")
def handovers(request: HttpRequest) -> HttpResponse:
    """Hand-overs that concern who asks, the newest first."""
    actor = _actor(request)
    context = {"handovers": queries.handovers(actor), "may_create": actor.may(CREATE)}
    return Reply(request).page("handover/handovers.html", context)


@gate(None, methods="GET")
def handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """One hand-over: what went to whom, and each client with what there is to know of him."""
    actor = _actor(request)
    found = queries.handover_named(actor, handover_id)
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isdigit() else 0
    return Reply(request).page("handover/handover.html", drawing.one(actor, found, page))


@gate(CREATE)
def book(request: HttpRequest) -> HttpResponse:
    """The book of an employee: first what would go to whom, then the act."""
    actor = _actor(request)
    initial = {"giver": request.GET.get("from", "")}
    form = BookForm(actor, request.POST or None, initial=initial)
    planned = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "give":
                made = commands.hand_over(form.wanted(), **form.terms(), by=actor)
                return _given(request, made)
            planned = drawing.planned(form.wanted(), form.terms(), actor)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"form": form, "planned": planned}
    reply = Reply(request)
    if form.errors:
        return reply.invalid("handover/book.html", context)
    return reply.page("handover/book.html", context)


@gate(CREATE)
def record(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """One client, deal or lead goes to a colleague, with what is open about it."""
    actor = _actor(request)
    if kind not in HANDED or kind not in kinds:
        raise NotFound
    found = record_of(actor, kind, record_id)
    require(actor, f"{found.permissions}.edit", found)
    wanted = Wanted(chosen=(RecordRef(kind, record_id),))
    form = OneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            terms = terms_of([given["receiver"].pk], given)
            made = commands.hand_over(wanted, **terms, by=actor)
        except Refusal as refusal:
            name = "receiver" if refusal.field == "receivers" else refusal.field
            form.add_error(name if name in form.fields else None, str(refusal))
        else:
            count = made.items.count()
            return _done(request, kinds[kind].url(record_id), count)
    context = {"form": form, "post_url": request.path, "title": _("Hand over"), "record": found,
               "counts": drawing.counted(wanted, actor)}  # fmt: skip
    reply = Reply(request)
    show = reply.invalid if form.errors else reply.drawer
    return show("handover/record.html", context, title=_("Hand over"))


@gate(CREATE, methods="POST")
def back(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Gives back what is still the receivers'."""
    actor = _actor(request)
    queries.handover_named(actor, handover_id)
    count = commands.hand_back(handover_id, by=actor)
    reply = Reply(request).go(reverse("handover:handover", args=[handover_id]))
    said = ngettext("%(count)s record is given back", "%(count)s records are given back", count)
    return reply.toast(said % {"count": count}, undo=last_act_id())


def _given(request: HttpRequest, made: Any) -> Reply:
    reply = Reply(request).go(reverse("handover:handover", args=[made.pk]))
    return reply.toast(_said(made.items.count()), undo=last_act_id())


def _done(request: HttpRequest, url: str, count: int) -> Reply:
    reply = Reply(request, back=url).close_panel().refresh()
    return reply.toast(_said(count), undo=last_act_id())


def _said(count: int) -> str:
    said = ngettext("%(count)s record handed over", "%(count)s records handed over", count)
    return said % {"count": count}
