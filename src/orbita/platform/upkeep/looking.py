"""What is looked at on the page of health: each line says how it is, what it means, what to do."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.jobs.queries import queues, workers
from orbita.platform.replica.following import follower, is_configured
from orbita.platform.upkeep import backing, queries
from orbita.platform.upkeep.models import Kind

GOOD, WARN, BAD, PLAIN = "good", "warn", "bad", "plain"
TIGHT_BYTES, SCARCE_BYTES = 5_000_000_000, 1_000_000_000
SLOW_MS, LATE_MINUTES, SKEW_SECONDS, SOON_DAYS, BACKLOG = 500, 15, 5, 21, 50


@dataclass(frozen=True)
class Line:
    """One thing: its state, what was found, what it means, what to do, where that is done."""

    title: str
    state: str
    found: str
    meaning: str
    advice: str = ""
    url: str = ""
    action: str = ""
    post: bool = False
    command: str = ""


def lines() -> list[Line]:
    """Everything, what is bad first. About fifteen statements, whatever there is."""
    looks: tuple[Callable[[], Iterator[Line]], ...] = (
        _workers, _queues, _backups, _drills, _disk, _database, _replica, _slow, _migrations, _indexes,
        _search, _mail, _certificate, _clock,
    )  # fmt: skip
    found = [line for look in looks for line in look()]
    return sorted(found, key=lambda line: (BAD, WARN, GOOD, PLAIN).index(line.state))


def _one(statement: str, *values: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return tuple(cursor.fetchone())


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _workers() -> Iterator[Line]:
    alive = [one for one in workers() if one.is_alive]
    count = len(alive)
    yield Line(
        _("Background work"),
        GOOD if alive else BAD,
        ngettext("%(count)d worker works", "%(count)d workers work", count) % {"count": count}
        if alive
        else _("no worker works"),
        _("Reminders, letters, imports and backups are done by the worker."),
        "" if alive else _("Start Orbita anew, or its worker."),
        reverse("jobs:jobs"),
        _("Open the jobs"),
        command="" if alive else "./orbita worker",
    )


def _queues() -> Iterator[Line]:
    found = queues()
    failed, waiting = sum(one.failed for one in found), sum(one.waiting for one in found)
    oldest = min((one.oldest_at for one in found if one.oldest_at), default=None)
    late = (timezone.now() - oldest).total_seconds() / 60 if oldest else 0
    is_late = late > LATE_MINUTES
    yield Line(
        _("Queue"),
        WARN if failed or is_late else GOOD,
        _("%(waiting)d wait, %(failed)d failed") % {"waiting": waiting, "failed": failed},
        _("Jobs that wait long mean that the worker does not keep up; failed ones stay undone."),
        _("Look at the reason and run the failed ones again.") if failed
        else _("Add a worker, or find the job that holds up the others.") if is_late else "",
        reverse("jobs:jobs"),
        _("Open the jobs"),
    )  # fmt: skip


def _backups() -> Iterator[Line]:
    plan, newest = queries.plan(), next(iter(backing.files()), None)
    days, last = queries.days_without_backup() or 0, queries.last(Kind.BACKUP)
    failed = bool(last and last.finished_at and not last.is_good)
    old = days >= queries.OLD_DAYS
    state = BAD if (plan.is_on and old) or failed else GOOD if plan.is_on and newest else WARN
    found = _("none yet")
    if newest:
        moment = date_format(timezone.localtime(newest.made_at), "j E Y, H:i")
        found = f"{moment}, {filesizeformat(newest.size)}"
    advice = ""
    if failed and last:
        advice = _("The last one failed: %(note)s") % {"note": last.note[-300:]}
    elif not plan.is_on:
        advice = _("Daily backups are off: switch them on below, or make them by your own means.")
    elif state != GOOD:
        advice = _("Make one now and see that it works.")
    yield Line(
        _("Backups"), state, found,
        _("The newest backup is what you can go back to when the disk dies."),
        advice, reverse("upkeep:backup"), _("Make a backup"), post=True,
        command="./orbita backup" if state != GOOD else "",
    )  # fmt: skip


def _drills() -> Iterator[Line]:
    last = queries.last(Kind.DRILL)
    meaning = _("A backup that nobody has brought back is a hope and not a backup.")
    act = {"url": reverse("upkeep:drill"), "action": _("Try a restore"), "post": True}
    if last is None:
        advice = _("Try whether the newest backup can be brought back.")
        yield Line(_("Trial restore"), WARN, _("never tried"), meaning, advice, **act)  # type: ignore[arg-type]
        return
    when = date_format(timezone.localtime(last.started_at), "j E Y, H:i")
    advice = "" if last.is_good or not last.finished_at else last.note
    state = GOOD if last.is_good else BAD if last.finished_at else PLAIN
    yield Line(_("Trial restore"), state, when, meaning, advice, **act)  # type: ignore[arg-type]


def _disk() -> Iterator[Line]:
    places = {str(Path(settings.MEDIA_ROOT).parent): _("Disk of the data")}
    if (other := backing.folder()).exists():
        places.setdefault(str(other), _("Disk of the backups"))
    seen: set[int] = set()
    for place, title in places.items():
        if not Path(place).exists() or (device := Path(place).stat().st_dev) in seen:
            continue
        seen.add(device)
        use = shutil.disk_usage(place)
        state = BAD if use.free < SCARCE_BYTES else WARN if use.free < TIGHT_BYTES else GOOD
        room = {"free": filesizeformat(use.free), "total": filesizeformat(use.total)}
        yield Line(
            title, state, _("%(free)s of %(total)s are free") % room,
            _("When the disk is full, nothing can be written: Orbita stops."),
            "" if state == GOOD else _("Free some space, or keep fewer backups."),
        )  # fmt: skip


def _database() -> Iterator[Line]:
    size, version, used, most = _one(
        "SELECT pg_database_size(current_database()), current_setting('server_version'),"
        " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
        " current_setting('max_connections')::int"
    )
    tight = used > most * 0.85
    values = {"version": version.split()[0], "size": filesizeformat(size), "used": used}
    yield Line(
        _("Database"),
        WARN if tight else GOOD,
        _("PostgreSQL %(version)s, %(size)s, %(used)d connections") % values,
        _("Records, search, history and queues all lie here."),
        _("Nearly all connections are taken: raise max_connections or run fewer processes.")
        if tight
        else "",
    )


def _replica() -> Iterator[Line]:
    if not is_configured():
        return
    state = follower.state()
    seconds = _("%(seconds).0f s behind") % {"seconds": state.behind or 0}
    fault = {"fault": state.fault or _("it is too far behind")}
    yield Line(
        _("Replica"),
        GOOD if state.is_read else WARN,
        seconds if state.is_read else _("not read now: %(fault)s") % fault,
        _("Pages are read from a copy of the database that follows it; it takes load off."),
        "" if state.is_read else _("The database itself answers all. See that the copy follows."),
    )


def _slow() -> Iterator[Line]:
    there = _one("SELECT to_regclass('pg_stat_statements') IS NOT NULL")[0]
    if not there:
        return
    worst = _rows(
        "SELECT round(mean_exec_time), calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 160)"
        " FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
        f" WHERE d.datname = current_database() AND calls > 5 AND mean_exec_time > {SLOW_MS}"
        " ORDER BY total_exec_time DESC LIMIT 3"
    )
    told = "; ".join(f"{mean} ms × {calls}: {text}" for mean, calls, text in worst)
    yield Line(
        _("Slow statements"),
        WARN if worst else GOOD,
        told or _("none"),
        _("What the database needs long for, people wait for."),
        _("Send them to whoever looks after Orbita.") if worst else "",
    )


def _migrations() -> Iterator[Line]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    known = set(executor.loader.disk_migrations or {})
    newer = set(executor.loader.applied_migrations) - known
    found = ngettext("%(count)d change waits", "%(count)d changes wait", waiting)
    yield Line(
        _("Tables"),
        BAD if waiting or newer else GOOD,
        _("made by a newer Orbita") if newer
        else found % {"count": waiting} if waiting else _("as this Orbita wants them"),
        _("Tables and program must belong together, or pages fail."),
        _("Start the newer program again, or bring back the backup from before the upgrade.")
        if newer
        else _("Stop Orbita and bring the tables on: a backup is made before.") if waiting else "",
        command="./orbita migrate" if waiting else "",
    )  # fmt: skip


def _indexes() -> Iterator[Line]:
    broken = [
        name
        for (name,) in _rows(
            "SELECT i.indexrelid::regclass::text FROM pg_index i WHERE NOT i.indisvalid"
            " AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p"
            " WHERE p.index_relid = i.indexrelid) ORDER BY 1"
        )
    ]
    building = _one("SELECT count(*) FROM pg_stat_progress_create_index")[0]
    yield Line(
        _("Indexes"),
        WARN if broken else GOOD,
        ", ".join(broken[:3]) if broken else _("being built") if building else _("all whole"),
        _("Without its index a list is searched row by row."),
        _("Their building was cut off: build them anew.") if broken else "",
        command=f"REINDEX INDEX CONCURRENTLY {broken[0]}" if broken else "",
    )


def _search() -> Iterator[Line]:
    waiting = _one("SELECT count(*) FROM files_filecontent WHERE reading = 'waiting'")[0]
    yield Line(
        _("Search"),
        WARN if waiting > BACKLOG else GOOD,
        ngettext("%(count)d file waits", "%(count)d files wait", waiting) % {"count": waiting}
        if waiting
        else _("in step"),
        _("Records are found at once; texts of files once they have been read."),
        _("See whether a job of reading has failed.") if waiting > BACKLOG else "",
        reverse("jobs:jobs") if waiting else "",
        _("Open the jobs") if waiting else "",
    )


def _mail() -> Iterator[Line]:
    into_folder = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    yield Line(
        _("Outgoing mail"),
        PLAIN if into_folder else GOOD,
        _("letters are put into a folder") if into_folder else str(settings.EMAIL_HOST),
        _("Invitations and new passwords go by mail."),
        _("Nobody gets letters yet: they lie in %(folder)s.") % {"folder": settings.EMAIL_FILE_PATH}
        if into_folder
        else "",
    )


def _certificate() -> Iterator[Line]:
    file = os.environ.get("ORBITA_TLS_CERT", "")
    if not file:
        secure = settings.SESSION_COOKIE_SECURE
        yield Line(
            _("HTTPS"),
            GOOD if secure else PLAIN,
            _("by a proxy") if secure else _("off"),
            _("The microphone, passkeys and notices of the browser need it."),
            "" if secure else _("In an office network start with --tls."),
            command="" if secure else "./orbita up --tls",
        )
        return
    try:
        ends = x509.load_pem_x509_certificates(Path(file).read_bytes())[0].not_valid_after_utc
    except (OSError, ValueError):
        found, state = _("the certificate cannot be read"), BAD
    else:
        left = (ends - datetime.now(UTC)).days
        state = BAD if left < 1 else WARN if left < SOON_DAYS else GOOD
        found = _("good until %(day)s") % {"day": date_format(timezone.localtime(ends), "j E Y")}
    yield Line(
        _("HTTPS"), state, found,
        _("When the certificate ends, browsers let nobody in."),
        "" if state == GOOD else _("Put a new certificate into the same file: it is taken at once."),
    )  # fmt: skip


def _clock() -> Iterator[Line]:
    there = _one("SELECT extract(epoch FROM clock_timestamp())::float8")[0]
    skew = abs(time.time() - there)
    yield Line(
        _("Clock"),
        WARN if skew > SKEW_SECONDS else GOOD,
        _("%(seconds).1f s apart") % {"seconds": skew} if skew > 1 else _("in step"),
        _("Program and database must tell the same time, or reminders come early or late."),
        _("Let both machines take the time from one server (NTP).") if skew > SKEW_SECONDS else "",
    )
