"""A database of the bench's own on the given server."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

import psycopg
from psycopg import sql

FILLED = "filled by bench"


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
    database = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:

        def run(text: str) -> None:
            connection.execute(sql.SQL(text).format(database))

        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        is_new = found.fetchone() != (FILLED,)
        if is_new:
            # What was only half filled is of no use to anybody.
            run("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            run("CREATE DATABASE {}")
            run("ALTER DATABASE {} SET max_parallel_workers_per_gather = 0")
        try:
            yield is_new
            if keep:
                run(f"COMMENT ON DATABASE {{}} IS '{FILLED}'")
        finally:
            if not keep:
                run("DROP DATABASE IF EXISTS {} WITH (FORCE)")
