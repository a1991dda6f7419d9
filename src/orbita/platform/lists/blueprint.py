"""Shared views in a file of settings; they become those of who brings them in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.blueprints.slots import Section, Sheet
from orbita.platform.conditions.tree import parse
from orbita.platform.lists.models import SavedView, Sharing


def _check(row: Any) -> None:
    """A state of a list: texts by name, its condition readable."""
    if not all(isinstance(value, str) for value in row.query.values()):
        raise ValueError
    if where := row.query.get("where"):
        parse(where)


def _his(by: Actor) -> Mapping[str, Any]:
    return {"owner_id": by.id}


VIEWS = Section(
    "views",
    pgettext_lazy("settings file", "Shared views"),
    Sheet(
        SavedView,
        key=("kind", "name"),
        fields=("kind", "name", "sharing", "query"),
        order=("kind", "name", "pk"),
        only={"sharing": Sharing.EVERYBODY},
        given=_his,
        check=_check,
    ),
    "blueprints.manage",
    order=100,
)
