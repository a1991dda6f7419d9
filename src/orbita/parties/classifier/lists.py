"""Filtering parties by branches, with all that lies below them."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.parties.classifier.models import Branch, Placement
from orbita.parties.classifier.queries import standing_under
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.slots import Column


def _branches() -> list[tuple[Any, str]]:
    """Every branch with its way from the tree down. One statement."""
    branches = list(
        Branch.objects.select_related("tree").order_by("tree__position", "tree__name", "path")
    )
    names = {branch.pk.hex: branch.name for branch in branches}
    return [
        (
            branch.pk,
            " / ".join(
                [
                    branch.tree.name,
                    *(names.get(key, "") for key in branch.path.strip("/").split("/")),
                ]
            ),
        )
        for branch in branches
    ]


def _standing(operator: str, value: Any, actor: Actor) -> Q:
    """Parties that stand in one of the branches or anywhere below it."""
    if operator in ("empty", "filled"):
        placed = Q(pk__in=Placement.objects.values("party"))
        return placed if operator == "filled" else ~placed
    keys = [
        key
        for item in (value if isinstance(value, list) else [value])
        if (key := uuid_or_none(item))
    ]
    if operator not in ("under", "not_under"):
        raise ConditionFault(operator)
    found = Q(pk__in=standing_under(Branch.objects.filter(pk__in=keys)))
    return found if operator == "under" else ~found


CLASSIFIER = (
    Column(
        "branch", gettext_lazy("Classifier"), "branch", choices=_branches, test=_standing,
        in_table=False, sortable=False,
    ),
)  # fmt: skip
