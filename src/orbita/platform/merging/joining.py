"""Rows that would be the same once their records are one: found by the unique indexes, and joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from orbita.platform.merging.references import Pointing, columns_of, own_models
from orbita.platform.merging.slots import JoinRule


@dataclass(frozen=True)
class Sameness:
    """What makes rows the same: SQL over a row; `where` leaves out rows, `with_nulls` says that empty
    values are equal, too."""

    keys: Sequence[str]
    where: str = "true"
    with_nulls: bool = True


def join_twins(pointing: Pointing, rule: JoinRule | None) -> None:
    """Join the rows that would meet into the first of each; what makes no sense any more goes."""
    if rule and rule.vanishes:
        _drop_vanishing(pointing, rule.vanishes)
    for sameness in (*_by_indexes(pointing), *_declared(rule)):
        if _find_twins(pointing, sameness):
            _join(pointing, rule)


def _declared(rule: JoinRule | None) -> Iterator[Sameness]:
    if rule and rule.same:
        yield Sameness(rule.same, rule.same_where)


def _by_indexes(pointing: Pointing) -> list[Sameness]:
    """The unique indexes in which a pointing column stands. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT array(SELECT pg_get_indexdef(i.indexrelid, place, true)
                         FROM generate_series(1, i.indnkeyatts) place),
                   coalesce(pg_get_expr(i.indpred, i.indrelid, true), 'true'),
                   i.indnullsnotdistinct
            FROM pg_index i WHERE i.indrelid = %s::regclass AND i.indisunique ORDER BY i.indexrelid
            """,
            [pointing.table],
        )
        found = [Sameness(*row) for row in cursor.fetchall()]
    columns = {one.column for one in pointing.references}
    return [one for one in found if any(columns & set(_names(key)) for key in one.keys)]


def _names(sql: str) -> list[str]:
    return re.findall(r"\w+", sql)


def _mapped(pointing: Pointing) -> str:
    """The rows of the members as they will be: `place` says how far from the survivors they stand."""
    table, key = pointing.table, pointing.key
    pointed = {one.column for one in pointing.references}
    columns = [_future(place, one.column) for place, one in enumerate(pointing.references)] + [
        f't."{field.column}"' for field in columns_of(pointing.model) if field.column not in pointed
    ]
    if key in pointed:
        columns.append(f't."{key}" AS merging_key')
    sides = "\n".join(
        f'LEFT JOIN merging_side s{place} ON s{place}.id = t."{one.column}" AND {one.when}'
        for place, one in enumerate(pointing.references)
    )
    ours = "\nUNION ".join(
        f'SELECT t."{key}" FROM {table} t JOIN merging_side s ON s.id = t."{one.column}"'
        f" WHERE {one.when}"
        for one in pointing.references
    )
    distance = " + ".join(f"coalesce(s{n}.place, 0)" for n in range(len(pointing.references)))
    return f"""
        SELECT {", ".join(columns)}, {distance} AS distance FROM {table} t {sides}
        WHERE t."{key}" IN ({ours})
    """


def _future(place: int, column: str) -> str:
    return f'coalesce(s{place}.survivor, t."{column}") AS "{column}"'


def _key_name(pointing: Pointing) -> str:
    pointed = {one.column for one in pointing.references}
    return "merging_key" if pointing.key in pointed else pointing.key


def _drop_vanishing(pointing: Pointing, vanishes: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            DELETE FROM {pointing.table} t
            USING (SELECT * FROM ({_mapped(pointing)}) m WHERE distance > 0 AND ({vanishes})) gone
            WHERE t."{pointing.key}" = gone."{_key_name(pointing)}"
            """
        )


def _find_twins(pointing: Pointing, sameness: Sameness) -> int:
    """Rows that meet, each with the one that stays and its place; how many there are."""
    key = _key_name(pointing)
    keys = ", ".join(sameness.keys)
    filled = "".join(f" AND ({one}) IS NOT NULL" for one in sameness.keys)
    where = f"({sameness.where})" + ("" if sameness.with_nulls else filled)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS merging_twins")
        cursor.execute(
            f"""
            CREATE TEMPORARY TABLE merging_twins ON COMMIT DROP AS
            SELECT * FROM (
                SELECT m."{key}" AS twin, first_value(m."{key}") OVER w AS stays,
                       row_number() OVER w AS place, max(distance) OVER meeting AS furthest,
                       count(*) OVER meeting AS how_many
                FROM ({_mapped(pointing)}) m WHERE {where}
                WINDOW w AS (PARTITION BY {keys} ORDER BY distance, m."{key}"),
                       meeting AS (PARTITION BY {keys})
            ) found WHERE furthest > 0 AND how_many > 1
            """
        )
        return int(cursor.rowcount)


def _join(pointing: Pointing, rule: JoinRule | None) -> None:
    """Give the rows that stay what the others had, repoint what points at these, and drop them."""
    table, key = pointing.table, pointing.key
    with connection.cursor() as cursor:
        if rule and rule.values:
            values = ", ".join(f'{sql} AS "{column}"' for column, sql in rule.values.items())
            settings = ", ".join(f'"{column}" = joined."{column}"' for column in rule.values)
            cursor.execute(
                f"""
                UPDATE {table} t SET {settings} FROM (
                    SELECT twins.stays AS joined_key, {values}
                    FROM merging_twins twins JOIN {table} r ON r."{key}" = twins.twin
                    GROUP BY twins.stays
                ) joined WHERE t."{key}" = joined.joined_key
                """
            )
        for other, column in _pointing_here(pointing):
            cursor.execute(
                f"""
                UPDATE {other} o SET "{column}" = twins.stays FROM merging_twins twins
                WHERE o."{column}" = twins.twin AND twins.twin <> twins.stays
                """
            )
        cursor.execute(
            f"""
            DELETE FROM {table} t USING merging_twins twins
            WHERE t."{key}" = twins.twin AND twins.twin <> twins.stays
            """
        )


def _pointing_here(pointing: Pointing) -> Iterator[tuple[str, str]]:
    """Foreign keys to these rows: what hangs on a row that goes hangs on the one that stays."""
    for model in own_models():
        for field in columns_of(model):
            target: Any = field.remote_field
            if target and target.model is pointing.model:
                yield model._meta.db_table, field.column
