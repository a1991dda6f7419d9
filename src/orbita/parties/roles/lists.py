"""Filtering parties by what they are to us."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.slots import Column


def _is(operator: str, value: Any, actor: Actor) -> Q:
    """Parties that have one of the roles."""
    if operator in ("empty", "filled"):
        known = Q(pk__in=PartyRole.objects.values("party"))
        return known if operator == "filled" else ~known
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    roles = value if isinstance(value, list) else [value]
    found = Q(pk__in=PartyRole.objects.filter(role__in=roles).values("party"))
    return found if operator == "in" else ~found


ROLES = (
    Column(
        "role", gettext_lazy("Role"), "choice", choices=lambda: Role.choices, test=_is,
        in_table=False, sortable=False,
    ),
)  # fmt: skip
