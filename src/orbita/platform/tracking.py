"""History of rows by PostgreSQL triggers: bulk updates and raw SQL are seen as well."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models
from pghistory import DeleteEvent, InsertEvent, Statement, UpdateEvent

Model = TypeVar("Model", bound=type[models.Model])

Table = type[models.Model]


class _Histories(dict[Table, Table]):
    """History by model; a proxy has that of the model whose table it shares."""

    def __missing__(self, model: Table) -> Table:
        table = model._meta.concrete_model
        if table is None or table is model:
            raise KeyError(model)
        return self[table]

    def __contains__(self, model: object) -> bool:
        if super().__contains__(model):
            return True
        table = getattr(getattr(model, "_meta", None), "concrete_model", None)
        return table is not model and super().__contains__(table)

    def get(self, model: Table, default: Any = None) -> Any:
        """The history of a model, or the default."""
        try:
            return self[model]
        except KeyError:
            return default


EVENT_MODELS: dict[Table, Table] = _Histories()
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
