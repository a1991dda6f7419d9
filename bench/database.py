"""A database of the bench's own on the given server."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

import psycopg
from psycopg import sql


def url_of(server: str, scale: str) -> str:
    """The address of the bench's database beside the one that the server's address names."""
    return urlparse(server)._replace(path=f"/orbita_bench_{scale}").geturl()


@contextmanager
def fresh_database(server: str, scale: str, *, keep: bool) -> Iterator[bool]:
    """Make the database, give whether it is new, drop it at the end unless it is to be kept.

    A kept one is measured again without filling it anew. PostgreSQL's parallel workers are switched
    off in it: their CPU time could not be told from that of other work.
    """
    name = urlparse(url_of(server, scale)).path.removeprefix("/")
    identifier = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = found.fetchone() is None
        if is_new:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
            quiet = sql.SQL("ALTER DATABASE {} SET max_parallel_workers_per_gather = 0")
            connection.execute(quiet.format(identifier))
        whole = False
        try:
            yield is_new
            whole = True
        finally:
            # What was only half filled is of no use to anybody.
            if not keep or (is_new and not whole):
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                connection.execute(drop.format(identifier))
