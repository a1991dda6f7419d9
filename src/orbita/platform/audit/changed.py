"""What an act changed, record by record and field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils.functional import Promise

from orbita.platform.acts.actor import Actor
from orbita.platform.audit.reading import Change, HistoryRow, Reading, authors_of, read_rows
from orbita.platform.audit.told import several
from orbita.platform.audit.values import Words
from orbita.platform.records.hidden import uncovered
from orbita.platform.records.slots import RecordKind, kinds, parts_of
from orbita.platform.tracking import EVENT_MODELS

SHOWN = 100
"""How many changed rows of a table the page of an act shows."""


@dataclass(frozen=True)
class RecordChanges:
    """What an act did to one record, or to rows that belong to none (`title` is "")."""

    label: str | Promise
    title: str
    url: str
    changes: list[Change] = field(default_factory=list)


def changes_of(actor: Actor, act_id: UUID) -> tuple[list[RecordChanges], bool]:
    """What an act changed, record by record, and whether there is more than is shown.

    Records that the actor does not see are left out. A statement a table that the act touched, one
    a kind of records, and the names.
    """
    rows: list[HistoryRow] = []
    cut = False
    for model in _tables_of(act_id):
        found = _changed_rows(model, act_id)
        cut = cut or len(found) > SHOWN
        rows += found[:SHOWN]
    homes = [_home(model, now) for model, now, _before in rows]
    visible = _visible_titles(actor, homes)
    reading = Reading(Words(rows), authors_of([str(act_id)]))
    groups: dict[Any, RecordChanges] = {}
    for (model, now, earlier), home in zip(rows, homes, strict=True):
        if home is not None and home not in visible:
            continue
        model = _own_model(model, home)
        seen = _uncovered(actor, home, model, now, earlier)
        change = reading.change(model, *seen) if seen else None
        if change is None:
            continue
        group = groups.setdefault(home or model, _group(home, model, visible))
        group.changes.append(change)
    return list(groups.values()), cut


def _tables_of(act_id: UUID) -> list[type[models.Model]]:
    """The tables in which the act changed rows. One statement."""
    tables = list(EVENT_MODELS)
    asked = (
        f"SELECT {place} WHERE EXISTS (SELECT FROM {EVENT_MODELS[model]._meta.db_table} "
        "WHERE pgh_context_id = %(act)s)"
        for place, model in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), {"act": act_id})
        return [tables[place] for (place,) in cursor.fetchall()]


def _changed_rows(model: type[models.Model], act_id: UUID) -> list[HistoryRow]:
    table = EVENT_MODELS[model]._meta.db_table
    sql = f"""
        SELECT to_jsonb(h)::text, to_jsonb(b)::text, h.pgh_created_at FROM {table} h
        LEFT JOIN LATERAL (
            SELECT * FROM {table} e WHERE e.pgh_obj_id = h.pgh_obj_id AND e.pgh_id < h.pgh_id
            ORDER BY e.pgh_id DESC LIMIT 1
        ) b ON true
        WHERE h.pgh_context_id = %(act)s ORDER BY h.pgh_id LIMIT {SHOWN + 1}
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"act": act_id})
        return read_rows(cursor, model)


Home = tuple[str, str]


def _home(model: type[models.Model], row: Mapping[str, Any]) -> Home | None:
    """The record that a row is, or belongs to: kind and key."""
    for kind in kinds:
        if kind.holds(model, row):
            return kind.key, str(row["pgh_obj_id"])
        for part, key in parts_of(kind):
            if part is model:
                column = str(part._meta.get_field(key).column)  # type: ignore[union-attr]
                return kind.key, str(row[column])
    return None


def _own_model(model: type[models.Model], home: Home | None) -> type[models.Model]:
    """The model of the kind whose record the row is: several kinds may share a table."""
    own: type[models.Model] = kinds[home[0]].model if home else model
    return own if own._meta.concrete_model is model else model


def _visible_titles(actor: Actor, homes: Iterable[Home | None]) -> dict[Home, str]:
    """Titles of those records that the actor sees, those in the bin too. One statement a kind."""
    by_kind: dict[str, set[str]] = {}
    for home in homes:
        if home is not None:
            by_kind.setdefault(home[0], set()).add(home[1])
    found: dict[Home, str] = {}
    for key, ids in by_kind.items():
        kind: RecordKind = kinds[key]
        rows = kind.model.objects.within(actor, "view").filter(pk__in=ids)
        found |= {(key, str(pk)): title for pk, title in rows.values_list("pk", kind.title)}
    return found


def _uncovered(
    actor: Actor, home: Home | None, model: type[models.Model], now: Any, before: Any
) -> tuple[Any, Any] | None:
    if home is None:
        return now, before
    seen = uncovered(actor, home[0], model, now)
    return None if seen is None else (seen, before and uncovered(actor, home[0], model, before))


def _group(home: Home | None, model: Any, titles: Mapping[Home, str]) -> RecordChanges:
    if home is None:
        return RecordChanges(several(model), "", "")
    kind = kinds[home[0]]
    return RecordChanges(kind.label, titles[home], kind.url(UUID(home[1])))
