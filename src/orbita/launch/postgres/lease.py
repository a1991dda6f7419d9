"""Many commands, one server: whoever comes first starts it, whoever leaves last stops it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass

from orbita.launch.place import Place, locked
from orbita.launch.postgres.cluster import Cluster


@dataclass(frozen=True)
class Database:
    """A database to work with: its address, the cluster when it is ours, whether it is new."""

    url: str
    cluster: Cluster | None = None
    is_new: bool = False


@contextlib.contextmanager
def database(place: Place, *, durable: bool = True) -> Iterator[Database]:
    """The database of an installation for as long as the block runs.

    With DATABASE_URL that server is used and nothing is started. Otherwise the embedded server
    runs while anybody needs it: each user holds a shared lock, which the kernel takes back from
    a killed process too, and the one who then gets the lock alone stops the server.
    """
    if url := os.environ.get("DATABASE_URL"):
        yield Database(url)
        return
    cluster = Cluster.of(place, durable=durable)
    with (place.run / "postgres.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            with locked(place.run / "postgres.start"):
                is_new = cluster.start()
            yield Database(cluster.url, cluster, is_new)
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                cluster.stop()
