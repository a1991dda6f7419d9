"""Touchpoints for tests, made by Bob, who may."""

from typing import Any

from orbita.activities.touchpoints.commands import add_touchpoint
from orbita.activities.touchpoints.models import Touchpoint
from orbita.platform.accounts.tests.factories import actor, bob


def touchpoint(name: str = "Сайт", **values: Any) -> Touchpoint:
    """A touchpoint."""
    return add_touchpoint(name=name, by=actor(bob()), **values)
