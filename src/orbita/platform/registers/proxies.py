"""A model for each register: a proxy of `Entry` that sees the entries of its register alone."""

from functools import cache
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import models

from orbita.platform.records.models import RecordQuerySet
from orbita.platform.registers.models import Entry


@cache
def model_of(register_id: UUID, kind: str) -> type[Entry]:
    """The proxy of a register; the same class for as long as the process runs.

    It is registered in a registry of its own, so that migrations, content types and whoever walks
    all models know nothing of what a company has made in the browser.
    """
    manager = models.Manager.from_queryset(RecordQuerySet, "EntryManager")

    class Own(manager):  # type: ignore[valid-type,misc]
        def get_queryset(self) -> Any:
            return super().get_queryset().filter(register_id=register_id)

    meta = type(
        "Meta",
        (),
        {
            "proxy": True,
            "app_label": "registers",
            "apps": Apps(),
            "base_manager_name": "objects",
            "default_manager_name": "objects",
            "verbose_name": Entry._meta.verbose_name,
            "verbose_name_plural": Entry._meta.verbose_name_plural,
        },
    )
    names = {
        "__module__": Entry.__module__,
        "__doc__": "An entry of one register.",
        "Meta": meta,
        "objects": Own(),
        "permissions": kind,
        "own_kind": kind,
    }
    return type(f"Entry_{kind}", (Entry,), names)
