"""A primary and a server that follows it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from orbita.launch.place import Place
from orbita.launch.postgres import binaries
from orbita.launch.postgres.cluster import Cluster, client_environment, free_port
from orbita.launch.postgres.owner import Owner


@dataclass
class Replica:
    """A server that follows the cluster."""

    cluster: Cluster
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return self.cluster.url.replace(f":{self.cluster.port}/", f":{self.port}/")

    def _run(self, tool: str, *arguments: object) -> None:
        owner = Owner.of(self.cluster.folder)
        tools = binaries.reachable(binaries.for_data(self.cluster.place, self.cluster.data), owner)
        environment = {**os.environ, **client_environment(self.cluster.url), "LC_ALL": "C"}
        environment.pop("PGDATABASE")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        done = owner.run(
            [tools / tool, *arguments], cwd=self.cluster.folder, env=environment, **quiet
        )
        assert done.returncode == 0, (tool, arguments)

    def start(self) -> None:
        """A copy of the primary that follows it from now on."""
        self._run("pg_basebackup", "-D", self.folder, "-R", "-c", "fast", "-X", "stream")
        with (self.folder / "orbita.conf").open("a") as conf:
            conf.write(f"port = {self.port}\nshared_buffers = 64MB\n")
        log = self.cluster.folder / "replica.log"
        self._run("pg_ctl", "start", "-w", "-s", "-D", self.folder, "-l", log)

    def stop(self) -> None:
        """As a machine that is switched off."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.folder)


@pytest.fixture
def servers() -> Iterator[tuple[Place, Cluster, Replica]]:
    """A primary with all tables, and a replica that has caught up."""
    data = Path(tempfile.mkdtemp(prefix="orbita-replica-"))
    data.chmod(0o755)
    place = Place(data=data)
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.delenv("DATABASE_URL", raising=False)
        cluster = Cluster.of(place)
        cluster.start()
    replica = Replica(cluster, cluster.folder / "replica", free_port())
    environment = place.environment(cluster.url)
    for command in ("migrate", "createcachetable"):
        subprocess.run(
            [sys.executable, "-m", "django", command, "-v0"], env=environment, check=True
        )
    replica.start()
    yield place, cluster, replica
    if (replica.folder / "postmaster.pid").exists():
        replica.stop()
    cluster.stop()
    shutil.rmtree(cluster.folder, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
