"""Classifiers in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.parties.classifier.events import TreeChanged
from orbita.parties.classifier.models import Branch, Tree
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet


def _path(branch: Any) -> None:
    above = branch.parent.path if branch.parent_id else ""
    branch.path = f"{above}{branch.pk.hex}/"


def _told(rows: Sequence[Any], by: Actor) -> None:
    for row in rows:
        announce(TreeChanged(tree_id=row.pk, by=by.id))


TREES = Section(
    "trees",
    pgettext_lazy("settings file", "Classifiers"),
    Sheet(
        Tree,
        key=("name",),
        fields=("name", "position"),
        parts={
            "branches": Sheet(
                Branch,
                key=("parent", "name"),
                fields=("parent", "name", "position"),
                to="tree",
                made=_path,
            )
        },
    ),
    "classifier.manage",
    order=20,
    told=_told,
)
