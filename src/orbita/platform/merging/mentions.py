"""Records named by their ids inside values: «the client is …» in a filter, own fields with a link."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import all_fields
from orbita.platform.merging.references import Model, columns_of, own_models
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.tracking import EVENT_MODELS

CONDITIONS = ("condition", "where", "shown_where", "need_where", "query", "actions", "said")
"""How columns that hold the language of conditions are called, in every app."""
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def rename_mentions(kind: RecordKind, survivors: dict[UUID, UUID]) -> None:
    """Let conditions and own fields name the survivors. Two statements a table of conditions where
    something is found, else one; one an own field that links to the kind."""
    for model, column, is_json in condition_columns():
        _rename_conditions(model, column, survivors, is_json=is_json)
    for definition in all_fields():
        if definition.type == FieldType.LINK and definition.target == kind.key:
            linking = kinds.get(definition.kind)
            if linking is not None:
                _rename_links(linking.model, definition.key)


def condition_columns() -> Iterator[tuple[Model, str, bool]]:
    """The columns of tracked tables that hold conditions."""
    for model in own_models():
        for field in columns_of(model):
            is_json = isinstance(field, models.JSONField)
            is_text = isinstance(field, models.TextField)
            if field.name in CONDITIONS and (is_json or is_text) and model in EVENT_MODELS:
                yield model, field.column, is_json


def _rename_conditions(
    model: Any, column: str, survivors: dict[UUID, UUID], *, is_json: bool
) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT t."{key}"::text, t."{column}"::text FROM {table} t
            WHERE EXISTS (
                SELECT FROM regexp_matches(t."{column}"::text, %s, 'g') found
                JOIN merging_side s ON s.id::text = found[1] AND s.place > 0
            )
            """,
            [f"({_UUID})"],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        cursor.execute(
            f"""
            UPDATE {table} t SET "{column}" = v.text{"::jsonb" if is_json else ""}
            FROM unnest(%s::text[], %s::text[]) v(key, text) WHERE t."{key}"::text = v.key
            """,
            [[row[0] for row in rows], _renamed([row[1] for row in rows], survivors)],
        )


def _renamed(texts: Sequence[str], survivors: dict[UUID, UUID]) -> list[str]:
    renamed = []
    for text in texts:
        for loser, survivor in survivors.items():
            text = text.replace(str(loser), str(survivor))
        renamed.append(text)
    return renamed


def _rename_links(model: Any, key: str) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} t SET own = t.own || jsonb_build_object(%(key)s::text, s.survivor::text)
            FROM merging_side s WHERE s.place > 0 AND t.own ->> %(key)s = s.id::text
            """,
            {"key": key},
        )
