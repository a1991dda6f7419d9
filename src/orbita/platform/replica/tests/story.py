"""A day of a replica, told in a process of its own: DATABASE_URL is a primary with all tables,
ORBITA_REPLICA_URL the server that follows it, and nothing is in a transaction of a test.

The first argument is the file whose appearance asks the test to stop the replica; the test takes it
away when that is done.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orbita.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from orbita.parties.directory.models import Party  # noqa: E402
from orbita.platform.accounts.tests.factories import employee, signed_in  # noqa: E402
from orbita.platform.replica.following import follower  # noqa: E402
from orbita.platform.replica.routing import from_replica  # noqa: E402


def main(stop_replica: Path) -> None:
    """The whole day."""
    setup_test_environment()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    alice, bob = newcomer(), newcomer()
    add(alice, "Первая ромашка")
    eventually(follower.is_usable)
    eventually(lambda: sees(bob, "Первая ромашка"))
    pages_are_read_there(bob)
    own_writes_are_seen(alice, bob)
    far_behind_the_primary_answers(bob)
    a_stopped_replica_stops_nobody(bob, stop_replica)


def add(client: Client, name: str) -> None:
    """Write a client, as the form does."""
    answer = client.post("/parties/new/organisation/", {"name": name, "again": "1"})
    assert Party.objects.filter(name=name).exists(), answer.content.decode()[:2000]


def sees(client: Client, name: str) -> bool:
    """Whether a list shows this client."""
    answer = client.get("/parties/?mode=table")
    assert answer.status_code == 200, answer.status_code
    return name in answer.content.decode()


def eventually(holds: Callable[[], bool], patience: float = 20) -> None:
    """Wait until something holds."""
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until, f"it took too long: {follower.state()}"
        time.sleep(0.05)


def replaying(word: str) -> None:
    """Pause or resume what the replica replays; only its own administrator can."""
    with connections["replica"].cursor() as cursor:
        cursor.execute(f"SELECT pg_wal_replay_{word}()")


def pages_are_read_there(client: Client) -> None:
    """The rows of a list come from the replica, and who asks is known by the primary."""
    with CaptureQueriesContext(connections["replica"]) as there:
        assert sees(client, "Первая ромашка")
    asked = " ".join(query["sql"] for query in there)
    assert "directory_party" in asked
    assert "django_session" not in asked
    assert "accounts_user" not in asked.split("directory_party")[0]
    with from_replica():
        locked = Party.objects.select_for_update()
        assert locked.db == "default"


def own_writes_are_seen(writer: Client, other: Client) -> None:
    """While the replica stands still: the writer sees his own, another not yet; nobody an error."""
    assert follower.is_usable()
    replaying("pause")
    add(writer, "Вторая ромашка")
    assert sees(writer, "Вторая ромашка"), "the writer must see what he has written"
    assert not sees(other, "Вторая ромашка"), "the other one reads from the replica"
    replaying("resume")
    eventually(lambda: sees(other, "Вторая ромашка"), patience=2)


def far_behind_the_primary_answers(client: Client) -> None:
    """A replica that stands still for longer than is allowed is not read any more."""
    eventually(follower.is_usable)
    replaying("pause")
    add(newcomer(), "Третья ромашка")
    eventually(lambda: sees(client, "Третья ромашка"), patience=settings.ORBITA_REPLICA_BEHIND + 3)
    assert not follower.state().is_read
    replaying("resume")
    eventually(lambda: follower.state().is_read)


def newcomer() -> Client:
    """Somebody whose cookie nobody else has."""
    client = Client()
    signed_in(client, employee("director", email=f"{uuid4()}@example.com"))
    return client


def a_stopped_replica_stops_nobody(client: Client, stop_replica: Path) -> None:
    """Pages go on, from the very first one."""
    assert follower.is_usable()
    stop_replica.touch()
    eventually(lambda: not stop_replica.exists(), patience=60)
    for _ in range(3):
        assert sees(client, "Третья ромашка")
    assert not follower.state().is_read
    assert follower.state().fault


if __name__ == "__main__":
    main(Path(sys.argv[1]))
