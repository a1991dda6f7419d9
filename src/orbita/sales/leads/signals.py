"""What requests say about a client's interest, for his temperature."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from orbita.parties.standing.slots import Signal
from orbita.sales.leads.models import Lead, SourceKind, Status

WRITTEN = (SourceKind.FORM, SourceKind.MAIL)
Rows = QuerySet[Any, Any]


def _requests(condition: Q) -> Any:
    def rows(since: datetime) -> Rows:
        found: Rows = (
            Lead.objects.alive()
            .exclude(status=Status.REJECTED)
            .filter(condition, party__isnull=False, received_at__gte=since)
        )
        return found.values_list("party", "received_at")

    return rows


def _list(party_id: Any) -> str:
    """The list of a client's requests."""
    asked = f'["party","in",["{party_id}"]]'
    return f"/leads/?where={quote(asked)}"


SIGNALS = (
    Signal(
        "request_written", _("A request by the site or a letter"), 30,
        _requests(Q(source__kind__in=WRITTEN)), _list, order=210,
    ),
    Signal(
        "request", _("A request in another way"), 20,
        _requests(Q(source=None) | ~Q(source__kind__in=WRITTEN)), _list, order=220,
    ),
)  # fmt: skip
