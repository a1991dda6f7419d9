"""Clients are sorted anew on a day that was announced."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.territories.commands.placing import MANAGE, move_by_rules
from orbita.parties.territories.errors import RecutInThePast, RecutIsOver
from orbita.parties.territories.events import RecutCancelled, RecutPlanned
from orbita.parties.territories.models import Recut, RecutState
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command


@command
def plan_recut(*, day: date, note: str = "", by: Actor) -> Recut:
    """Sort all clients by the rules from a day on: at once when it is today, else on that day."""
    require(by, MANAGE)
    if day < timezone.localdate():
        raise RecutInThePast
    made = Recut.objects.create(day=day, note=note.strip(), made_by_id=by.id)
    announce(RecutPlanned(recut_id=made.pk, day=day, by=by.id))
    return apply_recut(made.pk, by=by) if day == timezone.localdate() else made


@command
def apply_recut(recut_id: UUID, *, by: Actor) -> Recut:
    """Carry out a planned re-cut. Refuses one that is over."""
    found = _locked(recut_id, by)
    found.moved = move_by_rules(Party.objects.alive(), max(found.day, timezone.localdate()), by)
    found.state = RecutState.APPLIED
    found.save(update_fields=["moved", "state"])
    return found


@command
def cancel_recut(recut_id: UUID, *, by: Actor) -> Recut:
    """Call off a planned re-cut. Refuses one that is over."""
    found = _locked(recut_id, by)
    found.state = RecutState.CANCELLED
    found.save(update_fields=["state"])
    announce(RecutCancelled(recut_id=found.pk, by=by.id))
    return found


def _locked(recut_id: UUID, by: Actor) -> Recut:
    require(by, MANAGE)
    found = Recut.objects.select_for_update().filter(pk=recut_id).first()
    if found is None:
        raise NotFound
    if found.state != RecutState.PLANNED:
        raise RecutIsOver
    return found
