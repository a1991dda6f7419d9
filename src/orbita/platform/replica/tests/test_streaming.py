"""Pages read from a real server that follows another: nobody misses what he has written."""

import subprocess
import sys
import time

import pytest

from orbita.launch.place import Place
from orbita.launch.postgres.cluster import Cluster
from orbita.platform.replica.tests.conftest import Replica

STORY = "orbita.platform.replica.tests.story"
PATIENCE = 180


@pytest.mark.slow
@pytest.mark.req("PLT-07")
def test_a_replica_is_read_while_it_is_near_and_nobody_misses_his_own_writes(
    servers: tuple[Place, Cluster, Replica],
) -> None:
    place, cluster, replica = servers
    mark = place.data / "stop-the-replica"
    surroundings = place.environment(
        cluster.url, ORBITA_REPLICA_URL=replica.url, ORBITA_REPLICA_BEHIND="3"
    )

    told = place.data / "story.txt"
    with told.open("w") as output:
        command = [sys.executable, "-m", STORY, str(mark)]
        story = subprocess.Popen(command, env=surroundings, stdout=output, stderr=output)
    until = time.monotonic() + PATIENCE
    while story.poll() is None and not mark.exists() and time.monotonic() < until:
        time.sleep(0.1)
    if mark.exists():
        replica.stop()
        mark.unlink()
    else:
        story.kill()
    story.wait(60)

    assert story.returncode == 0, told.read_text()[-4000:]
