"""`up --web 2 --workers 2`: they share the work, and are renewed while people work."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest

from orbita.launch.place import ROOT, Place
from orbita.launch.postgres.cluster import Cluster, free_port
from orbita.launch.processes import Process
from orbita.launch.tests.test_up import Up, until

pytestmark = pytest.mark.slow
LONG = 400
"""Seconds for all tables to be made on a machine that has much else to do."""


class Several(Up):
    """A launcher with two of each."""

    more = ("--web", "2", "--workers", "2")


class Straight(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else."""

    def redirect_request(self, *_given: object) -> None:
        return None


def page(port: int, address: str = "/offline/en/", session: str = "") -> int:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{address}", headers={"Cookie": f"sessionid={session}"}
    )
    try:
        with urllib.request.build_opener(Straight()).open(asked, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def metrics(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return str(answer.read().decode())


def children_of(parent: int) -> set[int]:
    """The processes that a process has started."""
    with contextlib.suppress(OSError):
        tasks = open(f"/proc/{parent}/task/{parent}/children").read()  # noqa: PTH123, SIM115
        return set(map(int, tasks.split()))
    return set()


@pytest.mark.req("PLT-07")
def test_several_processes_share_the_work_and_are_renewed_without_a_pause(
    new_place: Callable[[], Place],
) -> None:
    running = Several(new_place(), free_port())
    try:
        running.wait(LONG)
        names = {path.stem for path in running.place.run.glob("*.json")}
        assert {"web", "worker", "worker-2"} <= names
        until(lambda: "orbita_workers 2.0" in metrics(running.port))

        before = running.child("web"), running.child("worker")
        codes: list[object] = []
        over = threading.Event()
        thread = threading.Thread(target=ask_on, args=(running.port, codes, over))
        thread.start()
        old = children_of(before[0].pid) if before[0] else set()
        os.kill(running.process.pid, signal.SIGUSR1)
        until(lambda: "are renewed" in running.output.read_text())
        # One of them is no web process: Python's own keeper of what processes share.
        until(lambda: len(old & children_of(before[0].pid if before[0] else 0)) <= 1)
        time.sleep(3)
        over.set()
        thread.join()

        assert len(codes) > 20
        assert {code for code in codes if code not in {200, 302}} == set()
        assert running.child("web") == before[0], "the door stays open"
        assert running.child("worker") != before[1]
    finally:
        assert running.end() == 0
    left: list[Process | None] = [running.child(name) for name in ("web", "worker", "worker-2")]
    assert left == [None, None, None]


def ask_on(port: int, codes: list[object], over: threading.Event) -> None:
    """Ask for a page again and again."""
    while not over.is_set():
        try:
            codes.append(page(port))
        except OSError as problem:
            codes.append(repr(problem))
        time.sleep(0.02)


HOSTS = """
from orbita.platform.accounts.tests.factories import employee
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from importlib import import_module
from django.conf import settings
somebody = employee("director", email="host@example.com")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(somebody.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = somebody.get_session_auth_hash()
session.save()
print("KEY", session.session_key)
"""


@pytest.mark.req("PLT-07")
def test_another_host_knows_who_is_signed_in_and_both_may_migrate_at_once(
    new_place: Callable[[], Place],
) -> None:
    first, second = Up(new_place(), free_port()), new_place()
    port = free_port()
    web = None
    try:
        first.wait(LONG)
        given = second.environment(
            Cluster.of(first.place).url,
            ORBITA_SECRET_KEY=(first.place.data / "secret_key").read_text().strip(),
        )
        command = [sys.executable, str(ROOT / "orbita")]
        both = [subprocess.Popen([*command, "migrate"], env=given) for _ in range(2)]
        assert [one.wait(LONG) for one in both] == [0, 0]
        web = subprocess.Popen([*command, "web", "--port", str(port)], env=given)
        until(lambda: answers(port))
        key = signed_in_session(command, given)

        assert page(port, "/healthz") == 200, "the worker of the first host counts for the second"
        assert page(port, "/notices/", key) == 200
        assert page(first.port, "/notices/", key) == 200
        assert page(port, "/notices/") == 302
    finally:
        if web:
            web.terminate()
            web.wait(30)
        first.end()


def signed_in_session(command: list[str], given: dict[str, str]) -> str:
    """The key of the session of somebody who has just signed in."""
    done = subprocess.run(
        [*command, "manage", "shell", "-c", HOSTS], env=given, capture_output=True, text=True
    )
    (key,) = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("KEY ")]
    return key


def answers(port: int) -> bool:
    with contextlib.suppress(OSError):
        return page(port) in {200, 302}
    return False
