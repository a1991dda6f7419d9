"""Who asks for an offer, and which seller takes the request."""

from datetime import date
from uuid import UUID

from orbita.parties.directory.demo.trades import KNOWN
from orbita.parties.directory.models import Party
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.accounts.models import User
from orbita.platform.ui.demo import Demo

UNWANTED = (Role.COMPETITOR, Role.SUPPLIER, Role.CONTRACTOR)
WEIGHTS = {"active": 10, "at_risk": 6, "new": 5, "sleeping": 5, "former": 4}
QUIET_DAYS = {"sleeping": 200, "former": 260, "at_risk": 60}
"""Clients in these states have asked for nothing for so long."""
PEOPLE_AT_WORK = "works_at"


class Clients:
    """The clients that may buy, with how often each of them does."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        sellers = User.objects.filter(role_assignments__role__key="seller")
        self.departments = dict(sellers.order_by("email").values_list("pk", "department"))
        rivals = PartyRole.objects.filter(role__in=UNWANTED).values("party")
        found = Party.objects.exclude(pk__in=rivals).exclude(relations_out__kind=PEOPLE_AT_WORK)
        self.parties: list[Party] = list(found.order_by("created_at", "name"))
        known = {name for name, *_rest in KNOWN}
        self.weights = [self._weight(party, known) for party in self.parties]
        self.days = [party.created_at.date() for party in self.parties]

    def _weight(self, party: Party, known: set[str]) -> float:
        """Some buy again and again; people buy once in a while."""
        base = WEIGHTS[party.status] * self.demo.random.lognormvariate(0, 0.7)
        if party.is_person:
            return base * 0.2
        return base * 3 if party.name in known else base

    def asking_on(self, day: date) -> Party:
        """A client whom we knew on that day and who was not asleep."""
        ago = (self.demo.today - day).days
        weights = [
            weight if since <= day and ago >= QUIET_DAYS.get(party.status, 0) else 0
            for party, weight, since in zip(self.parties, self.weights, self.days, strict=True)
        ]
        return self.demo.random.choices(self.parties, weights)[0]

    def seller_of(self, party: Party) -> UUID:
        """The client's owner; now and then, or where he is no seller, somebody who sells."""
        owner = party.owner_id
        if owner in self.departments and not self.demo.chance(0.06):
            return owner
        if owner is None or owner not in self.departments:
            return self.demo.random.choice(list(self.departments))
        home = self.departments[owner]
        mates = [seller for seller, place in self.departments.items() if place == home]
        return self.demo.random.choice(mates)
