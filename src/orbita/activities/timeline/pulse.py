"""Last touch and next step of whatever interactions are about: one derived table a kind."""

from django.db import models

from orbita.platform.derived.slots import Derived, Source

TOUCHES = "('call', 'meeting', 'letter', 'chat', 'visit')"
"""Kinds of contact that count as a touch: notes, decisions and stories do not reach the client."""


def pulse(
    name: str, table: str, column: str, link: str, model: type[models.Model], where: str = "true"
) -> Derived:
    """A derived table with last_touch_at, next_step_at, next_step_id for each record of a kind.

    `table.column` is its key, `link` the column of an interaction that points at the record, `where`
    the condition on an interaction `r` to be about that kind. OFFSET 0 keeps the server at the
    interactions of the record: by the index of days it would look for one of them among all.
    """
    inner = where.replace("r.", "i.")
    refresh = f"""
        INSERT INTO {table} ({column}, last_touch_at, next_step_at, next_step_id)
        SELECT subject.id, touch.at, step.due_at, step.id
        FROM {model._meta.db_table} subject
        LEFT JOIN LATERAL (
            SELECT max(own.done_at) AS at FROM (
                SELECT i.done_at FROM timeline_interaction i WHERE i.{link} = subject.id
                    AND {inner} AND i.deleted_at IS NULL AND i.kind IN {TOUCHES} OFFSET 0
            ) own
        ) touch ON true
        LEFT JOIN LATERAL (
            SELECT own.id, own.due_at FROM (
                SELECT i.id, i.due_at FROM timeline_interaction i WHERE i.{link} = subject.id
                    AND {inner} AND i.deleted_at IS NULL AND i.done_at IS NULL OFFSET 0
            ) own ORDER BY own.due_at LIMIT 1
        ) step ON true
        WHERE subject.id = ANY(ids)
        ON CONFLICT ({column}) DO UPDATE SET last_touch_at = EXCLUDED.last_touch_at,
            next_step_at = EXCLUDED.next_step_at, next_step_id = EXCLUDED.next_step_id;
    """
    watched = (link, "done_at", "due_at", "deleted_at", "kind")
    return Derived(
        name,
        refresh,
        [
            Source("timeline_interaction", f"r.{link}", watched, where),
            Source(model._meta.db_table, "r.id", ("id",)),
        ],
    )
