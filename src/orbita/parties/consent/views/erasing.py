"""Handing over a person's data, and erasing it."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.parties.consent import queries
from orbita.parties.consent.archive import archive_path, title
from orbita.parties.consent.errors import ErasureIsHeld, NotAPerson
from orbita.parties.consent.forms import ErasureForm
from orbita.parties.consent.slots import kept_by_law, personal_data
from orbita.parties.consent.views.answering import actor_of
from orbita.parties.consent.works import ARCHIVE_KIND, ERASURE_KIND, finished_archive
from orbita.parties.directory.models import Form, Party
from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.commands.looking import note_taken
from orbita.platform.audit.models import What
from orbita.platform.jobs.commands import start_work
from orbita.platform.records.queries import record as record_of
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply


def _person(request: HttpRequest, party_id: UUID) -> Party:
    party: Party = record_of(actor_of(request), "party", party_id)
    if party.form not in (Form.PERSON, Form.SOLE_TRADER):
        raise NotAPerson
    return party


@gate("privacy.export", methods="POST")
def packing(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Packs all that is known of a person, as long work."""
    party = _person(request, party_id)
    parameters = {"party": str(party.pk)}
    work = start_work(ARCHIVE_KIND, title=title(), parameters=parameters, by=actor_of(request))
    return Reply(request).go(reverse("jobs:work", args=[work.pk]))


@gate("privacy.export", methods="GET")
def archive(request: HttpRequest, work_id: UUID) -> FileResponse:
    """The packed archive, for a week, to who asked for it; it stands in the log of looks."""
    actor = actor_of(request)
    party_id = finished_archive(work_id, actor)
    path = archive_path(work_id)
    if party_id is None or not path.exists():
        raise NotFound
    note_taken(actor, What.ARCHIVE, "party", party_id, form="zip")
    return FileResponse(path.open("rb"), as_attachment=True, filename="personal-data.zip")


@gate("privacy.erase")
def erasure(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Asks for the word and the reason, then erases as long work."""
    party = _person(request, party_id)
    word = pgettext("typed to confirm", "erase")
    form = ErasureForm(request.POST or None, word=word)

    def act() -> HttpResponse:
        if holds := queries.holds_of(party_id):
            raise ErasureIsHeld(reasons=" ".join(str(one.reason) for one in holds))
        parameters = {
            "party": str(party.pk),
            "reason": form.cleaned_data["reason"],
            "request": request.GET.get("request", ""),
        }
        work = start_work(
            ERASURE_KIND, title=_("Personal data: erasure"), parameters=parameters,
            by=actor_of(request),
        )  # fmt: skip
        return Reply(request).go(reverse("jobs:work", args=[work.pk]))

    return answer_form(
        request, form, act, _("Erase: %(name)s") % {"name": party.name},
        "consent/erasure.html", holds=queries.holds_of(party_id),
        places=[plug.label for plug in personal_data],
        kept=[(plug.label, count) for plug in kept_by_law if (count := plug.count(party_id))],
    )  # fmt: skip


@gate("privacy.view", methods="GET")
def erasures(request: HttpRequest) -> HttpResponse:
    """The record of destruction: who was made nameless, when, why, what stayed by law."""
    labels = {plug.key: str(plug.label) for plug in personal_data}
    laws = {plug.key: str(plug.label) for plug in kept_by_law}
    rows = [
        (
            one,
            [(labels.get(key, _("Documents")), count) for key, count in one.places.items()],
            [(laws.get(key, key), count) for key, count in one.kept.items()],
        )
        for one in queries.erasures()[:200]
    ]
    return Reply(request).page("consent/erasures.html", {"erasures": rows})
