"""Questions about hand-overs: whose they are, and what the new owner has to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from orbita.activities.timeline.models import Interaction, Kind
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.sales.deals.models import Deal, Outcome
from orbita.sales.handover.models import Handover, HandoverItem, HandoverState

PAGE = 20
TOUCHES = (Kind.CALL, Kind.MEETING, Kind.LETTER, Kind.CHAT, Kind.VISIT)


@dataclass
class Context:
    """What a new owner has to know of a client."""

    party: Party
    receiver: str = ""
    touches: list[Interaction] = field(default_factory=list)
    decisions: list[Interaction] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    steps: list[Interaction] = field(default_factory=list)


def concerning(actor: Actor) -> QuerySet[Handover]:
    """The hand-overs that the actor made, gave or got; whoever sees the whole book sees all."""
    rows = Handover.objects.select_related("giver", "made_by")
    if actor.scope("handovers.create") == "all" and actor.scope("parties.view") == "all":
        return rows
    got = HandoverItem.objects.filter(handover=OuterRef("pk"), receiver=actor.id)
    return rows.filter(Q(made_by=actor.id) | Q(giver=actor.id) | Exists(got))


def handovers(actor: Actor) -> list[Handover]:
    """The newest of them, with how many clients went. One statement."""
    clients = Count("items", filter=Q(items__kind="party"))
    return list(concerning(actor).annotate(clients=clients)[:50])


def handover_named(actor: Actor, handover_id: UUID) -> Handover:
    """A hand-over that concerns the actor, or NotFound. One statement."""
    found = concerning(actor).filter(pk=handover_id).first()
    if found is None:
        raise NotFound
    return found


def due_back(day: date) -> list[UUID]:
    """Hand-overs that come back by this day. One statement."""
    rows = Handover.objects.filter(state=HandoverState.GIVEN, until__lte=day)
    return list(rows.order_by("until", "pk").values_list("pk", flat=True))


@dataclass(frozen=True)
class Share:
    """What one colleague has got."""

    name: str
    counts: dict[str, int]


def shares(found: Handover) -> list[Share]:
    """Who has got how much of each kind. One statement."""
    fields = ("receiver__first_name", "receiver__last_name", "kind")
    rows = found.items.order_by().values_list(*fields).annotate(Count("pk"))
    people: dict[str, dict[str, int]] = {}
    for first, last, kind, count in rows:
        people.setdefault(f"{first} {last}".strip(), {})[kind] = count
    return [Share(name, counts) for name, counts in sorted(people.items())]


def contexts(actor: Actor, found: Handover, page: int) -> tuple[list[Context], bool]:
    """The clients of a hand-over that the actor sees, his own first, a page of them, each with the
    last touches, decisions, open deals and steps. Six statements. Whether there are more."""
    items = found.items.exclude(party=None).order_by().values("party")
    rows = Party.objects.visible_to(actor).filter(pk__in=items).select_related("owner")
    mine = rows.annotate(theirs=~Q(owner=actor.id)).order_by("theirs", "sort_key", "pk")
    parties = list(mine[page * PAGE : (page + 1) * PAGE + 1])
    known = summaries(actor, parties[:PAGE])
    return known, len(parties) > PAGE


def summaries(actor: Actor, parties: Sequence[Party]) -> list[Context]:
    """What there is to know of each of these clients. Four statements, however many they are."""
    known = {party.pk: Context(party, str(party.owner or "")) for party in parties}
    seen = Interaction.objects.visible_to(actor).filter(party__in=list(known))
    for row in _newest(seen.done().filter(kind__in=TOUCHES), 3):
        known[row.party_id].touches.append(row)
    for row in _newest(seen.filter(is_pinned=True), 3):
        known[row.party_id].decisions.append(row)
    for row in seen.planned().select_related("assignee").order_by("due_at", "pk"):
        known[row.party_id].steps.append(row)
    open_deals = Deal.objects.visible_to(actor).filter(stage__outcome=Outcome.OPEN)
    for deal in open_deals.filter(party__in=list(known)).select_related("stage", "owner"):
        known[deal.party_id].deals.append(deal)
    return list(known.values())


def _newest(rows: Any, most: int) -> Iterable[Any]:
    """The newest of each client."""
    place = Window(RowNumber(), partition_by=F("party"), order_by=[F("at").desc(), F("pk").desc()])
    ranked = rows.annotate(place=place).filter(place__lte=most)
    return ranked.select_related("owner").order_by("-at", "-pk")  # type: ignore[no-any-return]
