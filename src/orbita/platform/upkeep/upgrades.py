"""What an upgrade would do to this database, and whether it did."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from orbita.platform.records.models import Record
from orbita.platform.upkeep.schema import differences


@dataclass(frozen=True)
class Plan:
    """What waits, and everything that must be known before it is begun."""

    pending: list[str]
    unknown: list[str]
    colliding: list[str]
    counts: dict[str, int]
    bytes: int
    server: int
    broken_indexes: list[str]
    building: int
    others: int
    views: list[str]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def plan() -> Plan:
    """Look at the database and at the code. About ten statements, one count a main table."""
    executor = MigrationExecutor(connection)
    waiting = [node for node, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    tables = set(connection.introspection.table_names())
    applied = MigrationRecorder(connection).applied_migrations() if tables else {}
    known = set(executor.loader.disk_migrations or {})
    unknown = [f"{app}.{name}" for app, name in applied if (app, name) not in known]
    return Plan(
        pending=[f"{one.app_label}.{one.name}" for one in waiting],
        unknown=sorted(unknown),
        colliding=sorted(_colliding(waiting, tables)),
        counts=counts(tables),
        **_state(),
    )


def _colliding(waiting: list[Any], tables: set[str]) -> Iterator[str]:
    """Tables that somebody else has made under a name that a migration is about to take."""
    for migration in waiting:
        for operation in migration.operations:
            if isinstance(operation, CreateModel) and operation.options.get("managed", True):
                default = f"{migration.app_label}_{operation.name_lower}"
                table = operation.options.get("db_table", default)
                if table in tables and not operation.options.get("proxy"):
                    yield table


def counts(tables: set[str]) -> dict[str, int]:
    """Rows of the main tables, the bin included. One statement a table."""
    # Not the slot of kinds: it asks for the company's own ones, whose table may not be there yet.
    models = (model for model in apps.get_models() if issubclass(model, Record))
    records = {model._meta.db_table for model in models}
    wanted = sorted({*records, "accounts_user", "files_storedfile"} & tables)
    found = {}
    with connection.cursor() as cursor:
        for table in wanted:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = int(cursor.fetchone()[0])
    return found


STATE = """
SELECT pg_database_size(current_database()),
       current_setting('server_version_num')::int,
       ARRAY(SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1),
       (SELECT count(*) FROM pg_stat_progress_create_index
        WHERE datname = current_database()),
       (SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'orbita%'
        AND pid <> pg_backend_pid() AND backend_type = 'client backend'),
       ARRAY(SELECT DISTINCT v.oid::regclass::text FROM pg_rewrite r
             JOIN pg_class v ON v.oid = r.ev_class
             WHERE v.relkind IN ('v', 'm') AND v.relnamespace = 'public'::regnamespace
             AND NOT EXISTS (SELECT FROM pg_depend d
                             WHERE d.objid = v.oid AND d.deptype = 'e') ORDER BY 1)
"""


def _state() -> dict[str, Any]:
    names = ("bytes", "server", "broken_indexes", "building", "others", "views")
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return dict(zip(names, cursor.fetchone(), strict=True))


def faults(before: dict[str, int]) -> Iterator[str]:
    """What is wrong after an upgrade: the checks, the schema, lost rows, a page that fails."""
    for message in checks.run_checks():
        if message.is_serious():
            yield f"check {message.id}: {message.msg}"
    yield from differences()
    now = counts(set(connection.introspection.table_names()))
    for table, count in before.items():
        if now.get(table) != count:
            yield f"{table} had {count} rows and has {now.get(table, 0)} now"
    yield from _page()


def _page() -> Iterator[str]:
    hosts = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    address = reverse(settings.LOGIN_URL)
    try:
        answer = Client(SERVER_NAME=(hosts or ["localhost"])[0]).get(address)
    except Exception as error:  # whatever it is, it is the finding
        yield f"the page {address} fails: {error!r}"
    else:
        if answer.status_code not in {200, 302}:
            yield f"the page {address} answers {answer.status_code}"
