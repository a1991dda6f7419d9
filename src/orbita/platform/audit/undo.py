"""Undo of any act from the history of rows: set-based, table by table.

What an act updated gets its old values back where nobody has changed those values since; what it
deleted comes back; what it created goes to the bin (records) or away (their parts). Rows that others
have changed meanwhile stay as they are and are named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from orbita.platform.records.models import Record
from orbita.platform.records.slots import RecordRef, kinds, parts_of, refs_of
from orbita.platform.tracking import EVENT_MODELS

KEYWISE = ("own", "details")
"""Columns of JSON objects: each key is a value of its own, so that undoing one leaves the others."""


@dataclass
class Undone:
    """What an undo did: how many rows came back, and the records left as others made them."""

    restored: int = 0
    records: set[RecordRef] = field(default_factory=set)
    kept: set[RecordRef] = field(default_factory=set)


@dataclass(frozen=True)
class _Table:
    """Names of a tracked table, quoted and ready for SQL."""

    model: type[models.Model]
    name: str
    history: str
    pk: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, model: type[models.Model]) -> "_Table":
        history = EVENT_MODELS[model]
        kept = {f.column for f in history._meta.concrete_fields if not f.name.startswith("pgh_")}
        pk = str(model._meta.pk.column)
        columns = tuple(
            str(f.column)
            for f in model._meta.concrete_fields
            if f.column in kept and f.column != pk and not isinstance(f, models.GeneratedField)
        )
        return cls(model, model._meta.db_table, history._meta.db_table, pk, columns)

    @property
    def act_rows(self) -> str:
        """First and last history row of each object in the act, and how its life changed."""
        return f"""
            SELECT pgh_obj_id AS id, min(pgh_id) AS first, max(pgh_id) AS last,
                   (array_agg(pgh_label ORDER BY pgh_id))[1] = 'insert' AS born,
                   (array_agg(pgh_label ORDER BY pgh_id DESC))[1] = 'delete' AS died
            FROM {self.history} WHERE pgh_context_id = %(act)s GROUP BY pgh_obj_id
        """

    @property
    def before(self) -> str:
        """The snapshot before the act."""
        return f"""
            JOIN LATERAL (
                SELECT * FROM {self.history} earlier
                WHERE earlier.pgh_obj_id = act.id AND earlier.pgh_id < act.first
                ORDER BY earlier.pgh_id DESC LIMIT 1
            ) b ON true
        """

    @property
    def conflict(self) -> str:
        """True where a value that the act changed has been changed again since."""
        return " OR ".join(
            f'orbita_keys_conflict(b."{c}", a."{c}", t."{c}")'
            if c in KEYWISE
            else f'(b."{c}" IS DISTINCT FROM a."{c}" AND t."{c}" IS DISTINCT FROM a."{c}")'
            for c in self.columns
        )

    @property
    def assignments(self) -> str:
        """The old values of what the act changed, the present ones of all else."""
        return ", ".join(
            f'"{c}" = orbita_keys_undone(b."{c}", a."{c}", t."{c}")'
            if c in KEYWISE
            else f'"{c}" = CASE WHEN b."{c}" IS DISTINCT FROM a."{c}" THEN b."{c}" ELSE t."{c}" END'
            for c in self.columns
        )


def restore(act_id: UUID) -> Undone:
    """Undo the row changes of an act. Call it inside a command: its own changes are an act too."""
    outcome = Undone()
    touched = _touched(act_id)
    # Records first: what the database computes of them from their parts (the sum of a deal's lines)
    # changes with every part that comes back, and would then look as if somebody had changed it.
    records = [table for table in touched if issubclass(table.model, Record)]
    for table in records:
        _restore_updated(table, act_id, outcome)
    for table in touched:
        _bring_back_deleted(table, act_id, outcome)
    for table in touched:
        if table not in records:
            _restore_updated(table, act_id, outcome)
    for table in touched:
        _remove_created(table, act_id, outcome)
    return outcome


def _touched(act_id: UUID) -> list[_Table]:
    """The tables in which the act changed rows. One statement, however many tables have a history."""
    tables = [_Table.of(model) for model in EVENT_MODELS]
    asked = (
        f"SELECT {place} WHERE EXISTS (SELECT FROM {table.history} WHERE pgh_context_id = %(act)s)"
        for place, table in enumerate(tables)
    )
    found = set(_run(" UNION ALL ".join(asked), act_id))
    return [table for place, table in enumerate(tables) if place in found]


def _run(sql: str, act_id: UUID, **more: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"act": act_id, **more})
        return [row[0] for row in cursor.fetchall()] if cursor.description else []


def _bring_back_deleted(table: _Table, act_id: UUID, outcome: Undone) -> None:
    columns = ", ".join(f'"{c}"' for c in (table.pk, *table.columns))
    values = ", ".join(f'b."{c}"' for c in (table.pk, *table.columns))
    ids = _run(
        f"""
        WITH act AS MATERIALIZED ({table.act_rows})
        INSERT INTO {table.name} ({columns})
        SELECT {values} FROM act {table.before} WHERE act.died AND NOT act.born
        ON CONFLICT DO NOTHING RETURNING "{table.pk}"
        """,
        act_id,
    )
    _note(table, ids, outcome)


def _restore_updated(table: _Table, act_id: UUID, outcome: Undone) -> None:
    pairs = f"""
        act {table.before} JOIN {table.history} a ON a.pgh_id = act.last
    """
    kept = _run(
        f"""
        WITH act AS MATERIALIZED ({table.act_rows})
        SELECT t."{table.pk}" FROM {table.name} t, {pairs}
        WHERE t."{table.pk}" = act.id AND NOT act.born AND NOT act.died AND ({table.conflict})
        """,
        act_id,
    )
    _refs(table, kept, outcome.kept)
    ids = _run(
        f"""
        WITH act AS MATERIALIZED ({table.act_rows})
        UPDATE {table.name} t SET {table.assignments} FROM {pairs}
        WHERE t."{table.pk}" = act.id AND NOT act.born AND NOT act.died AND NOT ({table.conflict})
        RETURNING t."{table.pk}"
        """,
        act_id,
    )
    _note(table, ids, outcome)


def _remove_created(table: _Table, act_id: UUID, outcome: Undone) -> None:
    """Records go to the bin with all their parts; other rows go away if nobody touched them since."""
    since = f"""
        EXISTS (SELECT FROM {table.history} later
                WHERE later.pgh_obj_id = act.id AND later.pgh_id > act.last)
    """
    if issubclass(table.model, Record):
        kept = _run(
            f"WITH act AS MATERIALIZED ({table.act_rows})"
            f" SELECT id FROM act WHERE born AND NOT died AND {since}",
            act_id,
        )
        _refs(table, kept, outcome.kept)
        ids = _run(
            f"""
            WITH act AS MATERIALIZED ({table.act_rows})
            UPDATE {table.name} t SET deleted_at = %(now)s FROM act
            WHERE t."{table.pk}" = act.id AND act.born AND NOT act.died AND NOT {since}
              AND t.deleted_at IS NULL
            RETURNING t."{table.pk}"
            """,
            act_id,
            now=timezone.now(),
        )
    else:
        ids = _run(
            f"""
            WITH act AS MATERIALIZED ({table.act_rows})
            DELETE FROM {table.name} t USING act
            WHERE t."{table.pk}" = act.id AND act.born AND NOT act.died AND NOT {since}
              AND NOT ({_of_created_record(table)}) AND NOT ({_still_needed(table)})
            RETURNING t."{table.pk}"
            """,
            act_id,
        )
    _note(table, ids, outcome)


def _of_created_record(table: _Table) -> str:
    """True for a part whose record was created by the same act: it goes to the bin with it."""
    tests = [
        f"""EXISTS (SELECT FROM {EVENT_MODELS[kind.model]._meta.db_table} r
                    WHERE r.pgh_context_id = %(act)s AND r.pgh_label = 'insert'
                      AND r.pgh_obj_id = t."{_column(model, key)}")"""
        for kind in kinds
        for model, key in parts_of(kind)
        if model is table.model and kind.model in EVENT_MODELS
    ]
    return " OR ".join(tests) or "false"


def _still_needed(table: _Table) -> str:
    """True for a row that others point at: a stage or an employee that an import made stays as long
    as its deals lie in the bin. Rows that go away with the same undo don't count."""
    tests = []
    for other, column in _pointing_at(table.model):
        if not other._meta.concrete_model._meta.managed or other in EVENT_MODELS.values():
            continue
        goes = ""
        if other in EVENT_MODELS and not issubclass(other, Record) and not _is_part(other):
            key = other._meta.pk.column
            goes = f"""AND NOT EXISTS (SELECT FROM {EVENT_MODELS[other]._meta.db_table} r
                WHERE r.pgh_context_id = %(act)s AND r.pgh_label = 'insert'
                  AND r.pgh_obj_id = o."{key}")"""
        tests.append(
            f'EXISTS (SELECT FROM {other._meta.db_table} o WHERE o."{column}" = t."{table.pk}" {goes})'
        )
    return " OR ".join(tests) or "false"


def _pointing_at(model: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """Every model with a foreign key to this one, and the key's column."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.column


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _is_part(model: type[models.Model]) -> bool:
    return any(model is part for kind in kinds for part, _key in parts_of(kind))


def _note(table: _Table, ids: list[Any], outcome: Undone) -> None:
    outcome.restored += len(ids)
    _refs(table, ids, outcome.records)


def _refs(table: _Table, ids: list[Any], into: set[RecordRef]) -> None:
    """Add the records that these rows are, or are parts of."""
    if not ids:
        return
    into.update(refs_of(table.model, ids))
    for kind in kinds:
        for model, key in parts_of(kind):
            if model is table.model:
                rows = model._base_manager.filter(pk__in=ids).values_list(f"{key}_id", flat=True)
                into.update(RecordRef(kind.key, record_id) for record_id in rows)
