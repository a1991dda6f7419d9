"""The embedded server: made whole, started whatever was left behind, losing nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import psycopg
import pytest

from orbita.launch.place import Place
from orbita.launch.postgres.cluster import Cluster
from orbita.launch.postgres.lease import database
from orbita.launch.steps import Failed


@pytest.fixture(scope="module")
def cluster(new_place: Callable[[], Place]) -> Cluster:
    """A server for the tests of this file; each leaves it running or not."""
    return Cluster.of(new_place())


def ask(cluster: Cluster, statement: str) -> object:
    """The first value of the answer."""
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
    return row[0] if row else None


def running(cluster: Cluster) -> Cluster:
    """The cluster, started."""
    cluster.start()
    return cluster


def test_a_new_one_is_made_and_started_and_the_second_start_makes_nothing(cluster: Cluster) -> None:
    assert cluster.start() is True
    assert cluster.start() is False


def test_the_password_is_kept_closed_and_asked_for(cluster: Cluster) -> None:
    kept = cluster.place.data / "postgres.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running(cluster).url.replace(cluster.password, "guess"))


def test_cyrillic_is_lowered_and_compared(cluster: Cluster) -> None:
    assert ask(running(cluster), "SELECT lower('ЁЖИК') FROM (SELECT 1) AS one") == "ёжик"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert ask(cluster, "SELECT similarity('Ромашка', 'ромашки')") != 0


def test_nothing_committed_is_lost_by_kill_9(cluster: Cluster) -> None:
    with psycopg.connect(running(cluster).url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    server = cluster.server()
    assert server
    os.kill(server.pid, signal.SIGKILL)
    cluster.start()
    assert ask(cluster, "SELECT number FROM kept") == 42


def test_a_pid_file_of_a_process_that_is_no_server_is_no_obstacle(cluster: Cluster) -> None:
    running(cluster).stop()
    stale = cluster.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster.data}\n0\n{cluster.port}\n\n127.0.0.1\n\nready\n")
    assert cluster.server() is None
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_a_taken_port_is_left_to_its_owner_and_the_new_one_is_kept(cluster: Cluster) -> None:
    running(cluster).stop()
    before = cluster.port
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", before))
        other.listen()
        cluster.start()
    assert cluster.port != before
    assert Cluster.of(cluster.place).port == cluster.port


def test_a_half_made_cluster_is_made_again(place: Place) -> None:
    cluster = Cluster.of(place)
    (cluster.folder / "data.new" / "base").mkdir(parents=True)
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_data_of_another_version_are_refused_with_a_clear_sentence(place: Place) -> None:
    cluster = Cluster.of(place)
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(Failed, match=r"written by PostgreSQL 9; here is 1\d") as failure:
        cluster.start()
    assert "ORBITA_POSTGRES_BIN" in failure.value.advice


def test_a_folder_without_a_server_is_refused_with_advice(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORBITA_POSTGRES_BIN", "/nowhere")
    with pytest.raises(Failed, match="There is no PostgreSQL in /nowhere"):
        Cluster.of(place).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
def test_a_closed_folder_points_to_a_cluster_that_the_server_can_reach(place: Place) -> None:
    place.data.chmod(0o700)
    cluster = running(Cluster.of(place))
    assert not cluster.folder.is_relative_to(place.data)
    assert Cluster.of(place).folder == cluster.folder
    assert ask(cluster, "SELECT 1") == 1


def test_who_leaves_last_stops_the_server(place: Place) -> None:
    with database(place) as first:
        with database(place) as second:
            assert first.url == second.url
        assert first.cluster
        assert first.cluster.server()
    assert not first.cluster.server()


def test_a_killed_user_does_not_keep_the_server(place: Place) -> None:
    script = (
        "import sys, time; from pathlib import Path; from orbita.launch.place import Place; "
        "from orbita.launch.postgres.lease import database\n"
        "with database(Place(Path(sys.argv[1]))): print('in', flush=True); time.sleep(60)"
    )
    user = subprocess.Popen(
        [sys.executable, "-c", script, str(place.data)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(place.source)},
    )
    assert user.stdout
    assert user.stdout.readline() == b"in\n"
    user.kill()
    user.wait()
    with database(place) as found:
        assert found.cluster
        assert found.cluster.server()
    time.sleep(0.1)
    assert not found.cluster.server()


def test_a_given_database_starts_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/orbita")
    with database(place) as found:
        assert found.cluster is None
    assert list(place.data.iterdir()) == []
