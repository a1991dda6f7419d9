"""Who runs the server: PostgreSQL refuses root, so that root hands it to another user."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orbita.launch.steps import Failed

NOBODY = "nobody"


@dataclass(frozen=True)
class Owner:
    """The user under whom the server runs; `other` when that is not who runs the launcher."""

    uid: int
    gid: int
    other: bool

    @classmethod
    def of(cls, cluster: Path) -> "Owner":
        """The owner of a cluster that exists, else whoever is right for a new one."""
        if cluster.exists() and (uid := cluster.stat().st_uid) != 0:
            return cls._existing(uid, cluster)
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), other=False)
        name = os.environ.get("ORBITA_POSTGRES_USER", NOBODY)
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            raise Failed(
                f"PostgreSQL does not run as root, and there is no user {name!r} to run it.",
                advice="name one: ORBITA_POSTGRES_USER=somebody.",
            ) from None
        return cls(user.pw_uid, user.pw_gid, other=True)

    @classmethod
    def _existing(cls, uid: int, cluster: Path) -> "Owner":
        if os.geteuid() not in {0, uid}:
            raise Failed(
                f"The database in {cluster} belongs to another user (number {uid}).",
                advice="start Orbita as that user or as root, or choose another folder: --data DIR",
            )
        return cls(uid, cluster.stat().st_gid, other=os.geteuid() != uid)

    def run(self, command: Sequence[object], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command as this user."""
        if self.other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            [str(part) for part in command], stdin=subprocess.DEVNULL, text=True, **options
        )

    def own(self, *paths: Path) -> None:
        """Give files to this user."""
        if self.other:
            for path in paths:
                os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether this user gets as far as the path (every parent folder lets it through)."""
        return self.run(["test", "-x", path], cwd="/", capture_output=True).returncode == 0
