"""The seller's day: tiles of the start page, and the time of sellers."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.timeline.wording import entries
from orbita.kit.periods import period
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply
from orbita.sales.today.commands import put_guide_away
from orbita.sales.today.queries.clients import hot_clients
from orbita.sales.today.queries.clients import promising as promising_clients
from orbita.sales.today.queries.guide import guide as first_hour
from orbita.sales.today.queries.month import gap as month_gap
from orbita.sales.today.queries.news import changes as news
from orbita.sales.today.time_spent import time_spent
from orbita.sales.today.wording import reasons


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("deals.view", methods="GET")
def promising(request: HttpRequest) -> HttpResponse:
    """Whom to work on today, with the reasons."""
    found = promising_clients(_actor(request))
    rows = [(prospect, reasons(prospect)) for prospect in found]
    return Reply(request).page("today/promising.html", {"rows": rows})


@gate("interactions.view", methods="GET")
def hot(request: HttpRequest) -> HttpResponse:
    """Clients who have just contacted us."""
    context = {"clients": hot_clients(_actor(request))}
    return Reply(request).page("today/hot.html", context)


@gate("interactions.view", methods="GET")
def changes(request: HttpRequest) -> HttpResponse:
    """What others did with the own clients and deals."""
    actor = _actor(request)
    rows = news(actor)
    shown = list(zip(rows, entries(actor, rows), strict=True))
    return Reply(request).page("today/changes.html", {"rows": shown})


@gate("deals.view", methods="GET")
def gap(request: HttpRequest) -> HttpResponse:
    """The own month against its plan."""
    if not _actor(request).sees("deal", "amount"):
        return HttpResponse("")
    return Reply(request).page("today/gap.html", {"gap": month_gap(_actor(request))})


@gate("deals.create")
def guide(request: HttpRequest) -> HttpResponse:
    """The first hour, step by step; a POST puts it away."""
    actor = _actor(request)
    if request.method == "POST":
        put_guide_away(by=actor)
        reply = Reply(request, back="/").remove("guide")
        return reply.toast(_("The guide is put away. Find it again by Ctrl+K: “First hour”"))
    steps = first_hour(actor)
    return Reply(request).page("today/guide.html", {"steps": steps})


@gate("interactions.view", methods="GET")
def times(request: HttpRequest) -> HttpResponse:
    """Time with clients against time in the product, for each employee in reach."""
    asked = request.GET.get("period", "last_7")
    chosen = asked if asked in PERIODS else "last_7"
    start, end = period(chosen, timezone.localdate())
    assert start and end
    address = reverse("today:times")
    context = {
        "rows": time_spent(_actor(request), start, end),
        "periods": [
            Place(label, f"{address}?period={key}", key == chosen) for key, label in _periods()
        ],
    }
    return Reply(request).page("today/times.html", context)


PERIODS = ("today", "last_7", "this_month", "last_month")


def _periods() -> list[tuple[str, str]]:
    labels = (_("Today"), _("7 days"), _("This month"), _("Last month"))
    return list(zip(PERIODS, labels, strict=True))
