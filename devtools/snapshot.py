"""Write the snapshot of the tables with which a new database starts (orbita/config/snapshot.py).

`python -m devtools.snapshot` works off every migration in a database of its own, which takes some
minutes, and writes what came of it. DATABASE_URL names the server. Run it when migrations have been
added since; a snapshot that is early costs time only.
"""

import gzip
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

TRIAL = "orbita_snapshot"
NOISE = re.compile(
    r"^--\n-- Name: .*\n--\n+|^\\(un)?restrict .*\n|^SET default_table.*\n|^COMMENT ON EXTENSION .*\n",
    re.MULTILINE,
)
"""Lines between the objects that say nothing, and those that only psql or a superuser can run."""


def main() -> None:
    """Migrate a throwaway database from nothing, dump it, drop it."""
    os.environ["ORBITA_WITHOUT_SNAPSHOT"] = "1"
    django.setup()
    from django.core.management import call_command

    from orbita.config.snapshot import FILE
    from orbita.platform.migrating import run_steps

    with trial_database():
        from django.db.models.signals import post_migrate

        # Presets and triggers made from declarations come after every migrate anyway.
        post_migrate.receivers = [
            receiver for receiver in post_migrate.receivers if receiver[1]() is not run_steps
        ]
        call_command("migrate", interactive=False, verbosity=0)
        text = written()
    FILE.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{FILE.name}: {len(text) / 1e6:.1f} MB, packed {FILE.stat().st_size / 1e3:.0f} kB")


@contextmanager
def trial_database(name: str = TRIAL) -> Iterator[None]:
    """An empty database that Django uses meanwhile."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def written() -> str:
    """The tables of the database that Django uses as SQL, with the list of its migrations."""
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder.Migration.objects.order_by("pk").values_list("app", "name")
    rows = ",\n".join(f"('{app}', '{name}', now())" for app, name in applied)
    marks = f"INSERT INTO public.django_migrations (app, name, applied) VALUES\n{rows};\n"
    return f"{dumped()}\n{marks}"


def dumped() -> str:
    """The schema by pg_dump, without what only psql or only a superuser could run."""
    from django.db import connection

    from orbita.launch.place import Place
    from orbita.launch.postgres.binaries import preferred

    given = connection.settings_dict
    answer = subprocess.run(
        [
            preferred(Place(data=Path("data"))) / "pg_dump",
            *("--schema-only", "--no-owner", "--no-acl", f"--host={given['HOST']}"),
            *(f"--port={given['PORT']}", f"--username={given['USER']}", given["NAME"]),
        ],
        env={**os.environ, "PGPASSWORD": given["PASSWORD"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return NOISE.sub("", answer.stdout[answer.stdout.index("CREATE ") :])


if __name__ == "__main__":
    main()
