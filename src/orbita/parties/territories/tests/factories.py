"""Territories for tests, made by Bob, who may."""

from typing import Any

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.territories.commands import add_territory, add_territory_rule
from orbita.parties.territories.models import Territory, TerritoryRule
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, bob


def territory(
    name: str, parent: Territory | None = None, *, manager: User | None = None, **lists: list[str]
) -> Territory:
    """A territory; lists of places make its rule at once."""
    made = add_territory(
        name=name,
        parent_id=parent.pk if parent else None,
        manager_id=manager.pk if manager else None,
        by=actor(bob()),
    )
    if lists:
        rule(made, "", **lists)
    return made


def rule(of: Territory, condition: str = "", **lists: list[str]) -> TerritoryRule:
    """A rule of a territory."""
    return add_territory_rule(of.pk, lists=lists, condition=condition, by=actor(bob()))


def client_in(city: str, region: str = "", **values: Any) -> Party:
    """A client with an address."""
    address = {"purpose": "actual", "city": city, "region": region}
    return organisation(addresses=(address,), **values)
