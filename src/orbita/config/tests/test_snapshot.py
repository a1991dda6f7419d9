"""A new database starts from a snapshot; it must be what the migrations come to."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection

from devtools.snapshot import dumped, trial_database
from orbita.config import snapshot

SAME = (
    # PostgreSQL says the same list in two ways, as it was written and as it was restored.
    (re.compile(r"\(ARRAY\[([^\]]*)\]\)::text\[\]"), r"ARRAY[\1]"),
    (re.compile(r"\(('[^']*'::character varying)\)::text"), r"\1"),
)


def _migrated(name: str, **environment: str) -> str:
    with trial_database(name):
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
            env={
                **os.environ,
                "DATABASE_URL": re.sub(r"/[^/?]*($|\?)", rf"/{name}\1", os.environ["DATABASE_URL"]),
                "DJANGO_SETTINGS_MODULE": "orbita.config.settings",
                "PYTHONPATH": os.pathsep.join(sys.path),
                **environment,
            },
            check=True,
        )
        found = dumped()
    for pattern, one_way in SAME:
        found = pattern.sub(one_way, found)
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("PLT-19")
def test_the_snapshot_is_what_the_migrations_come_to() -> None:
    by_snapshot = _migrated("orbita_by_snapshot")
    by_migrations = _migrated("orbita_by_migrations", ORBITA_WITHOUT_SNAPSHOT="1")
    assert by_snapshot.splitlines() == by_migrations.splitlines()


@pytest.mark.django_db
def test_a_database_with_tables_does_not_get_the_snapshot() -> None:
    assert not snapshot.load_into(connection)
