"""History of rows by PostgreSQL triggers: bulk updates and raw SQL are seen as well."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models
from pghistory import DeleteEvent, InsertEvent, Statement, UpdateEvent

Model = TypeVar("Model", bound=type[models.Model])

EVENT_MODELS: dict[type[models.Model], type[models.Model]] = {}
"""Tracked model → model of its history rows."""


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[Model], Model]:
    """Keep the history of a model: a snapshot after each insert and update, before each delete.

    The triggers work once a statement, not once a row, so that mass acts stay set-based. The act is
    history's context: `pgh_context_id` is the id of the act.
    """

    def track(model: Model) -> Model:
        name = model.__name__
        history = pghistory.track(
            InsertEvent(level=Statement),
            UpdateEvent(level=Statement),
            DeleteEvent(level=Statement),
            exclude=list(exclude) or None,
            obj_field=pghistory.ObjForeignKey(related_name="history", db_index=False),
            context_field=pghistory.ContextForeignKey(null=True, related_name="+"),
            append_only=True,
            model_name=f"{name}History",
            meta=_meta(model),
        )
        result: Model = history(model)
        history_name = f"{name}History"
        EVENT_MODELS[model] = model._meta.apps.all_models[model._meta.app_label][
            history_name.lower()
        ]
        return result

    return track


def _meta(model: Any) -> dict[str, Any]:
    table = model._meta.db_table
    return {
        "db_table": f"{table}_history",
        "indexes": [
            models.Index(fields=["pgh_obj", "pgh_id"], name=f"{table[:20]}_h_obj"),
        ],
    }
