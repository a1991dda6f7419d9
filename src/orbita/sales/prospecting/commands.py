"""What is done with lists for calling."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from orbita.activities.timeline.commands import NextStep, log_interaction
from orbita.activities.timeline.models import Direction, Kind, Result
from orbita.parties.directory.models import Party
from orbita.parties.handling.queries import never_called, refuse_call
from orbita.parties.segments.queries import members
from orbita.parties.segments.queries import segment as segment_named
from orbita.platform.access.queries import require
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import bin_rows, change_rows, lock_rows, restore_rows
from orbita.sales.prospecting.errors import (
    AlreadyCalled,
    CallListNeedsName,
    NobodyToCall,
    TooFewBest,
)
from orbita.sales.prospecting.events import CallListsChanged, ClientCalled
from orbita.sales.prospecting.look_alikes import LEAST_BEST, LookAlike, best_by_sales, look_alikes
from orbita.sales.prospecting.models import CallEntry, CallList, Origin, State
from orbita.sales.prospecting.queries import entries

EDITABLE = {"name", "script", "owner"}
RESULTS = {
    State.CALLED: Result.REACHED,
    State.NO_ANSWER: Result.NO_ANSWER,
    State.INTERESTED: Result.AGREED,
    State.REFUSED: Result.REFUSED,
}
BATCH = 1000


@command
def make_call_list(
    *,
    name: str,
    party_ids: Sequence[UUID],
    script: str = "",
    origin: str = Origin.CHOSEN,
    assignees: Sequence[UUID] = (),
    by: Actor,
) -> CallList:
    """Make a list of these clients, in their order, shared out among the assignees in turn.

    Refuses a list without a name or with nobody in it; clients that the actor does not see stay out.
    """
    made = _make(name, script, origin, by)
    _add(made, party_ids, assignees, by=by)
    announce(CallListsChanged(list_ids=(made.pk,), by=by.id))
    return made


@command
def call_segment(
    segment_id: UUID, *, name: str, script: str = "", assignees: Sequence[UUID] = (), by: Actor
) -> CallList:
    """Make a list of the clients that are in a segment now and that the actor sees."""
    ids = list(members(by, segment_named(by, segment_id).pk).values_list("pk", flat=True))
    return make_call_list(
        name=name, party_ids=ids, script=script, origin=Origin.SEGMENT, assignees=assignees, by=by
    )


@command
def call_look_alikes(
    *,
    name: str,
    script: str = "",
    top: int = 20,
    segment_id: UUID | None = None,
    limit: int = 100,
    assignees: Sequence[UUID] = (),
    by: Actor,
) -> CallList:
    """Make a list of those most like the best clients, with the reasons of each.

    The best are the `top` by won amount, or the members of a segment. Refuses too few of them.
    """
    made = _make(name, script, Origin.LOOK_ALIKES, by)
    found = segment_named(by, segment_id) if segment_id else None
    best = members(by, found.pk) if found else best_by_sales(by, top)
    count = best.count()
    if count < LEAST_BEST:
        raise TooFewBest(least=LEAST_BEST, count=count)
    alike = look_alikes(by, best, limit=limit)
    _add(made, [one.party_id for one in alike], assignees, alike=alike, by=by)
    announce(CallListsChanged(list_ids=(made.pk,), by=by.id))
    return made


@command
def add_to_call_list(list_id: UUID, party_ids: Sequence[UUID], *, by: Actor) -> int:
    """Add clients at the end of a list; those that are in it stay. Gives how many are new."""
    [found] = lock_rows(CallList, [list_id], "edit", by=by)
    count = _add(found, party_ids, (), by=by)
    announce(CallListsChanged(list_ids=(list_id,), by=by.id))
    return count


@command
def change_call_lists(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Set the same values on lists."""
    changes = {name: value for name, value in changes.items() if name in EDITABLE}
    if "name" in changes and not str(changes["name"]).strip():
        raise CallListNeedsName
    change_rows(CallList, ids, changes, base=base, by=by)
    announce(CallListsChanged(list_ids=tuple(ids), by=by.id))


@command
def delete_call_lists(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put lists into the bin; the calls that were made stay on the timeline."""
    binned = bin_rows(CallList, ids, by=by)
    announce(CallListsChanged(list_ids=tuple(binned), by=by.id))


@command
def restore_call_lists(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take lists out of the bin."""
    restored = restore_rows(CallList, ids, by=by)
    announce(CallListsChanged(list_ids=tuple(restored), by=by.id))


@command
def record_call(
    list_id: UUID,
    entry_id: int,
    *,
    state: str,
    text: str = "",
    next_step: NextStep | None = None,
    by: Actor,
) -> CallEntry:
    """Write down how a call of the list went: on the timeline of the client, and in the list.

    Refuses a client that somebody has called meanwhile, or that is not the actor's to see.
    """
    require(by, "interactions.create")
    found = _locked_entry(list_id, entry_id, by)
    if not found.is_waiting:
        raise AlreadyCalled(name=found.party.name)
    refuse_call([found.party_id])

    found.state, found.note = State(state), text.strip()
    found.called_at, found.attempts = timezone.now(), found.attempts + 1
    found.assignee_id = found.assignee_id or by.id
    found.save(update_fields=["state", "note", "called_at", "attempts", "assignee"])
    log_interaction(
        kind=Kind.CALL,
        direction=Direction.OUT,
        party_id=found.party_id,
        result=RESULTS[State(state)],
        text=text,
        subject=found.call_list.name,
        next_step=next_step,
        by=by,
    )
    announce(ClientCalled(list_id=list_id, party_id=found.party_id, state=found.state, by=by.id))
    return found


def _make(name: str, script: str, origin: str, by: Actor) -> CallList:
    require(by, "call_lists.create")
    if not name.strip():
        raise CallListNeedsName
    return CallList.objects.create(
        name=name.strip()[:200],
        script=script.strip(),
        origin=Origin(origin),
        owner_id=by.id,
        created_by_id=by.id,
    )


def _add(
    found: CallList,
    party_ids: Sequence[UUID],
    assignees: Sequence[UUID],
    *,
    alike: Sequence[LookAlike] = (),
    by: Actor,
) -> int:
    """Entries for the visible ones among the clients, after those that there are."""
    allowed = Party.objects.visible_to(by).exclude(pk__in=never_called())
    seen = set(allowed.filter(pk__in=party_ids).values_list("pk", flat=True))
    known = set(found.entries.filter(party__in=party_ids).values_list("party", flat=True))
    new = [key for key in dict.fromkeys(party_ids) if key in seen - known]
    if not seen:
        raise NobodyToCall
    people = list(
        User.objects.active().filter(pk__in=assignees).order_by("pk").values_list("pk", flat=True)
    )
    last = found.entries.aggregate(last=Max("position"))["last"] or 0
    why = {one.party_id: one for one in alike}
    CallEntry.objects.bulk_create(
        [
            CallEntry(
                call_list=found,
                party_id=key,
                position=last + place,
                score=why[key].score if key in why else None,
                reasons=list(why[key].reasons) if key in why else [],
                assignee_id=people[(place - 1) % len(people)] if people else None,
            )
            for place, key in enumerate(new, 1)
        ],
        batch_size=BATCH,
    )
    return len(new)


def _locked_entry(list_id: UUID, entry_id: int, by: Actor) -> CallEntry:
    CallList.objects.visible_to(by).one(list_id)
    rows = entries(by, list_id).filter(pk=entry_id).select_related("party", "call_list")
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound
    return found
