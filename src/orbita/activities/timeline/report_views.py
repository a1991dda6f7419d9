"""The interaction report over HTTP: a page for the printer, and a PDF."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from orbita.activities.timeline.paper import pdf
from orbita.activities.timeline.report import Report, last_year, report_of
from orbita.kit.text import transliterate
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply


@gate("parties.view", methods="GET")
def report(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """All contacts with a client between two days, by kind and by employee."""
    party, made = _made(request, party_id)
    return Reply(request).page("timeline/report.html", {"party": party, "report": made})


@gate("parties.view", methods="GET")
def report_pdf(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The same as a PDF."""
    party, made = _made(request, party_id)
    name = slugify(transliterate(str(party))) or "report"
    answer = HttpResponse(pdf(str(party), made), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _made(request: HttpRequest, party_id: UUID) -> tuple[Any, Report]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    party = record(actor, "party", party_id)
    since, until = last_year()
    since, until = _day(request, "from") or since, _day(request, "to") or until
    return party, report_of(actor, party_id, min(since, until), max(since, until))


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
