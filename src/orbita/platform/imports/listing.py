"""Lists can be filtered by import: the records that an import made or changed."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.models import Import
from orbita.platform.imports.slots import Importable
from orbita.platform.lists.slots import Column, MoreColumns, more_columns
from orbita.platform.tracking import EVENT_MODELS


def plug_filter(plug: Importable) -> None:
    """Add «Import» to the conditions of the kind's list."""
    more_columns.plug(MoreColumns(f"import:{plug.kind}", plug.record, (import_column(plug),)))


def import_column(plug: Importable) -> Column:
    """The condition that an import made or changed the record."""

    def choices() -> list[tuple[str, str]]:
        rows = Import.objects.filter(kind=plug.kind, state="done").order_by("-created_at")[:50]
        return [(str(row.pk), f"{row.file_name} · {row.created_at:%d.%m.%Y}") for row in rows]

    def test(operator: str, value: Any, actor: Actor) -> Q:
        history = EVENT_MODELS[plug.model]._default_manager
        if operator in ("empty", "filled"):
            done = Import.objects.filter(kind=plug.kind, state="done")
        else:
            ids = [UUID(str(one)) for one in (value if isinstance(value, list) else [value])]
            done = Import.objects.filter(pk__in=ids)
        touched = history.filter(pgh_context_id__in=done.values("act")).values("pgh_obj_id")
        found = Q(pk__in=touched)
        return ~found if operator in ("not_in", "empty") else found

    return Column(
        "import", _("Import"), "choice", path="pk", choices=choices, test=test, in_table=False,
        sortable=False,
    )  # fmt: skip
