"""The address of a record that was merged leads to the one that took its place."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.merging.models import MergedRecord
from orbita.platform.merging.queries import survivors_of
from orbita.platform.records.queries import record, titles
from orbita.platform.records.slots import RecordRef, kinds
from orbita.platform.ui.reply import Reply


class ForwardingMiddleware:
    """Where a page is not found because its record was merged, goes on to the survivor's page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method != "GET":
            return response
        return _forwarded(request) or response


def _forwarded(request: HttpRequest) -> HttpResponse | None:
    """One statement for an address that names no merged record, four else."""
    actor: Actor | None = getattr(request, "actor", None)
    match = request.resolver_match
    asked = next((v for v in (match.kwargs.values() if match else ()) if isinstance(v, UUID)), None)
    if actor is None or asked is None:
        return None
    merged = MergedRecord.objects.filter(loser_id=asked).values_list("kind", flat=True).first()
    if merged is None or merged not in kinds or kinds[merged].url(asked) != request.path:
        return None
    loser = RecordRef(merged, asked)
    survivor = survivors_of(loser.kind, [asked])[asked]
    try:
        record(actor, loser.kind, survivor)
    except NotFound:
        return None
    title = titles(loser.kind, [asked]).get(asked, "")
    said = _("%(title)s was merged into this record.") % {"title": title}
    return Reply(request).toast(said, tone="plain").go(kinds[loser.kind].url(survivor))
