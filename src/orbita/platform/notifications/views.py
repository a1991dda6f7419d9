"""Notices: the page, and the counter at the bell."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.notifications import queries
from orbita.platform.notifications.commands import read_all_notices, read_notice
from orbita.platform.ui.reply import Reply

PAGE = "notifications/notices.html"
BELL = "notifications/bell.html"


@gate(None)
def show_notices(request: HttpRequest) -> HttpResponse:
    """The own notices, the newest first; a POST marks all as read."""
    if request.method == "POST":
        read_all_notices(by=request.actor)  # type: ignore[attr-defined]
        return (
            Reply(request, back=reverse("notifications:notices"))
            .fragment(f"{PAGE}#list", _page(request))
            .fragment(BELL, _bell(request))
            .toast(_("All notices are read"))
        )
    return Reply(request).page(PAGE, _page(request), part="list")


@gate(None, methods="GET")
def show_bell(request: HttpRequest) -> HttpResponse:
    """The bell with its counter: a fragment that fetches itself."""
    return Reply(request).page(BELL, _bell(request))


@gate(None, methods="POST")
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    read_notice(notice_id, by=request.actor)  # type: ignore[attr-defined]
    url = queries.notice_url(request.actor, notice_id)  # type: ignore[attr-defined]
    if not request.headers.get("HX-Request"):
        return redirect(url or "notifications:notices")
    if url:
        return Reply(request).go(url)
    return Reply(request).fragment(f"{PAGE}#list", _page(request)).fragment(BELL, _bell(request))


def _page(request: HttpRequest) -> dict[str, object]:
    before = _moment(request.GET.get("before", ""))
    lines = queries.notices(request.actor, before=before)  # type: ignore[attr-defined]
    older = lines[-1].at.isoformat() if len(lines) == queries.PAGE else ""
    return {"lines": lines, "older": older, "user_id": request.user.pk}


def _bell(request: HttpRequest) -> dict[str, object]:
    count = queries.unread_count(request.actor)  # type: ignore[attr-defined]
    shown = f"{queries.MOST_COUNTED}+" if count > queries.MOST_COUNTED else str(count or "")
    return {"count": shown, "unread": count, "user_id": request.user.pk}


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found and found.tzinfo else None
