"""Parties that files of other kinds name: found by name, ИНН or outside key, made when missing."""

from django.utils.translation import gettext

from orbita.parties.directory.models import Party
from orbita.platform.imports.staging import Staging
from orbita.platform.imports.writing import new_rows

SORT_KEY = "translate(lower({}), 'ёЁ«»\"“”''', 'ее')"
"""The same as Party.sort_key, over any SQL."""


def resolve_clients(
    staging: Staging, text: str, column: str, *, ambiguous: str = "reject", own_rows: bool = False
) -> None:
    """Find the parties that the staged column `text` names, by name, ИНН or outside key; their keys
    go to the column `column`.

    Missing ones are made where that was chosen, else the cell becomes a note. `own_rows`: the file's
    own rows count as well. A name that several parties have rejects the row (or becomes a note).
    """
    table = f"import_named_{text}"
    key = SORT_KEY.format(f'btrim(s."{text}")')
    staging.run(
        f"""
        CREATE TEMP TABLE {table} ON COMMIT DROP AS
        SELECT key, min(name) AS name, NULL::uuid AS id, false AS made, 0 AS found
        FROM (SELECT {key} AS key, btrim(s."{text}") AS name FROM import_rows s
              WHERE s.fault IS NULL AND s."{text}" IS NOT NULL) AS named
        GROUP BY key
        """
    )
    _find(staging, table, "SELECT id, sort_key AS k FROM directory_party WHERE deleted_at IS NULL")
    if own_rows:
        own = SORT_KEY.format("o.name")
        _find(staging, table, f"SELECT o.id, {own} AS k FROM import_rows o WHERE o.fault IS NULL"
                              " AND o.fate IS DISTINCT FROM 'follower'")  # fmt: skip
    _find(
        staging,
        table,
        "SELECT id, inn AS k FROM directory_party WHERE inn <> '' AND deleted_at IS NULL",
    )
    _find(
        staging,
        table,
        "SELECT p.id, lower(x.value) AS k FROM directory_externalid x"
        " JOIN directory_party p ON p.id = x.party_id AND p.deleted_at IS NULL",
    )
    several = f"EXISTS (SELECT FROM {table} r WHERE r.key = {key} AND r.found > 1)"
    if ambiguous == "reject":
        staging.reject(
            several,
            gettext("several clients have the name in the column “%s”")
            % staging.plan.head_of(text),
        )
    else:
        staging.note(text, several)
    if "clients" in staging.plan.makes:
        made = staging.run(
            f"""UPDATE {table} r SET made = true, id = {staging.new_id}
                WHERE r.found = 0 AND r.key <> '' AND length(r.name) <= 500"""
        )
        staging.made["clients"] = staging.made.get("clients", 0) + made
        staging.before.append(lambda: _make_clients(staging, table))
    else:
        staging.note(text, f"EXISTS (SELECT FROM {table} r WHERE r.key = {key} AND r.found = 0)")
    staging.run(
        f'UPDATE import_rows s SET "{column}" = r.id FROM {table} r'
        f' WHERE r.key = {key} AND r.id IS NOT NULL AND s.fault IS NULL AND s."{text}" IS NOT NULL'
    )


def _find(staging: Staging, table: str, relation: str) -> None:
    staging.run(
        f"""
        UPDATE {table} r SET id = CASE WHEN f.found = 1 THEN f.id END, found = f.found
        FROM (SELECT r.key, (array_agg(DISTINCT p.id))[1] AS id, count(DISTINCT p.id) AS found
              FROM {table} r JOIN ({relation}) p ON p.k = r.key WHERE r.found = 0 GROUP BY r.key) AS f
        WHERE f.key = r.key
        """
    )


def _make_clients(staging: Staging, table: str) -> None:
    """Add the parties that were named and missing. One statement."""
    staging.run(
        new_rows(
            Party,
            {
                "id": "r.id",
                "name": "r.name",
                "owner_id": "%(owner)s::uuid",
                "created_by_id": "%(by)s::uuid",
            },
            f"{table} r WHERE r.made",
        ),
        owner=staging.plan.owner_id,
        by=staging.plan.by.id,
    )
