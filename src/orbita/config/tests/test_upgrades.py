"""Databases of earlier landed states come to today's, and nobody's records are lost on the way."""

import lzma
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from orbita.launch.place import ROOT, Place
from orbita.launch.postgres.binaries import preferred
from orbita.launch.postgres.cluster import client_environment

HERE = Path(__file__).with_name("upgrades")
STATES = sorted(file.name.partition(".")[0] for file in HERE.glob("*.sql.xz"))
LATEST = STATES[-1]

SHAPE = """
SELECT 'column', c.relname, a.attname,
       format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname,
       -- The server words a check otherwise once it was dumped and loaded.
       CASE WHEN contype = 'c' THEN convalidated::text ELSE pg_get_constraintdef(oid) END
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', '', proname, md5(pg_get_functiondef(oid))
FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_proc.oid AND d.deptype = 'e')
"""

PORT = """
SELECT p.name, p.inn, d.title, d.amount::text, count(h.*)
FROM directory_party p
JOIN deals_deal d ON d.party_id = p.id
JOIN directory_party_history h ON h.id = p.id
WHERE d.title = 'Краны на 2026 год' GROUP BY 1, 2, 3, 4
"""
COUNTS = """
SELECT (SELECT count(*) FROM directory_party), (SELECT count(*) FROM deals_deal),
       (SELECT count(*) FROM timeline_interaction WHERE subject <> ''),
       (SELECT count(*) FROM accounts_user),
       (SELECT count(*) FROM search_searchentry WHERE title LIKE '%Северный порт%')
"""


def url_of(name: str) -> str:
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


@pytest.fixture
def scratch(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database beside; its address. Gone afterwards."""
    name = f"orbita_upgrade_{os.getpid()}"
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        yield url_of(name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def load(state: str, url: str) -> None:
    program = preferred(Place(ROOT / "data")) / "psql"
    subprocess.run(
        [program, "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction"],
        env={**os.environ, **client_environment(url)},
        input=lzma.decompress((HERE / f"{state}.sql.xz").read_bytes()),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def migrate(url: str, data: Path) -> None:
    surroundings = Place(data).environment(url, ORBITA_SECRET_KEY="k" * 50)
    subprocess.run(
        [sys.executable, "-P", "-m", "django", "migrate", "-v0"], env=surroundings, check=True
    )


def shape_of(url: str) -> set[tuple[str, ...]]:
    with psycopg.connect(url) as found:
        return set(found.execute(SHAPE).fetchall())


def shape_of_new() -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(SHAPE)
        return set(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.req("PLT-19")
@pytest.mark.parametrize(
    "state", [pytest.param(one, marks=() if one == LATEST else pytest.mark.slow) for one in STATES]
)
def test_a_database_of_an_earlier_state_comes_to_today_with_all_that_is_in_it(
    state: str, scratch: str, tmp_path: Path
) -> None:
    load(state, scratch)
    with psycopg.connect(scratch) as before:
        port, counts = before.execute(PORT).fetchall(), before.execute(COUNTS).fetchone()

    migrate(scratch, tmp_path)

    with psycopg.connect(scratch) as after:
        assert after.execute(PORT).fetchall() == port
        assert after.execute(COUNTS).fetchone() == counts
    assert port[0][0] == "ООО «Северный порт — СПб»"
    assert shape_of(scratch) ^ shape_of_new() == set()
