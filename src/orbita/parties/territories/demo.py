"""The demo company's sales territories, by federal districts."""

from datetime import timedelta
from uuid import UUID

from orbita.parties.classifier.demo import DISTRICTS, REGIONS
from orbita.parties.territories.commands import (
    add_territory,
    add_territory_rule,
    assign_territories,
    change_territory_rule,
    place_by_hand,
    plan_recut,
)
from orbita.parties.territories.models import PartyTerritory, PastTerritory, TerritoryRule
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail

TREE = {
    "Запад": ("Центральный округ", "Северо-Западный округ", "Южный округ"),
    "Восток": ("Приволжский округ", "Уральский округ", "Сибирский округ", "Дальневосточный округ"),
}
SINCE, RECUT = 400, 90
"""Clients stand where they stand for so many days; some came by a re-cut so many days ago."""


@command
def divide_demo_country(demo: Demo, *, by: Actor) -> None:
    """Two halves with seven districts; some clients stood elsewhere before, a few by hand."""
    managers = list(
        User.objects.filter(role_assignments__role__key="seller").order_by("email").distinct()
    )
    head = User.objects.filter(email=mail("head")).first()
    found: dict[str, UUID] = {}
    for half, districts in TREE.items():
        top = add_territory(name=half, manager_id=head.pk if head else None, by=by)
        for district in districts:
            who = managers[len(found) % len(managers)] if managers else None
            made = add_territory(
                name=district, parent_id=top.pk, manager_id=who.pk if who else None, by=by
            )
            found[district] = made.pk
            cities = [city for city in DISTRICTS[district] if city in REGIONS]
            add_territory_rule(made.pk, lists={"cities": cities}, by=by)
    assign_territories(by=by)
    _remember(demo, found)
    clients = PartyTerritory.objects.filter(territory=found["Приволжский округ"])
    few = list(clients.order_by("party__created_at", "party__name").values_list("party", flat=True))
    place_by_hand(few[:3], found["Уральский округ"], reason="Головной офис в Екатеринбурге", by=by)
    _announce(demo, found, by)


def _remember(demo: Demo, found: dict[str, UUID]) -> None:
    """The past: clients stand since long ago, and the south was a part of the centre."""
    day = demo.today - timedelta(days=RECUT)
    since = demo.today - timedelta(days=SINCE)
    PartyTerritory.objects.update(since=since)
    south = PartyTerritory.objects.filter(territory=found["Южный округ"])
    PastTerritory.objects.bulk_create(
        PastTerritory(
            party_id=party, territory_id=found["Центральный округ"], since=since, until=day
        )
        for party in south.order_by("party__created_at", "party").values_list("party", flat=True)
    )
    south.update(since=day)


def _announce(demo: Demo, found: dict[str, UUID], by: Actor) -> None:
    """What is to come: Voronezh goes to the south with a re-cut that is planned."""
    centre = TerritoryRule.objects.get(territory=found["Центральный округ"])
    south = TerritoryRule.objects.get(territory=found["Южный округ"])
    lists = {"cities": [city for city in centre.cities if city != "Воронеж"]}
    change_territory_rule(centre.pk, lists=lists, condition="", by=by)
    lists = {"cities": [*south.cities, "Воронеж"]}
    change_territory_rule(south.pk, lists=lists, condition="", by=by)
    plan_recut(day=demo.today + timedelta(days=12), note="Воронеж переходит на юг", by=by)
