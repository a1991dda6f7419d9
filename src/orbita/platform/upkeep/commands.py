"""Acts of upkeep: the plan of backups, and what backups and drills have come to."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce, send_poke
from orbita.platform.acts.frame import command
from orbita.platform.upkeep.errors import PlanKeepsNothing, UpkeepRunsAlready
from orbita.platform.upkeep.events import BackupsAreOld, UpkeepFailed
from orbita.platform.upkeep.models import BackupPlan, Kind, Upkeep

MANAGE = "upkeep.manage"
EDITABLE = ("is_on", "at", "daily", "weekly", "monthly", "drills")
LONGEST = timedelta(hours=12)
"""What has not ended by then was cut off: the next one may begin."""


@command
def set_backup_plan(values: Mapping[str, Any], *, by: Actor) -> BackupPlan:
    """Say when backups are made and how many are kept. Refuses to keep none."""
    require(by, MANAGE)
    chosen = {name: values[name] for name in EDITABLE if name in values}
    if int(chosen.get("daily", 1)) < 1:
        raise PlanKeepsNothing(field="daily")
    plan, _made = BackupPlan.objects.select_for_update().update_or_create(pk=1, defaults=chosen)
    send_poke([("upkeep", "plan")])
    return plan


@command
def ask_for(kind: str, *, by: Actor) -> None:
    """Have a backup or a drill made now. Refuses while one runs."""
    from orbita.platform.upkeep.jobs import back_up_now, drill_now

    require(by, MANAGE)
    if _running(kind):
        raise UpkeepRunsAlready
    (back_up_now if kind == Kind.BACKUP else drill_now).defer()


@command
def begin_upkeep(kind: str, *, by: Actor) -> Upkeep | None:
    """Write down that a backup or a drill begins; None while another one of its kind runs."""
    return None if _running(kind) else _begun(kind)


def _running(kind: str) -> bool:
    since = timezone.now() - LONGEST
    open_ones = Upkeep.objects.select_for_update().filter(kind=kind, finished_at=None)
    return open_ones.filter(started_at__gt=since).exists()


def _begun(kind: str) -> Upkeep:
    made = Upkeep.objects.create(kind=kind)
    send_poke([("upkeep", made.pk)])
    return made


@command
def finish_upkeep(
    upkeep_id: UUID, *, is_good: bool, file: str = "", size: int = 0, note: str = "", by: Actor
) -> None:
    """Write down how it ended; administrators are told of what has failed."""
    row = Upkeep.objects.select_for_update().get(pk=upkeep_id)
    row.finished_at, row.is_good, row.file = timezone.now(), is_good, file[:500]
    row.size, row.note = size, note[:1000]
    row.save(update_fields=["finished_at", "is_good", "file", "size", "note"])
    send_poke([("upkeep", row.pk)])
    if not is_good:
        announce(UpkeepFailed(kind=row.kind, note=row.note[:300]))


@command
def note_drill(verdict: Mapping[str, Any], *, by: Actor) -> Upkeep:
    """Keep the verdict of a drill that was made from the command line."""
    now = timezone.now()
    return Upkeep.objects.create(
        kind=Kind.DRILL,
        started_at=now - timedelta(seconds=float(verdict["seconds"])),
        finished_at=now,
        is_good=bool(verdict["is_good"]),
        file=str(verdict["file"])[:500],
        note=str(verdict["note"])[:1000],
    )


@command
def tell_of_old_backups(days: int, *, by: Actor) -> None:
    """Tell administrators that the newest backup is too old."""
    announce(BackupsAreOld(days=days))
