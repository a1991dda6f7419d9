"""Webhooks: the list, a page with the log for each, drawers for what is set or looked at."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from orbita.api.webhooks import commands, queries
from orbita.api.webhooks.forms import EndpointForm, ReplayForm
from orbita.api.webhooks.models import Endpoint, State
from orbita.api.webhooks.signing import opened
from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply

MANAGE = queries.MANAGE
PAGE = "webhooks/list.html"
LOG = "webhooks/endpoint.html"
FORM = "webhooks/form.html"


@gate(MANAGE, methods="GET")
def page(request: HttpRequest) -> HttpResponse:
    """All endpoints."""
    return Reply(request).page(PAGE, _list(request), part="list")


@gate(MANAGE, methods="GET")
def types(request: HttpRequest) -> HttpResponse:
    """All types of events with what they hold."""
    return Reply(request).page("webhooks/types.html", {"groups": queries.types_by_kind()})


@gate(MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """One more endpoint; its secret is shown once."""
    by = _by(request)
    form = EndpointForm(request.POST or None, initial={"owner_id": by.id})
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.add_endpoint(**form.values(), by=by)
            reply = Reply(request, back=_address(made.pk))
            return _secret(reply.fragment(f"{PAGE}#list", _list(request)), made)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return _ask(request, form, _("New webhook"), reverse("webhooks:new"))


@gate(MANAGE, methods="GET")
def endpoint(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """An endpoint with the log of its messages. Six statements."""
    return Reply(request).page(LOG, _log(request, endpoint_id), part="log")


@gate(MANAGE)
def change(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Where messages go, which, and by whose rights."""
    found = queries.endpoint(_by(request), endpoint_id)
    initial = {name: getattr(found, name) for name in EndpointForm.base_fields}
    form = EndpointForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_endpoint(endpoint_id, **form.values(), by=_by(request))
            return _saved(request, endpoint_id, _("The webhook is saved"))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return _ask(request, form, str(found), reverse("webhooks:change", args=[endpoint_id]))


@gate(MANAGE, methods="POST")
def switch(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Put an endpoint into use, or out of it."""
    on = request.POST.get("on") == "1"
    commands.switch_endpoint(endpoint_id, on=on, by=_by(request))
    said = _("The webhook is in use") if on else _("The webhook is switched off")
    return _saved(request, endpoint_id, said)


@gate(MANAGE, methods="POST")
def secret(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """A new secret, shown once."""
    found = commands.rotate_secret(endpoint_id, by=_by(request))
    return _secret(Reply(request, back=_address(endpoint_id)), found)


@gate(MANAGE, methods="POST")
def removal(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Take an endpoint away."""
    commands.remove_endpoint(endpoint_id, by=_by(request))
    reply = Reply(request).go(reverse("webhooks:list"))
    return reply.toast(_("The webhook is removed"), undo=last_act_id())


@gate(MANAGE, methods="POST")
def ping(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Ask whether the receiver answers."""
    commands.send_ping(endpoint_id, by=_by(request))
    return _saved(request, endpoint_id, _("A trial message is on its way"), undo=False)


@gate(MANAGE, methods="POST")
def again(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Send chosen messages again, under the same ids."""
    wanted = [key for text in request.POST.getlist("message") if (key := uuid_or_none(text))]
    count = commands.send_again(endpoint_id, message_ids=wanted, by=_by(request))
    return _saved(request, endpoint_id, _sent_again(count), undo=False)


@gate(MANAGE)
def replay(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Send again whatever was told since a moment."""
    found = queries.endpoint(_by(request), endpoint_id)
    hour_ago = timezone.localtime(timezone.now() - timedelta(hours=1))
    form = ReplayForm(request.POST or None, initial={"since": hour_ago})
    if request.method == "POST" and form.is_valid():
        try:
            count = commands.replay_since(
                found.pk, since=form.cleaned_data["since"], by=_by(request)
            )
            return _saved(request, endpoint_id, _sent_again(count), undo=False)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    url = reverse("webhooks:replay", args=[endpoint_id])
    return _ask(request, form, _("Send again"), url, template="webhooks/replay.html")


@gate(MANAGE, methods="GET")
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """A message: what was sent, and what the receiver said at each try."""
    found = queries.message(_by(request), message_id)
    context = {
        "message": found,
        "body": json.dumps(json.loads(found.body), ensure_ascii=False, indent=2),
        "tries": queries.tries(found),
        "record_url": queries.record_url(found),
        "post_url": reverse("webhooks:again", args=[found.endpoint_id]),
    }
    return Reply(request).drawer("webhooks/message.html", context, title=found.type)


def _by(request: HttpRequest) -> Actor:
    by: Actor = request.actor  # type: ignore[attr-defined]
    return by


def _address(endpoint_id: UUID) -> str:
    return reverse("webhooks:endpoint", args=[endpoint_id])


def _list(request: HttpRequest) -> dict[str, Any]:
    return {"endpoints": queries.endpoints(_by(request)), "now": timezone.now()}


def _log(request: HttpRequest, endpoint_id: UUID) -> dict[str, Any]:
    found = queries.endpoint(_by(request), endpoint_id)
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    before = request.GET.get("before", "")
    lines, further = queries.log(
        found, state=state, before=int(before) if before.isdecimal() and len(before) < 19 else None
    )
    address = _address(endpoint_id)
    here = f"{address}?state={state}" if state else f"{address}?"
    return {
        "endpoint": found,
        "now": timezone.now(),
        "lines": lines,
        "tabs": _tabs(found, address, state),
        "url": request.get_full_path() if request.method == "GET" else address,
        "older": f"{here}&before={further}" if further else "",
        "is_first": not before,
    }


def _tabs(found: Endpoint, address: str, state: str) -> list[Place]:
    counts = queries.counts(found)
    tabs = [Place(pgettext("messages", "All"), address, not state)]
    for key, label in State.choices:
        count = counts[key]
        shown = f"{queries.COUNTED}+" if count > queries.COUNTED else count
        tabs.append(Place(str(label), f"{address}?state={key}", state == key, count=shown))
    return tabs


def _sent_again(count: int) -> str:
    said = ngettext("%(count)s message goes out again", "%(count)s messages go out again", count)
    return said % {"count": count}


def _saved(
    request: HttpRequest, endpoint_id: UUID, said: str, *, undo: bool = True
) -> HttpResponse:
    reply = Reply(request, back=_address(endpoint_id)).close_panel().refresh()
    return reply.toast(said, undo=last_act_id() if undo else None)


def _secret(reply: Reply, found: Endpoint) -> HttpResponse:
    context = {"endpoint": found, "secret": opened(found.secret), "post_url": ""}
    return reply.drawer("webhooks/secret.html", context, title=str(found))


def _groups(form: Any) -> list[tuple[Any, Any, bool]]:
    """Events below their kinds; those open where something is ticked."""
    chosen: set[str] = getattr(form, "chosen", set())
    return [
        (label, types, any(one.name in chosen for one in types))
        for label, types in queries.types_by_kind()
    ]


def _ask(
    request: HttpRequest, form: Any, title: str, url: str, *, template: str = FORM
) -> HttpResponse:
    context = {"form": form, "title": title, "post_url": url, "groups": _groups(form)}
    if form.is_bound:
        return Reply(request).invalid(template, context, title=title)
    return Reply(request).drawer(template, context, title=title)
