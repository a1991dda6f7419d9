"""What would go to whom: worked out before anything is written, in a statement a kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import F, Q

from orbita.parties.directory.models import Party
from orbita.parties.territories.models import PartyTerritory, Territory
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import parse
from orbita.platform.lists.slots import fields_of
from orbita.platform.records.slots import RecordRef
from orbita.sales.handover.models import Split
from orbita.sales.handover.slots import Belonging, present

PARTY = "party"


@dataclass(frozen=True)
class Wanted:
    """What is to go: the book of a giver (narrowed by a condition on clients), or chosen records.

    With chosen clients goes what their owners have open with them; a chosen deal takes its steps.
    """

    giver_id: UUID | None = None
    condition: str = ""
    chosen: tuple[RecordRef, ...] = ()


@dataclass(frozen=True)
class Item:
    """A record that would go."""

    kind: str
    id: UUID
    party_id: UUID | None
    giver_id: UUID | None
    receiver_id: UUID


@dataclass(frozen=True)
class Plan:
    """All that would go, and to whom."""

    items: Sequence[Item]
    receivers: Sequence[UUID] = ()
    counts: "Counter[tuple[UUID, str]]" = field(default_factory=Counter)

    def ids(self, kind: str, receiver_id: UUID) -> list[UUID]:
        """What of a kind goes to a colleague."""
        return self._of.get((kind, receiver_id), [])

    @cached_property
    def _of(self) -> dict[tuple[str, UUID], list[UUID]]:
        found: dict[tuple[str, UUID], list[UUID]] = {}
        for item in self.items:
            found.setdefault((item.kind, item.receiver_id), []).append(item.id)
        return found

    @property
    def clients(self) -> list[tuple[UUID, UUID]]:
        """The clients about whom something goes, each with his receiver."""
        told = {item.party_id: item.receiver_id for item in self.items if item.party_id}
        return list(told.items())


Found = tuple[str, UUID, UUID | None, UUID | None]
"""Kind, key, client, owner."""


def plan(wanted: Wanted, receivers: Sequence[UUID], split: str, *, by: Actor) -> Plan:
    """What would go to whom. As many statements as kinds, and one or two for the territories."""
    found = _found(wanted, by)
    clients = list(dict.fromkeys(party for _kind, _id, party, _owner in found if party))
    homes = _by_territory(clients, receivers) if split == Split.TERRITORY else {}
    shares = _shared(clients, receivers, homes)
    loose = iter(range(len(found)))
    items = [
        Item(kind, key, party, owner, shares[party] if party else _next(receivers, loose))
        for kind, key, party, owner in found
    ]
    counts = Counter((item.receiver_id, item.kind) for item in items)
    return Plan(items, receivers, counts)


def _next(receivers: Sequence[UUID], numbers: "Iterable[int]") -> UUID:
    return receivers[next(iter(numbers)) % len(receivers)]


def _found(wanted: Wanted, by: Actor) -> list[Found]:
    """What goes, kind by kind, as far as the actor may change it."""
    return [row for one in present() for row in _of_kind(one, wanted, by)]


def _of_kind(one: Belonging, wanted: Wanted, by: Actor) -> list[Found]:
    rows = one.model.objects.alive().within(by, "edit").filter(one.open())
    rows = rows.filter(_chosen(one, wanted) if wanted.chosen else _booked(one, wanted, by))
    party = "pk" if one.kind == PARTY else f"{one.party}_id"
    order = (f"{one.party}__sort_key", "pk") if one.kind != PARTY else ("sort_key", "pk")
    values = rows.order_by(*order).values_list("pk", party, f"{one.owner}_id")
    return [(one.kind, key, client, owner) for key, client, owner in values]


def _booked(one: Belonging, wanted: Wanted, by: Actor) -> Q:
    """The giver's own; with a condition only what belongs to clients that fulfil it."""
    whose = Q(**{one.owner: wanted.giver_id})
    if not wanted.condition:
        return whose
    fits = compile_condition(parse(wanted.condition), PARTY, fields_of, by)
    clients = Party.objects.visible_to(by).filter(fits).values("pk")
    return whose & Q(**{"pk__in" if one.kind == PARTY else f"{one.party}__in": clients})


def _chosen(one: Belonging, wanted: Wanted) -> Q:
    """The chosen records, what their owners have open with chosen clients, steps of chosen deals."""
    ids = [ref.id for ref in wanted.chosen if ref.kind == one.kind]
    clients = [ref.id for ref in wanted.chosen if ref.kind == PARTY]
    found = Q(pk__in=ids)
    if one.kind != PARTY and clients:
        theirs = Q(**{f"{one.party}__in": clients, one.owner: F(f"{one.party}__owner")})
        found |= theirs
    others = [ref.id for ref in wanted.chosen if ref.kind not in (PARTY, one.kind)]
    if one.kind == "interaction" and others:
        found |= Q(about_id__in=others)
    return found


def _by_territory(clients: Sequence[UUID], receivers: Sequence[UUID]) -> dict[UUID, UUID]:
    """Clients whose territory, or the nearest above it, is managed by one of the receivers."""
    managers: dict[str, UUID] = {
        path: manager
        for path, manager in Territory.objects.filter(manager__in=receivers).values_list(
            "path", "manager"
        )
        if manager
    }
    stands = PartyTerritory.objects.filter(party__in=clients)
    found: dict[UUID, UUID] = {}
    for party, path in stands.values_list("party", "territory__path"):
        above = [one for one in managers if path.startswith(one)]
        if above:
            found[party] = managers[max(above, key=len)]
    return found


def _shared(
    clients: Sequence[UUID], receivers: Sequence[UUID], homes: dict[UUID, UUID]
) -> dict[UUID, UUID]:
    """Each client to one receiver: by his territory, else to whoever has got the fewest."""
    load = Counter(dict.fromkeys(receivers, 0))
    load.update(homes.values())
    shares = dict(homes)
    for client in clients:
        if client not in shares:
            receiver = min(receivers, key=lambda one: load[one])
            shares[client] = receiver
            load[receiver] += 1
    return shares
