"""Several rows of one record in one file become one: nothing that any of them says is lost.

Fields take the last filled cell; phones, mails and addresses of all rows are kept. A column whose
cells differ between the rows is kept whole as a note: a list with one cell a row, in the order of the
file, so that the lists of an order's columns stand side by side.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from orbita.platform.imports.drafts import Draft, Line
from orbita.platform.imports.staging import Staging

MOST = 5000
"""Rows of one record in one file: more than that is a wrong key."""
BATCH = 1000


def fold(staging: Staging) -> int:
    """Fold rows of the same record into the first of them; the others wait for its fate."""
    keys = [f"s.k{at}" for at, _key in enumerate(staging.plan.keys)]
    if not keys and not staging.earlier and not staging.recalled:
        return 0
    key = f"concat_ws(E'\\x1f', {', '.join(keys)})" if keys else "NULL"
    has_key = "s.k0 IS NOT NULL" if keys else "false"
    count = staging.run(
        f"""
        CREATE TEMP TABLE import_groups ON COMMIT DROP AS
        SELECT n, first_value(n) OVER w AS leader, row_number() OVER w AS place, NULL::boolean AS more
        FROM (
            SELECT s.n, CASE WHEN s.fate IS NULL THEN {key} ELSE s.id::text END AS same,
                   count(*) OVER (PARTITION BY CASE WHEN s.fate IS NULL THEN {key} ELSE s.id::text END)
                       AS size
            FROM import_rows s WHERE s.fault IS NULL AND ({has_key} OR s.fate IS NOT NULL)
        ) AS grouped WHERE size > 1
        WINDOW w AS (PARTITION BY same ORDER BY n)
        """
    )
    if not count:
        return 0
    staging.run("CREATE UNIQUE INDEX import_groups_n ON import_groups (n)")
    staging.reject(
        "EXISTS (SELECT FROM import_groups g WHERE g.n = s.n AND g.place > %(most)s)",
        _("more than %s rows have this key") % MOST,
        most=MOST,
    )
    _write_folded(staging)
    staging.run(
        """
        UPDATE import_rows s SET fate = 'follower', more = g.more FROM import_groups g
        WHERE g.n = s.n AND g.place > 1 AND s.fault IS NULL
        """
    )
    return count


def _write_folded(staging: Staging) -> None:
    """Fold group by group through a server-side cursor; write the results back in batches."""
    staging.run("CREATE TEMP TABLE import_folded (LIKE import_rows) ON COMMIT DROP")
    staging.run("CREATE TEMP TABLE import_more (n bigint, more boolean) ON COMMIT DROP")
    folded: list[tuple[Any, ...]] = []
    more: list[tuple[int, bool]] = []
    for leader, number, rows in _groups(staging):
        line, draft, flags = _folded(staging, rows)
        folded.append(staging.packed(leader, number, None, line, draft))
        more += flags
        if len(folded) >= BATCH:
            _flush(staging, folded, more)
    _flush(staging, folded, more)
    kept = {"n", "number", "fault", "cells", "id", "old_ids", *(f"k{a}" for a in range(9))}
    names = [name for name in staging.copied if name not in kept]
    values = ", ".join(f'"{name}" = f."{name}"' for name in names)
    staging.run(f"UPDATE import_rows s SET {values} FROM import_folded f WHERE f.n = s.n")
    staging.run("UPDATE import_groups g SET more = m.more FROM import_more m WHERE m.n = g.n")


def _flush(staging: Staging, folded: list[tuple[Any, ...]], more: list[tuple[int, bool]]) -> None:
    staging.copy_in(iter(folded), table="import_folded")
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY import_more (n, more) FROM STDIN") as copy,
    ):
        for row in more:
            copy.write_row(row)
    folded.clear()
    more.clear()


Member = tuple[int, int, list[str]]


def _groups(staging: Staging) -> Iterator[tuple[int, int, list[Member]]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """
            SELECT g.leader, s.n, s.number, s.cells FROM import_groups g
            JOIN import_rows s ON s.n = g.n WHERE s.fault IS NULL ORDER BY g.leader, s.n
            """
        )
        rows = iter(lambda: cursor.fetchmany(2000), [])
        every = (row for batch in rows for row in batch)
        for leader, members in groupby(every, key=lambda row: row[0]):
            group = [(n, number, json.loads(cells)) for _leader, n, number, cells in members]
            yield leader, group[0][1], group


def _folded(staging: Staging, rows: list[Member]) -> tuple[Line, Draft, list[tuple[int, bool]]]:
    """One line and one draft of them all, and of each later row whether it said anything new."""
    lines = [staging.line(number, cells) for _n, number, cells in rows]
    draft = _merged_draft(staging, lines)
    fields = staging.plan.fields
    last: dict[str, str] = {}
    flags = []
    kept: dict[str, list[str]] = {}
    for (n, _number, cells), _line in zip(rows, lines, strict=True):
        is_new = False
        for head, cell in zip(staging.heads, cells, strict=True):
            text = cell.strip()
            kept.setdefault(head, []).append(text)
            if text and last.get(head) != text:
                last[head] = text
                is_new = True
        flags.append((n, is_new))
    notes: dict[str, Any] = {}
    for head, texts in kept.items():
        field = fields.get(staging.plan.columns.get(head, ""))
        in_notes = any(head in line.notes for line in lines)
        said = {text for text in texts if text}
        if (in_notes or (field and not field.many)) and len(said) > 1:
            notes[head] = texts
        elif in_notes:
            notes[head] = said.pop()
    for line in lines:
        for head, note in line.notes.items():
            notes.setdefault(head, note)
    values: dict[str, Any] = {}
    for line in lines:
        values.update(line.values)
    return Line(lines[0].number, values, notes), draft, flags[1:]


def _merged_draft(staging: Staging, lines: list[Line]) -> Draft:
    drafts = [staging.importable.draft(line, staging) for line in lines]
    columns: dict[str, Any] = {}
    for one in drafts:
        columns.update({name: value for name, value in one.columns.items() if value is not None})
    collections: dict[str, list[dict[str, Any]]] = {}
    for declared in staging.collections:
        known: dict[tuple[Any, ...], dict[str, Any]] = {}
        for one in drafts:
            for row in one.collections.get(declared.name, ()):
                known.setdefault(tuple(row.get(name) for name in declared.same), row)
        if known:
            rows = [dict(row) for row in known.values()]
            if declared.placed:
                rows = [{**row, "position": at} for at, row in enumerate(rows)]
            collections[declared.name] = rows
    return Draft(columns, collections, drafts[0].keys)
