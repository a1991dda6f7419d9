"""What the pages of hand-overs show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.parties.directory.models import Party
from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.sales.handover import queries
from orbita.sales.handover.errors import NothingToHandOver
from orbita.sales.handover.models import Handover, HandoverState, Split
from orbita.sales.handover.planning import Wanted, plan
from orbita.sales.handover.slots import present

SHOWN = 50
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Line:
    """A colleague with how much of each kind he gets."""

    name: str
    counts: list[tuple[str, int]]


def planned(wanted: Wanted, terms: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    """What would go to whom: figures, and the first clients by name. Nothing is written."""
    found = plan(wanted, terms["receivers"], terms["split"], by=actor)
    if not found.items:
        raise NothingToHandOver
    kinds = present()
    names = names_of(set(found.receivers))
    first = dict(found.clients[:SHOWN])
    parties = Party.objects.visible_to(actor).filter(pk__in=first).order_by("sort_key", "pk")
    owner = f'["owner","in",["{wanted.giver_id}"]]'
    return {
        "kinds": [str(one.label) for one in kinds],
        "lines": [
            Line(
                names.get(key, ""),
                [(str(one.label), found.counts[(key, one.kind)]) for one in kinds],
            )
            for key in found.receivers
        ],
        "clients": [(party, names.get(first[party.pk], "")) for party in parties],
        "more": max(0, len(found.clients) - SHOWN),
        "clients_url": f"/parties/?where={owner}" if not wanted.condition else "",
        "total": len(found.items),
    }


def counted(wanted: Wanted, actor: Actor) -> list[tuple[str, int]]:
    """How much of each kind goes with a chosen record."""
    found = plan(wanted, [NOBODY], Split.EVENLY, by=actor)
    pairs = [(str(one.label), found.counts[(NOBODY, one.kind)]) for one in present()]
    return [(label, count) for label, count in pairs if count]


def one(actor: Actor, found: Handover, page: int) -> dict[str, Any]:
    """A hand-over with its shares and a page of its clients."""
    clients, more = queries.contexts(actor, found, page)
    labels = {one.kind: str(one.label) for one in present()}
    shares = [(share.name, _in_order(share.counts, labels)) for share in queries.shares(found)]
    may_return = actor.may("handovers.create") and found.state == HandoverState.GIVEN
    return {
        "handover": found,
        "shares": shares,
        "clients": clients,
        "next_page": page + 1 if more else None,
        "may_return": may_return,
    }


def _in_order(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(label, counts[kind]) for kind, label in labels.items() if kind in counts]
