"""Where the rules put clients: one expression over parties, so that any number is sorted at once."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, UUIDField, Value, When

from orbita.parties.directory.models import Address, Party
from orbita.parties.territories.models import TerritoryRule
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.lists.slots import fields_of

LOOKUPS = {
    "countries": "country__iexact",
    "regions": "region__istartswith",
    "cities": "city__iexact",
    "postcodes": "postcode__startswith",
}
"""A region fits by its beginning: «Свердловская» is «Свердловская область» and «… обл.»."""


def rules_in_order() -> list[TerritoryRule]:
    """All rules, the first first. One statement."""
    return list(TerritoryRule.objects.all())


def sorted_parties(
    parties: QuerySet[Any], rules: Sequence[TerritoryRule], value: str = "pk"
) -> QuerySet[Any]:
    """The parties with `falls_to`: the key of the first rule that fits, or its territory's key."""
    cases = [When(_fitting(rule), then=Value(getattr(rule, value))) for rule in rules]
    nothing = Value(None, output_field=UUIDField())
    first = Case(*cases, default=nothing, output_field=UUIDField()) if cases else nothing
    found: QuerySet[Any] = parties.annotate(falls_to=first)
    return found


def _fitting(rule: TerritoryRule) -> Q:
    """The condition that a rule means; an unreadable one fits nobody."""
    try:
        condition = compile_condition(parse(rule.condition), "party", fields_of, SYSTEM)
    except ConditionFault:
        return Q(pk__in=())
    where = address_condition(rule)
    if condition:
        # Conditions may join many rows to a party; in a subquery each party stays one.
        where &= Q(pk__in=Party.objects.filter(condition).values("pk"))
    return where or Q(pk__isnull=False)


def address_condition(rule: TerritoryRule) -> Q:
    """The condition on a party that the address lists of a rule mean.

    All filled lists must hold for one of his addresses; a client known by his city alone fits
    a rule that asks for cities alone.
    """
    asked = {name: getattr(rule, name) for name in LOOKUPS if getattr(rule, name)}
    if not asked:
        return Q()
    at_one = Q()
    for name, values in asked.items():
        at_one &= reduce(or_, (Q(**{LOOKUPS[name]: value}) for value in values))
    found = Q(Exists(Address.objects.filter(at_one, party=OuterRef("pk"))))
    if set(asked) == {"cities"}:
        found |= reduce(or_, (Q(city__iexact=city) for city in rule.cities))
    return found
