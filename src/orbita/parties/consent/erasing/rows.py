"""Which rows are a person's: by their links, by his contacts, and in the history of each table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Q

from orbita.parties.consent.slots import PersonalData, personal_data
from orbita.parties.directory.models import ContactPoint
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS


@dataclass(frozen=True)
class Rows:
    """Keys of the rows of one table: those that are the person's and those that are close to him."""

    plug: PersonalData
    his: frozenset[Any]
    close: frozenset[Any]

    @property
    def history(self) -> type[models.Model] | None:
        """The model of the table's history rows."""
        return EVENT_MODELS.get(self.plug.model)


def rows_of(party_id: UUID) -> list[Rows]:
    """The rows of a person in every declared table. Some statements a table, never a row."""
    ids = identities(party_id)
    known = list(_contacts(ids))
    found = [_linked(plug, ids, known) for plug in personal_data]
    keys = {_kind(rows.plug.model): rows.his for rows in found if _kind(rows.plug.model)}
    return [_with_records(rows, keys) for rows in found]


def identities(party_id: UUID) -> list[UUID]:
    """The client and all that were merged into him, however long ago. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE him (id) AS (
                SELECT %s::uuid
                UNION SELECT m.loser_id FROM merging_mergedrecord m JOIN him ON m.survivor_id = him.id
                WHERE m.kind = 'party'
            ) SELECT id FROM him
            """,
            [party_id],
        )
        return [row[0] for row in cursor.fetchall()]


def _contacts(ids: list[UUID]) -> set[str]:
    """Normal forms of the person's contacts, of today and of the past. Two statements."""
    past = EVENT_MODELS[ContactPoint]._default_manager.filter(party_id__in=ids)
    now = ContactPoint.objects.filter(party__in=ids)
    return set(now.values_list("normal", flat=True)) | set(past.values_list("normal", flat=True))


def _kind(model: type[models.Model]) -> str:
    return next((kind.key for kind in kinds if kind.model is model), "")


def _linked(plug: PersonalData, ids: list[UUID], contacts: list[str]) -> Rows:
    his = _keys(plug, plug.subject, ids)
    if plug.same and contacts:
        asked = reduce(or_, (Q(**{f"{column}__in": contacts}) for column in plug.same))
        his |= set(plug.model._base_manager.filter(asked).values_list("pk", flat=True))
    return Rows(plug, frozenset(his), frozenset(_keys(plug, plug.near, ids)))


def _keys(plug: PersonalData, paths: Iterable[str], ids: list[UUID]) -> set[Any]:
    """Live rows by their links; rows that are gone by the links that their history remembers."""
    found: set[Any] = set()
    history = EVENT_MODELS.get(plug.model)
    for path in paths:
        rows = plug.model._base_manager.filter(**{f"{path}__in": ids})
        found |= set(rows.values_list("pk", flat=True))
        if history is not None and "__" not in path:
            column = "pgh_obj_id" if path == "pk" else plug.model._meta.get_field(path).attname  # type: ignore[union-attr]
            past = history._default_manager.filter(**{f"{column}__in": ids})
            found |= set(past.values_list("pgh_obj_id", flat=True).distinct())
    return found


def _with_records(rows: Rows, keys: dict[str, frozenset[Any]]) -> Rows:
    """Rows that hang on records which are his (a notice, a reminder, a file) are his as well."""
    if rows.plug.record is None:
        return rows
    kind, record = rows.plug.record
    his = set(rows.his)
    for key, ids in keys.items():
        if ids:
            found = rows.plug.model._base_manager.filter(**{kind: key, f"{record}__in": ids})
            his |= set(found.values_list("pk", flat=True))
    return Rows(rows.plug, frozenset(his), rows.close)
