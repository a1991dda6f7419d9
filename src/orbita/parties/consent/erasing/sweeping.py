"""Erasing in SQL: rows that are the person's are emptied, all other texts lose what names him.

Everything is one statement a table (and one for its history), however many rows there are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from orbita.parties.consent.erasing.rows import Rows
from orbita.parties.consent.marks import GONE, Marks
from orbita.platform.fields.models import OwnField
from orbita.platform.records.models import Record
from orbita.platform.records.slots import kinds


@dataclass(frozen=True)
class Target:
    """A table to write: the model's own or its history; `key` is what the rows are named by."""

    model: type[models.Model]
    table: str
    key: str

    @classmethod
    def both(cls, rows: Rows) -> "list[Target]":
        """A table and its history."""
        own = cls(
            rows.plug.model, rows.plug.model._meta.db_table, str(rows.plug.model._meta.pk.column)
        )
        if rows.history is None:
            return [own]
        return [own, cls(rows.history, rows.history._meta.db_table, "pgh_obj_id")]


def erase_rows(rows: Rows, token: str) -> int:
    """Empty or drop the rows that are the person's, with their history; gives how many there were."""
    if not rows.his:
        return 0
    if rows.plug.drop:
        rows.plug.model._base_manager.filter(pk__in=rows.his).delete()
        if rows.history is not None:  # what was just deleted stands there as well
            rows.history._default_manager.filter(pgh_obj_id__in=rows.his).delete()
        return len(rows.his)
    for target in Target.both(rows):
        sets, values = _emptied(rows, target, token)
        if sets:
            _write(target, sets, values, f"{_q(target.key)} = ANY(%s)", [_ids(rows.his)])
    return len(rows.his)


def sweep(rows: Rows, marks: Marks) -> int:
    """Take what names the person out of the texts of a table; gives how many rows held it."""
    count = 0
    for target in Target.both(rows):
        columns = [_field(target.model, name) for name in rows.plug.scrub]
        along = [
            f"{_q(column)} = " + sql.format(_scrubbed(_field(target.model, source)))
            for column, (source, sql) in rows.plug.along.items()
        ]
        everywhere, here = marks.pattern(close=False), marks.pattern(close=True)
        linked = rows.his | rows.close
        if columns and everywhere:
            count += _scrub(target, columns, along, everywhere, None)
        if columns and here and linked:
            count += _scrub(target, columns, along, here, linked)
    return count


def _scrub(
    target: Target,
    columns: list[Any],
    along: list[str],
    pattern: str,
    only: Collection[Any] | None,
) -> int:
    sets = ", ".join([*(f"{_q(one.column)} = {_scrubbed(one)}" for one in columns), *along])
    # Without word boundaries an expression runs several times as fast: most texts end there.
    where = " OR ".join(
        f"CASE WHEN {_q(one.column)}::text ~* %s THEN {_q(one.column)}::text ~* %s END"
        for one in columns
    )
    values: list[Any] = [pattern, GONE] * (sets.count("%s") // 2)
    asked: list[Any] = [loose(pattern), pattern] * len(columns)
    if only is not None:
        where, asked = f"({where}) AND {_q(target.key)} = ANY(%s)", [*asked, _ids(only)]
    return _write(target, sets, values, where, asked)


def _scrubbed(field: Any) -> str:
    column = _q(field.column)
    if isinstance(field, models.JSONField):
        return f"orbita_scrub({column}, %s, %s)"
    text = f"regexp_replace({column}, %s, %s, 'gi')"
    length = field.max_length
    return f"left({text}, {int(length)})" if length else text


def _emptied(rows: Rows, target: Target, token: str) -> tuple[str, list[Any]]:
    sets, values = [], []
    for name in rows.plug.blank:
        field = _field(target.model, name)
        sets.append(f"{_q(field.column)} = %s")
        values.append(_empty(field))
    for name in rows.plug.token:
        field = _field(target.model, name)
        sets.append(f"{_q(field.column)} = %s")
        values.append(token[: field.max_length or None])
    if issubclass(rows.plug.model, Record) and (personal := personal_own(rows.plug.model)):
        sets.append('"own" = coalesce("own", \'{}\'::jsonb) - %s::text[]')
        values.append(personal)
    return ", ".join(sets), values


def personal_own(model: type[models.Model]) -> list[str]:
    """Keys of own fields that the company has marked as personal, those in the bin included."""
    keys = [kind.key for kind in kinds if kind.model is model]
    found = OwnField.objects.filter(kind__in=keys, is_personal=True)
    return list(found.values_list("key", flat=True))


def _empty(field: Any) -> Any:
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return "[]" if field.default is list else "{}"
    return ""


def _write(target: Target, sets: str, values: list[Any], where: str, asked: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {_q(target.table)} SET {sets} WHERE {where}", [*values, *asked])
        return int(cursor.rowcount)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def loose(pattern: str) -> str:
    """The expression without its word boundaries: it finds no less."""
    return pattern.replace(r"\m", "").replace(r"\M", "")


def _ids(keys: Iterable[Any]) -> list[Any]:
    return sorted(keys)


def _q(name: str) -> str:
    return connection.ops.quote_name(name)
