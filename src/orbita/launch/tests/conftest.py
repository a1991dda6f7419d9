"""Installations of their own, with real servers and real processes."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orbita.launch.place import Place
from orbita.launch.postgres.cluster import Cluster


@pytest.fixture(autouse=True, scope="module")
def _no_given_database() -> Iterator[None]:
    """What is tested here is the server that Orbita brings itself."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="module")
def new_place() -> Iterator[Callable[[], Place]]:
    """Makes installations in folders that the server's user can reach; all gone afterwards."""
    places: list[Place] = []

    def make() -> Place:
        folder = Path(tempfile.mkdtemp(prefix="orbita-launch-"))
        folder.chmod(0o755)
        places.append(Place(data=folder))
        return places[-1]

    yield make
    for place in places:
        remove(place)


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    """An empty installation."""
    return new_place()


def remove(place: Place) -> None:
    """End what runs there and take the folders away."""
    if (place.data / "postgres.json").exists():
        cluster = Cluster.of(place)
        if server := cluster.server():
            os.kill(server.pid, signal.SIGQUIT)
        shutil.rmtree(cluster.folder, ignore_errors=True)
    shutil.rmtree(place.data, ignore_errors=True)
