"""Backups and drills at their hours, and a look whether they are as new as they should be."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.upkeep import backing, queries
from orbita.platform.upkeep.commands import begin_upkeep, finish_upkeep, tell_of_old_backups
from orbita.platform.upkeep.models import Kind
from orbita.platform.upkeep.rules import is_due

DRILL_DAYS = 30


@app.periodic(cron="*/5 * * * *")
@app.task(name="upkeep.keep_up", queue="care", queueing_lock="upkeep")
def keep_up(timestamp: int) -> None:
    """Begin what is due: a worker that slept at the hour makes the backup when it wakes."""
    plan, now = queries.plan(), timezone.localtime()
    last = queries.last(Kind.BACKUP)
    last_on = timezone.localtime(last.started_at).date() if last else None
    if plan.is_on and is_due(now, plan.at, last_on):
        back_up_now.defer()
    drilled = queries.last(Kind.DRILL)
    month_ago = now - timedelta(days=DRILL_DAYS)
    is_old = drilled is None or drilled.started_at < month_ago
    if plan.drills and is_old and backing.files():
        drill_now.defer()


@app.task(name="upkeep.back_up", queue="works", lock="upkeep")
def back_up_now() -> None:
    """Make a backup, take away the surplus ones, write down how it went."""
    row = begin_upkeep(Kind.BACKUP, by=SYSTEM)
    if row is None:
        return
    ended = backing.make_backup()
    newest = next(iter(backing.files(backing.PATTERN)), None) if ended.is_good else None
    if newest:
        backing.forget_surplus(queries.plan())
    finish_upkeep(
        row.pk,
        is_good=newest is not None,
        file=str(newest.path) if newest else "",
        size=newest.size if newest else 0,
        note="" if newest else ended.said[-1000:],
        by=SYSTEM,
    )


@app.task(name="upkeep.drill", queue="works", lock="upkeep")
def drill_now() -> None:
    """Try whether the newest backup can be brought back, and write down the verdict."""
    row = begin_upkeep(Kind.DRILL, by=SYSTEM)
    if row is None:
        return
    ended, verdict = backing.make_drill()
    finish_upkeep(
        row.pk,
        is_good=bool(verdict.get("is_good")),
        file=str(verdict.get("file", "")),
        note=str(verdict.get("note") or ended.said[-1000:]),
        by=SYSTEM,
    )


@app.periodic(cron="41 9 * * *")
@app.task(name="upkeep.look_at_backups", queue="care", queueing_lock="upkeep-age")
def look_at_backups(timestamp: int) -> None:
    """Once a day tell administrators when the newest backup is older than two days."""
    days = queries.days_without_backup()
    if queries.plan().is_on and days is not None and days >= queries.OLD_DAYS:
        tell_of_old_backups(days, by=SYSTEM)
