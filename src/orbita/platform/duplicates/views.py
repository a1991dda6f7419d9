"""The queue of possible duplicates: pairs beside each other, decided one by one or many at once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.duplicates import queries
from orbita.platform.duplicates.commands import DECIDE, let_merge, reconsider, tell_apart
from orbita.platform.duplicates.errors import NoPairsChosen
from orbita.platform.duplicates.slots import Matchable, matchable_of
from orbita.platform.jobs.commands import start_work
from orbita.platform.records.slots import kinds
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply

LEVELS = ("0", "0.8", "0.95")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate(DECIDE, methods="GET")
def waiting(request: HttpRequest) -> HttpResponse:
    """Pairs that wait for a decision, the surest first."""
    actor, asked = _actor(request), request.GET
    plug = _kind(actor, asked.get("kind", ""))
    least = asked.get("least", "") if asked.get("least") in LEVELS else "0"
    is_mine = asked.get("owner") == "me"
    found = queries.queue(
        actor,
        plug.kind,
        least=float(least),
        owner_id=actor.id if is_mine else None,
        after=_place(asked.get("after", "")),
    )
    state = {"kind": plug.kind, "least": least, "owner": "me" if is_mine else ""}
    context = _places(actor, plug, state) | {
        "queue": found,
        "kind": plug.kind,
        "is_mine": is_mine,
        "least": least,
        "here": request.get_full_path(),
        "is_automatic": queries.is_automatic(plug.kind) if actor.may("access.manage") else None,
        "learnt": queries.last_search(plug.kind),
        "next_url": _url({**state, "after": found.next_place}) if found.is_more else "",
        "may_merge": actor.may(f"{_prefix(plug)}.edit") and actor.may(f"{_prefix(plug)}.delete"),
    }
    return Reply(request).page("duplicates/waiting.html", context, part="waiting")


@gate(DECIDE, methods="POST")
def distinctions(request: HttpRequest) -> HttpResponse:
    """Says that the chosen pairs are different records."""
    actor = _actor(request)
    plug = _kind(actor, request.POST.get("kind", ""))
    one = request.POST.get("one", "")
    chosen = [one] if one else request.POST.getlist("pair")
    pairs = [_pair(text) for text in chosen]
    tell_apart(plug.kind, pairs, why=request.POST.get("why", ""), by=actor)
    said = ngettext(
        "%(count)s pair is not suspected any more",
        "%(count)s pairs are not suspected any more",
        len(pairs),
    ) % {"count": len(pairs)}
    return Reply(request, back=_url({"kind": plug.kind})).refresh().toast(said, undo=last_act_id())


@gate(DECIDE, methods="GET")
def apart(request: HttpRequest) -> HttpResponse:
    """Pairs that were told apart, the newest first."""
    actor = _actor(request)
    plug = _kind(actor, request.GET.get("kind", ""))
    context = _places(actor, plug, {"kind": plug.kind}) | {
        "kind": plug.kind,
        "here": request.get_full_path(),
        "told": queries.told_apart(actor, plug.kind),
    }
    return Reply(request).page("duplicates/apart.html", context, part="apart")


@gate(DECIDE, methods="POST")
def reconsideration(request: HttpRequest) -> HttpResponse:
    """Lets a pair be suspected again."""
    actor = _actor(request)
    plug = _kind(actor, request.POST.get("kind", ""))
    reconsider(plug.kind, [_pair(request.POST.get("pair", ""))], by=actor)
    back = f"{reverse('duplicates:apart')}?{urlencode({'kind': plug.kind})}"
    reply = Reply(request, back=back).refresh()
    return reply.toast(_("The pair may be suspected again"), undo=last_act_id())


@gate(DECIDE, methods="POST")
def search(request: HttpRequest) -> HttpResponse:
    """Searches among all records of a kind, as long work."""
    plug = _kind(_actor(request), request.POST.get("kind", ""))
    title = _("Search for duplicates: %(kind)s") % {"kind": kinds[plug.kind].plural}
    work = start_work("duplicates", title=title, parameters={"kind": plug.kind}, by=_actor(request))
    return Reply(request).go(reverse("jobs:work", args=[work.pk]))


@gate("access.manage", methods="POST")
def automatic(request: HttpRequest) -> HttpResponse:
    """Lets what is surely one merge by itself, or not."""
    plug = _kind(_actor(request), request.POST.get("kind", ""))
    is_on = request.POST.get("on") == "1"
    let_merge(plug.kind, is_on=is_on, by=_actor(request))
    said = _("Exact duplicates merge at night") if is_on else _("Every pair waits for a decision")
    return Reply(request, back=_url({"kind": plug.kind})).refresh().toast(said, undo=last_act_id())


def _kind(actor: Actor, name: str) -> Matchable:
    """The kind that is asked for, or the first that the actor may see."""
    allowed = queries.kinds_for(actor)
    plug = matchable_of(name) if name else allowed[0] if allowed else None
    if plug is None or plug not in allowed:
        raise NotFound
    return plug


def _prefix(plug: Matchable) -> str:
    return plug.permission.partition(".")[0]


def _places(actor: Actor, plug: Matchable, state: dict[str, str]) -> dict[str, Any]:
    def to(**changed: str) -> str:
        return _url({**state, **changed})

    return {
        "kinds": [
            Place(str(kinds[one.kind].plural), to(kind=one.kind), current=one is plug)
            for one in queries.kinds_for(actor)
        ],
        "levels": [
            Place(label, to(least=least), current=state.get("least") == least)
            for least, label in zip(LEVELS, (_("all"), "80 %+", "95 %+"), strict=True)
        ],
        "owners": [
            Place(_("everybody’s"), to(owner=""), current=not state.get("owner")),
            Place(_("mine"), to(owner="me"), current=state.get("owner") == "me"),
        ],
    }


def _url(state: dict[str, str]) -> str:
    given = {key: value for key, value in state.items() if value and value != "0"}
    return f"{reverse('duplicates:waiting')}?{urlencode(given)}"


def _place(text: str) -> tuple[float, UUID] | None:
    score, _mark, key = text.partition("_")
    try:
        return float(score), UUID(key)
    except ValueError:
        return None


def _pair(text: str) -> tuple[UUID, UUID]:
    one, _mark, other = text.partition("_")
    try:
        return UUID(one), UUID(other)
    except ValueError:
        raise NoPairsChosen from None
