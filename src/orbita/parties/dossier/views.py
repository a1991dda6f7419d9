"""The dossier: everything that is known of a client, on one page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from orbita.parties.directory.models import Party
from orbita.parties.directory.queries import one_party
from orbita.parties.dossier.identity import identity
from orbita.parties.standing.queries import classes_of, head_then
from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.queries import as_of
from orbita.platform.records.hidden import masked
from orbita.platform.records.pages import moment_of, parse_day, record_page
from orbita.platform.records.slots import kinds


@gate("parties.view", methods="GET")
def party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """A client's dossier, of today or, with ?as_of=, as it was at the end of a day."""
    actor = request.actor  # type: ignore[attr-defined]
    found: Party | None = one_party(actor, party_id, "standing", "handling")
    day = parse_day(request.GET.get("as_of"))
    moment = moment_of(day)
    if moment is not None:
        found = as_of(kinds["party"], party_id, moment)
    if found is None:
        raise NotFound
    found = masked(actor, found)
    return record_page(
        request,
        "party",
        found,
        head="dossier/identity.html",
        extra={
            "identity": identity(found),
            "may_edit": day is None and actor.may("parties.edit"),
            "classes": head_then(party_id, moment) if moment else classes_of(found),
        },
        as_of=day,
    )
