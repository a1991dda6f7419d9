"""Upgrades: looked at before, backed up, migrated, looked at again; taken back when they fail.

What is being done is written into DIR/run/upgrade.json before it is done, so that an upgrade that was
killed is known as such: the next `up` or `migrate` goes on with it, and nothing else starts.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from orbita.launch import backups
from orbita.launch.place import Place, write_private
from orbita.launch.postgres.binaries import OLDEST, preferred
from orbita.launch.postgres.lease import Database
from orbita.launch.steps import Failed, run_logged, say, step

WAITS = 75
"""The exit code by which `prepare` says that migrations wait and nothing was done yet."""
SPARE_BYTES = 200_000_000
KEPT = 3
"""Backups made before upgrades that are kept."""
BACKING_UP, MIGRATING, RESTORING, FAILED = "backing up", "migrating", "restoring", "failed"


@dataclass(frozen=True)
class Wanted:
    """How the upgrade is to be done."""

    backup: bool = True
    dry_run: bool = False
    assets: bool = True
    title: str = "Tables"


@dataclass
class Upgrade:
    """An upgrade that has begun: how far it is, and the backup that was made before it."""

    stage: str
    pending: list[str]
    counts: dict[str, int]
    backup: str = ""
    began_at: str = field(default_factory=lambda: datetime.now().astimezone().isoformat())
    fault: str = ""

    @staticmethod
    def file(place: Place) -> Path:
        """Where it is written down."""
        return place.run / "upgrade.json"

    @classmethod
    def read(cls, place: Place) -> "Upgrade | None":
        """The upgrade that was not finished, if there is one."""
        try:
            return cls(**json.loads(cls.file(place).read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, place: Place, stage: str, *, fault: str = "") -> None:
        """Say what is done next, before it is done."""
        self.stage, self.fault = stage, fault
        write_private(self.file(place), json.dumps(asdict(self)))


def bring(place: Place, found: Database, names: list[str], wanted: Wanted) -> bool:
    """Tables and assets to the state of the code; whether that was done (not in a dry run)."""
    earlier = Upgrade.read(place)
    if earlier and earlier.stage == RESTORING:
        _take_back(place, found, earlier)
        earlier = None
    if earlier and earlier.stage in {MIGRATING, FAILED} and not wanted.dry_run:
        say(f"! The upgrade begun at {earlier.began_at[:16]} was not finished; it goes on.")
        _carry_out(place, found, earlier, names)
        return True
    if not found.is_new and _waits(place, found, names, wanted):
        plan = ask_plan(place, found)
        refuse_unfit(place, found, plan, wanted)
        if wanted.dry_run:
            _show(place, plan, wanted)
            return False
        _begin(place, found, plan, names, wanted)
    elif found.is_new:
        with step(wanted.title):
            prepare(place, found, names)
    elif wanted.dry_run:
        say("Nothing waits: the tables are those of this code.")
        return False
    Upgrade.file(place).unlink(missing_ok=True)
    return True


def prepare(place: Place, found: Database, names: list[str], *allowed: int) -> int:
    """Run the steps inside the environment; their exit code, if it is 0 or allowed."""
    return run_logged(
        [str(place.python), "-P", "-m", "orbita.launch.prepare", *names],
        place.log("prepare"),
        env=place.environment(found.url),
        failed="The tables could not be brought to the state of the code.",
        advice="mend what the log names and start again.",
        allowed=allowed,
    )


def _waits(place: Place, found: Database, names: list[str], wanted: Wanted) -> bool:
    """Whether migrations wait; if none does, the rest of the steps is done in the same go."""
    chosen = ["guard"] if wanted.dry_run else ["guard", *names]
    with step(wanted.title) as progress:
        waits = prepare(place, found, chosen, WAITS) == WAITS
        progress.note = "an upgrade waits" if waits else ""
    return waits


def ask_plan(place: Place, found: Database) -> dict[str, Any]:
    """What the code and the database say of the upgrade."""
    text = backups.captured(place, place.django("upgrade_plan"), place.environment(found.url))
    return dict(json.loads(text.splitlines()[-1]))


def refuse_unfit(place: Place, found: Database, plan: dict[str, Any], wanted: Wanted) -> None:
    """Raises Failed with everything that stands against the upgrade; nothing was changed."""
    with step("Before the upgrade") as progress:
        against = list(_against(place, found, plan, wanted))
        if against:
            told = "\n".join(f"  - {what}" for what, _advice in against)
            advice = " ".join(dict.fromkeys(advice for _what, advice in against))
            raise Failed(f"The upgrade does not begin:\n{told}", advice=advice)
        progress.note = f"{len(plan['pending'])} migrations wait"


def _against(
    place: Place, found: Database, plan: dict[str, Any], wanted: Wanted
) -> Iterator[tuple[str, str]]:
    if plan["unknown"]:
        yield newer(plan["unknown"], place)
    if plan["server"] < OLDEST * 10000:
        yield f"PostgreSQL is {plan['server'] // 10000}", f"Orbita needs {OLDEST} or newer."
    if plan["colliding"]:
        names = ", ".join(plan["colliding"])
        yield f"tables of these names exist and are not ours: {names}", "rename or drop them."
    if plan["building"]:
        yield "an index is being built just now", "wait until it is done, then start again."
    if plan["others"]:
        yield (
            f"another Orbita works with this database ({plan['others']} connections)",
            "stop every other web and worker of this database first.",
        )
    if wanted.backup:
        yield from _against_backup(place, found, plan)


def _against_backup(
    place: Place, found: Database, plan: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    folder = backups.folder(place)
    files = place.data / backups.FILES
    size = sum(file.stat().st_size for file in files.rglob("*") if file.is_file())
    needed, free = plan["bytes"] + size + SPARE_BYTES, shutil.disk_usage(folder).free
    if free < needed:
        yield (
            f"{folder} has {free / 1e9:.1f} GB free; the backup may need {needed / 1e9:.1f} GB",
            "free some space, name another folder by ORBITA_BACKUPS, or leave the backup out with"
            " --no-backup.",
        )
    if not found.cluster and (ours := preferred(place)).major < plan["server"] // 10000:
        yield (
            f"the server is PostgreSQL {plan['server'] // 10000}, pg_dump here is {ours.version}",
            "point ORBITA_POSTGRES_BIN at programs of the server's version, or back up by your own"
            " means and start with --no-backup.",
        )


def newer(unknown: list[str], place: Place) -> tuple[str, str]:
    """The words for a database that a newer code has brought further."""
    some = ", ".join(unknown[:3]) + (" …" if len(unknown) > 3 else "")
    kept = sorted(backups.folder(place).glob("before-upgrade-*.tar"))
    back = f"./orbita restore {kept[-1]} --force" if kept else "./orbita restore FILE"
    return (
        f"the database was made by a newer Orbita: this code does not know {some}",
        f"start the newer code again, or go back to the state before it with {back}",
    )


def _show(place: Place, plan: dict[str, Any], wanted: Wanted) -> None:
    say("An upgrade would do this, and has done nothing yet:")
    if wanted.backup:
        say(f"  1. a backup into {backups.folder(place)}, database {plan['bytes'] / 1e6:.0f} MB")
    else:
        say("  1. NO backup, as asked")
    say("  2. these migrations:")
    for name in plan["pending"]:
        say(f"       {name}")
    say("  3. a comparison of tables, triggers and rows; the backup comes back if it fails")
    for name in plan["broken_indexes"]:
        say(f"  ! the index {name} is not whole: REINDEX INDEX CONCURRENTLY {name}")
    for name in plan["views"]:
        say(f"  ! {name} is a view of somebody else and may stand in the way of a column's change")


def _begin(
    place: Place, found: Database, plan: dict[str, Any], names: list[str], wanted: Wanted
) -> None:
    upgrade = Upgrade(BACKING_UP, plan["pending"], plan["counts"])
    upgrade.write(place, BACKING_UP)
    if wanted.backup:
        file = backups.fresh_name(place, "before-upgrade")
        backups.backup(place, found, file, sealed=True)
        upgrade.backup = str(file)
        for old in sorted(backups.folder(place).glob("before-upgrade-*.tar"))[:-KEPT]:
            backups.forget(old)
    else:
        say("! No backup is made, as asked: a failed upgrade can then not be taken back.")
    _carry_out(place, found, upgrade, names)


def _carry_out(place: Place, found: Database, upgrade: Upgrade, names: list[str]) -> None:
    """Migrate and compare. A failure brings the backup back and is raised all the same."""
    upgrade.write(place, MIGRATING)
    try:
        with step("Upgrade") as progress:
            steps = list(dict.fromkeys(["migrate", *names, "verify"]))
            prepare(place, found, steps)
            progress.note = f"{len(upgrade.pending)} migrations, compared with the code"
    except Failed as failure:
        _give_up(place, found, upgrade, failure)
    Upgrade.file(place).unlink(missing_ok=True)


def _give_up(place: Place, found: Database, upgrade: Upgrade, failure: Failed) -> None:
    if not upgrade.backup or not Path(upgrade.backup).exists():
        upgrade.write(place, FAILED, fault=failure.what)
        raise Failed(
            f"{failure}\nThe upgrade failed, and there is no backup to bring back.",
            advice="nothing of Orbita starts until it is mended: start the code that mends it, or"
            " bring back a backup of your own with ./orbita restore FILE --force.",
        ) from failure
    say(str(failure))
    _take_back(place, found, upgrade)
    raise Failed(
        "The upgrade failed and was taken back: the database is as it was before.",
        advice="start the earlier code again; its state is whole. The backup stays in"
        f" {upgrade.backup}",
    ) from failure


def _take_back(place: Place, found: Database, upgrade: Upgrade) -> None:
    """The database as it was before. One transaction: killed on the way, it is done again."""
    upgrade.write(place, RESTORING)
    with step("The state before comes back"):
        backups.restore_database(place, found, Path(upgrade.backup))
    Upgrade.file(place).unlink(missing_ok=True)


def refuse_half_done(place: Place, found: Database) -> None:
    """Raises Failed unless the database is one that this code may serve: fail closed."""
    upgrade = Upgrade.read(place)
    if upgrade and upgrade.stage != BACKING_UP:
        raise Failed(
            f"An upgrade of this installation is not finished (it was {upgrade.stage}).",
            advice="./orbita migrate goes on with it; then start again.",
        )
    applied = backups.applied(place, found)
    here = own_migrations(place.source)
    labels = {name.partition(".")[0] for name in here}
    if unknown := sorted(name for name in applied - here if name.partition(".")[0] in labels):
        what, advice = newer(unknown, place)
        raise Failed(what[0].upper() + what[1:] + ".", advice=advice)
    if missing := sorted(here - applied):
        raise Failed(
            f"The database is behind this code by {len(missing)} migrations: {missing[0]} …",
            advice="./orbita migrate brings it on (with a backup before); then start again.",
        )


def own_migrations(source: Path) -> set[str]:
    """Migrations of this code as «label.name», read from the files: no Django is needed."""
    found = set()
    for file in source.glob("orbita/**/migrations/[0-9]*.py"):
        apps = file.parents[1] / "apps.py"
        text = apps.read_text() if apps.exists() else ""
        label = text.partition('label = "')[2].partition('"')[0] or file.parents[1].name
        found.add(f"{label}.{file.stem}")
    return found
