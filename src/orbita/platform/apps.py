"""The base of every app of the house."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

from orbita.kit.slots import plugging


class App(AppConfig):
    """An app that plugs itself in: its `plugs.py`, if there is one, is imported when Django starts."""

    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        if find_spec(f"{self.name}.plugs"):
            with plugging(self.name):
                import_module(f"{self.name}.plugs")
