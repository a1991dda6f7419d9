"""What is to be put in order after each migration: presets, triggers made from declarations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orbita.kit.slots import Slot


@dataclass(frozen=True)
class AfterMigrate:
    """A step that brings the database in line with the plugs. It may run any number of times."""

    key: str
    run: Callable[[], None]
    order: int = 100


steps: Slot[AfterMigrate] = Slot(
    "after migrate", key=lambda plug: plug.key, order=lambda plug: plug.order
)


def run_steps(**signal: Any) -> None:
    """Run every step in order; called by Django when the last app has migrated."""
    for step in steps:
        step.run()
