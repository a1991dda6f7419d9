"""Databases for the stories: an empty one, and one with the demo company, each a quick copy."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def url_of(name: str) -> str:
    """The address of another database on the server of this run."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def exists(name: str) -> bool:
    """Whether the server has such a database."""
    with psycopg.connect(url_of("postgres")) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def drop(name: str) -> None:
    """Take the database away, whoever is still in it."""
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def copy(source: str, name: str) -> None:
    """A new database with everything that the source has."""
    drop(name)
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )


def make_empty(name: str) -> None:
    """A new database with the tables and what a first start puts there; nobody works in it."""
    copy("template1", name)
    manage(name, "migrate", "--verbosity", "0")
    manage(name, "createcachetable")


def make_demo(empty: str, name: str) -> None:
    """The demo company."""
    copy(empty, name)
    manage(name, "demo")


def surroundings(name: str, **more: str) -> dict[str, str]:
    """What a process needs to work on that database."""
    source = str(Path(__file__).parents[1] / "src")
    settings = {"DATABASE_URL": url_of(name), "DJANGO_SETTINGS_MODULE": "orbita.config.settings"}
    return {**os.environ, "PYTHONPATH": source, **settings, **more}


def manage(name: str, *words: str) -> None:
    """A management command on that database; its output is shown when it fails."""
    ran = subprocess.run(
        [sys.executable, "-m", "django", *words],
        env=surroundings(name),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, f"{words}: {ran.stdout[-2000:]}\n{ran.stderr[-4000:]}"


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Of several processes of a run only one gets past this line."""
    with (folder / "stories.lock").open("w") as file:
        flock(file, LOCK_EX)
        yield


class Inside:
    """Reads and acts in a database through Django, beside the server that works on it.

    A thread of its own: the browser's driver keeps the test's own thread in an event loop, where
    Django refuses to talk to a database.
    """

    def __init__(self, name: str, blocker: Any) -> None:
        self.name, self.blocker = name, blocker
        self.thread = ThreadPoolExecutor(1)

    def __call__(self, act: Any, *values: Any) -> Any:
        """What `act(*values)` answers in that database."""
        return self.thread.submit(self._run, act, values).result()

    def _run(self, act: Any, values: tuple[Any, ...]) -> Any:
        from django.db import connections
        from django.db.backends.postgresql.base import DatabaseWrapper

        before = connections["default"]
        given = {**before.settings_dict, "NAME": self.name, "OPTIONS": {}}
        connections["default"] = DatabaseWrapper(given, alias="default")
        try:
            with self.blocker.unblock():
                return act(*values)
        finally:
            connections["default"].close()
            connections["default"] = before
