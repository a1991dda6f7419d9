"""What contacts say about a client's interest, for his temperature."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.events import InteractionLogged, StepFinished
from orbita.activities.timeline.models import Direction, Interaction, Kind, Result
from orbita.parties.standing.commands import warm_parties
from orbita.parties.standing.slots import Signal
from orbita.platform.acts.actor import SYSTEM

REMOTE = (Kind.CALL, Kind.LETTER, Kind.CHAT)
IN_PERSON = (Kind.MEETING, Kind.VISIT)
ANSWERED = (Result.REACHED, Result.AGREED)


def _done(condition: Q) -> Callable[[datetime], QuerySet[Any, Any]]:
    def rows(since: datetime) -> QuerySet[Any, Any]:
        found: QuerySet[Any, Any] = Interaction.objects.alive().filter(
            condition, party__isnull=False, done_at__gte=since
        )
        return found.values_list("party", "done_at")

    return rows


def _list(where: str) -> Callable[[Any], str]:
    """The list of a client's contacts of a sort."""

    def url(party_id: Any) -> str:
        asked = f'["and",["party","in",["{party_id}"]],{where}]'
        return f"/interactions/?where={quote(asked)}"

    return url


SIGNALS = (
    Signal(
        "asked_us", _("The client got in touch"), 20,
        _done(Q(kind__in=REMOTE, direction=Direction.IN)),
        _list('["direction","in",["in"]]'), order=10,
    ),
    Signal(
        "answered", _("The client answered a call of ours"), 8,
        _done(Q(kind=Kind.CALL, direction=Direction.OUT, result__in=ANSWERED)),
        _list('["result","in",["reached","agreed"]]'), order=20,
    ),
    Signal(
        "met", _("We met"), 25,
        _done(Q(kind__in=IN_PERSON)), _list('["kind","in",["meeting","visit"]]'), order=30,
    ),
    Signal(
        "agreed", _("We agreed on something"), 15,
        _done(Q(kind=Kind.DECISION)), _list('["kind","in",["decision"]]'), order=40,
    ),
    Signal(
        "no_answer", _("No answer to our call"), -3,
        _done(Q(kind=Kind.CALL, direction=Direction.OUT, result=Result.NO_ANSWER)),
        _list('["result","in",["no_answer"]]'), order=50,
    ),
    Signal(
        "refused", _("The client refused"), -15,
        _done(Q(result=Result.REFUSED)), _list('["result","in",["refused"]]'), order=60,
    ),
)  # fmt: skip


def warm_logged(event: InteractionLogged) -> None:
    """The temperature of the client of a contact that has just been written down."""
    _warm(event.party_id)


def warm_finished(event: StepFinished) -> None:
    """The same of a planned contact that has just been done."""
    _warm(event.party_id)


def _warm(party_id: UUID | None) -> None:
    if party_id:
        warm_parties([party_id], by=SYSTEM)
