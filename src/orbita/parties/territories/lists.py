"""What territories add to the list of clients."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy, ngettext

from orbita.kit.identities import uuid_or_none
from orbita.parties.directory.models import Party
from orbita.parties.territories.commands import place_by_hand
from orbita.parties.territories.models import PartyTerritory, Territory
from orbita.parties.territories.queries import choices, under
from orbita.parties.territories.sorting import rules_in_order, sorted_parties
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.slots import BulkAct, Column, Row
from orbita.platform.ui.components import DASH


def _keys(value: Any) -> list[UUID]:
    given = value if isinstance(value, list) else [value]
    return [key for item in given if (key := uuid_or_none(item))]


def _under(operator: str, value: Any, actor: Actor) -> Q:
    """Clients who stand in one of the territories or anywhere below it."""
    if operator in ("empty", "filled"):
        placed = Q(pk__in=PartyTerritory.objects.values("party"))
        return placed if operator == "filled" else ~placed
    if operator not in ("under", "not_under"):
        raise ConditionFault(operator)
    inside = PartyTerritory.objects.filter(territory__in=under(_keys(value)))
    found = Q(pk__in=inside.values("party"))
    return found if operator == "under" else ~found


def _by_rules(operator: str, value: Any, actor: Actor) -> Q:
    """Clients whom the rules as they are now put into these very territories."""
    placed = Q(pk__in=PartyTerritory.objects.filter(by_hand=True).values("party"))
    sorted_ = sorted_parties(Party.objects.alive(), rules_in_order(), "territory_id")
    if operator in ("empty", "filled"):
        found = Q(pk__in=sorted_.filter(falls_to=None).values("pk")) & ~placed
        return ~found if operator == "filled" else found
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    keys = _keys(value)
    by_hand = PartyTerritory.objects.filter(by_hand=True, territory__in=keys)
    fitting = Q(pk__in=sorted_.filter(falls_to__in=keys).values("pk")) & ~placed
    found = Q(pk__in=by_hand.values("party")) | fitting
    return found if operator == "in" else ~found


def _name(row: Row) -> str:
    return escape(row["territory__territory__name"] or "") or DASH


class TerritoryForm(forms.Form):
    """Where to put the clients, and why."""

    territory = forms.ModelChoiceField(Territory.objects.all(), label=gettext_lazy("Territory"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["territory"].choices = [("", "—"), *choices()]  # type: ignore[attr-defined]


def _place(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    place_by_hand(ids, values["territory"].pk, reason=values["reason"], by=by)
    said = ngettext("%(count)s client placed", "%(count)s clients placed", len(ids))
    return said % {"count": len(ids)}


COLUMNS = (
    Column(
        "territory", gettext_lazy("Territory"), "branch", path="territory__territory_id",
        select=("territory__territory__name",), draw=_name,
        text=lambda row: row["territory__territory__name"],
        sort_path="territory__territory__name", choices=choices, test=_under, shown=False,
    ),
    Column(
        "territory_itself", gettext_lazy("Territory itself, without those below"), "choice",
        path="territory__territory_id", choices=choices, in_table=False, sortable=False,
    ),
    Column(
        "territory_by_rules", gettext_lazy("Territory by the rules"), "choice", choices=choices,
        test=_by_rules, in_table=False, sortable=False,
    ),
)  # fmt: skip
BULK = (
    BulkAct(
        "territory", gettext_lazy("Territory"), "map", "parties.edit", _place, TerritoryForm
    ),
)  # fmt: skip
