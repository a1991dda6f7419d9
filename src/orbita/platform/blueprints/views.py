"""The settings page of files: take out, upload, look through, take over."""

from collections import defaultdict
from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.blueprints import commands
from orbita.platform.blueprints.forms import UploadForm
from orbita.platform.blueprints.names import Names
from orbita.platform.blueprints.planning import plan
from orbita.platform.blueprints.queries import sections_for
from orbita.platform.blueprints.writing import as_text, export
from orbita.platform.ui.reply import Reply

PAGE = "blueprints/page.html"
REVIEW = "blueprints/review.html"
KEPT_SECONDS = 60 * 60
"""How long an uploaded file waits to be looked through."""


@gate(commands.MANAGE)
def page(request: HttpRequest) -> HttpResponse:
    """What to take out; where to upload."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = uuid4()
        cache.set(_place(request, upload), form.cleaned_data["file"], KEPT_SECONDS)
        return Reply(request).go(reverse("blueprints:review", args=[upload]))
    context = {"form": form, "sections": sections_for(_by(request))}
    return Reply(request).page(PAGE, context, status=422 if form.is_bound else 200)


@gate(commands.MANAGE, methods="GET")
def export_file(request: HttpRequest) -> HttpResponse:
    """The chosen sections as a file to keep."""
    keys = request.GET.getlist("section")
    chosen = [one for one in sections_for(_by(request)) if not keys or one.key in keys]
    answer = HttpResponse(as_text(export(chosen)), content_type="application/json")
    name = f"orbita-settings-{timezone.localdate():%Y-%m-%d}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@gate(commands.MANAGE)
def review(request: HttpRequest, upload: UUID) -> HttpResponse:
    """The file beside what is here; what is ticked is taken over in one act."""
    held = cache.get(_place(request, upload))
    if held is None:
        raise NotFound
    allowed = {section.key for section in sections_for(_by(request))}
    held = {key: rows for key, rows in held.items() if key in allowed}
    if request.method == "POST":
        return _take_over(request, held)
    return Reply(request).page(REVIEW, _context(held))


def _take_over(request: HttpRequest, held: dict[str, Any]) -> HttpResponse:
    chosen: dict[str, set[str]] = defaultdict(set)
    for tick in request.POST.getlist("row"):
        key, _colon, name = tick.partition(":")
        chosen[key].add(name)
    try:
        written = commands.bring_in(held, chosen, by=_by(request))
    except Refusal as refusal:
        return Reply(request).page(REVIEW, {**_context(held), "fault": str(refusal)}, status=422)
    said = ngettext("%(n)s setting is taken over", "%(n)s settings are taken over", written)
    reply = Reply(request).toast(said % {"n": written}, undo=last_act_id())
    return reply.go(reverse("blueprints:page"))


def _context(held: dict[str, Any]) -> dict[str, Any]:
    found = plan(held, Names())
    return {
        "planned": found,
        "same": [one for one in found if one.same and not one.shown],
        "possible": sum(1 for one in found for line in one.lines if line.may),
        "titles": {
            "new": (pgettext("settings file", "new"), "green"),
            "changed": (pgettext("settings file", "changed"), "blue"),
            "conflict": (_("in conflict"), "amber"),
            "impossible": (_("not possible"), "red"),
        },
    }


def _place(request: HttpRequest, upload: UUID) -> str:
    return f"blueprint:{_by(request).id}:{upload}"


def _by(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found
