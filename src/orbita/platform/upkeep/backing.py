"""Backups and drills from inside: the launcher's own commands, run as processes of their own."""

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from orbita.platform.upkeep.models import BackupPlan
from orbita.platform.upkeep.rules import kept

PATTERN = "orbita-*.tar"
HOURS = 6


@dataclass(frozen=True)
class BackupFile:
    """A backup that lies in the folder."""

    path: Path
    size: int
    made_at: datetime


@dataclass(frozen=True)
class Ended:
    """How a command of the launcher ended."""

    is_good: bool
    said: str


def folder() -> Path:
    """Where backups lie that Orbita makes by itself: ORBITA_BACKUPS, or DIR/backups."""
    given = os.environ.get("ORBITA_BACKUPS")
    return Path(given) if given else Path(settings.MEDIA_ROOT).parent / "backups"


def files(pattern: str = "*.tar") -> list[BackupFile]:
    """The backups that are there, the newest first."""
    found = []
    for path in folder().glob(pattern):
        with contextlib.suppress(FileNotFoundError):
            about = path.stat()
            made_at = datetime.fromtimestamp(about.st_mtime, timezone.get_current_timezone())
            found.append(BackupFile(path, about.st_size, made_at))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def make_backup() -> Ended:
    """Write a backup into the folder."""
    return _launch("backup")


def make_drill() -> tuple[Ended, dict[str, Any]]:
    """Bring the newest backup back beside and look; with the verdict."""
    ended = _launch("drill", "--json")
    try:
        return ended, dict(json.loads(ended.said.splitlines()[-1]))
    except (ValueError, IndexError):
        return ended, {}


def forget_surplus(plan: BackupPlan) -> int:
    """Take away the backups that the plan does not keep; how many. Those of upgrades stay."""
    there = files(PATTERN)
    made = {str(one.path): one.made_at for one in there}
    keep = kept(made, daily=plan.daily, weekly=plan.weekly, monthly=plan.monthly)
    gone = [one.path for one in there if str(one.path) not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".sha256").unlink(missing_ok=True)
    return len(gone)


def _launch(*arguments: str) -> Ended:
    data = Path(settings.MEDIA_ROOT).parent
    done = subprocess.run(  # noqa: S603 — our own program with words of our own
        [sys.executable, "-P", "-m", "orbita.launch", *arguments, "--data", str(data)],
        env={**os.environ, "DATABASE_URL": os.environ["DATABASE_URL"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=HOURS * 3600,
    )
    return Ended(done.returncode == 0, (done.stdout + done.stderr).strip())
