"""What is done with hand-overs."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.commands import Told, tell_of_records
from orbita.platform.access.queries import require
from orbita.platform.accounts.models import User
from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.sales.handover.errors import (
    ComesBackTooSoon,
    IsGivenBack,
    NobodyReceives,
    NothingToHandOver,
    ReceiverHasLeft,
    ReceiverIsGiver,
)
from orbita.sales.handover.events import HandedBack, HandedOver
from orbita.sales.handover.models import Handover, HandoverItem, HandoverState, Split
from orbita.sales.handover.planning import Plan, Wanted, plan
from orbita.sales.handover.slots import Belonging, present

CREATE = "handovers.create"


@command
def hand_over(
    wanted: Wanted,
    receivers: Sequence[UUID],
    *,
    split: str = Split.EVENLY,
    note: str = "",
    until: date | None = None,
    by: Actor,
) -> Handover:
    """Give clients, open deals, leads and planned steps to colleagues, as one act.

    With `until` what is still theirs on that day goes back. Refuses when there is nothing, nobody,
    one who has left, the giver himself, a day that is over. Statements grow with the kinds and the
    receivers, not with the records.
    """
    require(by, CREATE)
    receivers = list(dict.fromkeys(receivers))
    _check(wanted, receivers, until)
    planned = plan(wanted, receivers, split, by=by)
    if not planned.items:
        raise NothingToHandOver
    if all(item.receiver_id == item.giver_id for item in planned.items):
        raise ReceiverIsGiver
    made = Handover.objects.create(
        giver_id=wanted.giver_id, note=note.strip(), until=until, made_by_id=by.id
    )
    _write(made, planned)
    for one in present():
        for receiver in receivers:
            if ids := planned.ids(one.kind, receiver):
                one.give(ids, receiver, by)
    _tell(made, planned, by)
    counts = Counter(receiver for _party, receiver in planned.clients)
    announce(
        HandedOver(
            handover_id=made.pk,
            giver_id=wanted.giver_id,
            counts=tuple((receiver, counts[receiver]) for receiver in receivers),
            note=made.note,
            by=by.id,
        )
    )
    return made


@command
def hand_back(handover_id: UUID, *, by: Actor) -> int:
    """Give back what is still the receivers'; how many records. What they gave on stays given."""
    require(by, CREATE)
    found = Handover.objects.select_for_update().filter(pk=handover_id).first()
    if found is None:
        raise NotFound
    if found.state == HandoverState.RETURNED:
        raise IsGivenBack
    count = sum(_give_back(found, kind, by) for kind in present())
    found.state, found.returned_at = HandoverState.RETURNED, timezone.now()
    found.save(update_fields=["state", "returned_at"])
    announce(HandedBack(handover_id=found.pk, giver_id=found.giver_id, count=count, by=by.id))
    return count


def _give_back(found: Handover, one: Belonging, by: Actor) -> int:
    """The records of a kind, pair by pair of who had and who got them."""
    pairs = found.items.filter(kind=one.kind).exclude(giver=None)
    count = 0
    for giver, receiver in pairs.order_by().values_list("giver", "receiver").distinct():
        items = pairs.filter(giver=giver, receiver=receiver).values("record_id")
        still = one.model.objects.alive().filter(**{"pk__in": items, one.owner: receiver})
        ids = list(still.filter(one.open()).order_by("pk").values_list("pk", flat=True))
        if ids:
            one.give(ids, giver, by)
            count += len(ids)
    return count


def _check(wanted: Wanted, receivers: Sequence[UUID], until: date | None) -> None:
    if not receivers:
        raise NobodyReceives
    if wanted.giver_id in receivers:
        raise ReceiverIsGiver
    if User.objects.active().filter(pk__in=receivers).count() < len(receivers):
        raise ReceiverHasLeft
    if until is not None and until <= timezone.localdate():
        raise ComesBackTooSoon


def _write(made: Handover, planned: Plan) -> None:
    HandoverItem.objects.bulk_create(
        [
            HandoverItem(
                handover=made,
                kind=item.kind,
                record_id=item.id,
                party_id=item.party_id,
                giver_id=item.giver_id,
                receiver_id=item.receiver_id,
            )
            for item in planned.items
        ],
        batch_size=2000,
    )


def _tell(made: Handover, planned: Plan, by: Actor) -> None:
    """A story on the timeline of each client: from whom, to whom, with what words."""
    givers = {item.party_id: item.giver_id for item in planned.items if item.party_id}
    names = names_of({key for key in (*givers.values(), *planned.receivers) if key})
    until = made.until.isoformat() if made.until else ""
    told = [
        Told(
            None,
            party,
            {
                "giver": names.get(giver, "") if (giver := givers[party]) else "",
                "receiver": names.get(receiver, ""),
                "note": made.note,
                "until": until,
            },
        )
        for party, receiver in planned.clients
    ]
    tell_of_records("handed-over", told, by=by)
