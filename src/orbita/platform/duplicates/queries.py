"""Questions about duplicates: the queue, the pairs of a record, how many there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from orbita.kit.likeness.finding import Pair
from orbita.kit.likeness.subjects import Subject
from orbita.platform.acts.actor import Actor
from orbita.platform.duplicates.models import Automatic, Distinction, Learnt, SuspectedPair
from orbita.platform.duplicates.rematching import alike, alike_many
from orbita.platform.duplicates.slots import Matchable, matchables
from orbita.platform.duplicates.wording import Chip, chips
from orbita.platform.records.slots import RecordKind, kind_of, kinds

PAGE = 20
COUNTED = 1000
"""Counts stop here."""


@dataclass(frozen=True)
class Side:
    """A record of a pair as the queue shows it."""

    id: UUID
    title: str
    url: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """A pair as the queue shows it."""

    id: UUID
    kind: str
    score: float
    sides: tuple[Side, Side]
    reasons: list[Chip]

    @property
    def percent(self) -> int:
        return min(99, round(self.score * 100))

    @property
    def ids(self) -> str:
        """Both keys, as the page of merging takes them."""
        return ",".join(str(side.id) for side in self.sides)


def pairs_of(wanted: Iterable[tuple[UUID, UUID]]) -> Q:
    """These pairs, smaller key first."""
    found = Q(pk__in=())
    for a, b in wanted:
        found |= Q(a=a, b=b)
    return found


def visible_ids(actor: Actor, kind: str, ids: Collection[UUID]) -> set[UUID]:
    """Those of the records that the actor sees. One statement."""
    rows = kinds[kind].model.objects.visible_to(actor).filter(pk__in=list(ids))
    return set(rows.values_list("pk", flat=True))


def kinds_for(actor: Actor) -> list[Matchable]:
    """The kinds whose duplicates the actor may see."""
    return [plug for plug in matchables if actor.may(plug.permission)]


def open_pairs(actor: Actor, kind: str, owner_id: UUID | None = None) -> QuerySet[SuspectedPair]:
    """Suspected pairs that nobody has told apart, both of whose records the actor sees."""
    told = Distinction.objects.filter(kind=OuterRef("kind"), a=OuterRef("a"), b=OuterRef("b"))
    visible = kinds[kind].model.objects.visible_to(actor)
    rows = SuspectedPair.objects.filter(~Exists(told), kind=kind)
    rows = rows.filter(
        Exists(visible.filter(pk=OuterRef("a"))), Exists(visible.filter(pk=OuterRef("b")))
    )
    if owner_id:
        own = kinds[kind].model.objects.filter(owner=owner_id)
        rows = rows.filter(
            Exists(own.filter(pk=OuterRef("a"))) | Exists(own.filter(pk=OuterRef("b")))
        )
    return rows


@dataclass(frozen=True)
class Queue:
    """A page of the queue."""

    rows: list[Row]
    count: int
    is_more: bool
    next_place: str


def queue(
    actor: Actor,
    kind: str,
    *,
    least: float = 0.0,
    owner_id: UUID | None = None,
    after: tuple[float, UUID] | None = None,
) -> Queue:
    """The surest pairs first, a page at a time. Six statements at most, however many rows."""
    rows = open_pairs(actor, kind, owner_id).filter(score__gte=least)
    count = len(rows.values_list("pk")[:COUNTED])
    if after:
        score, last = after
        rows = rows.filter(Q(score__lt=score) | Q(score=score, pk__gt=last))
    found = list(rows.order_by("-score", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    is_more = len(found) > PAGE
    place = f"{shown[-1].score}_{shown[-1].pk}" if is_more else ""
    return Queue(drawn(actor, kind, shown), count, is_more, place)


def drawn(actor: Actor, kind: str, pairs: Sequence[SuspectedPair]) -> list[Row]:
    """Pairs with both records beside each other. A few statements for all of them."""
    ids = {one for pair in pairs for one in (pair.a, pair.b)}
    sides = sides_of(actor, kind, ids)
    return [
        Row(
            pair.pk,
            kind,
            pair.score,
            (sides[pair.a], sides[pair.b]),
            chips(_shown(actor, kind, pair.reasons)),
        )
        for pair in pairs
        if pair.a in sides and pair.b in sides
    ]


def sides_of(actor: Actor, kind: str, ids: Collection[UUID]) -> dict[UUID, Side]:
    """Records as the queue shows them."""
    known: RecordKind = kinds[kind]
    facts = matchables[kind].facts(actor, ids) if ids else {}
    rows = known.model.objects.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Side(pk, str(title), known.url(pk), tuple(facts.get(pk, ())))
        for pk, title in rows.values_list("pk", known.title)
    }


def pairs_with(actor: Actor, kind: str, record_id: UUID, most: int = 5) -> list[tuple[Side, Any]]:
    """What a record may be a duplicate of: the other side with score and reasons."""
    rows = open_pairs(actor, kind).filter(Q(a=record_id) | Q(b=record_id)).order_by("-score", "pk")
    found = list(rows[:most])
    others = {pair.b if pair.a == record_id else pair.a: pair for pair in found}
    sides = sides_of(actor, kind, others.keys())
    return [(sides[key], pair) for key, pair in others.items() if key in sides]


def suspected(actor: Actor, record: Any, as_of: datetime | None) -> dict[str, Any] | None:
    """For the page of a record: what it may be a duplicate of, or None. Six statements at most."""
    if as_of is not None:
        return None
    kind = kind_of(type(record)).key
    found = pairs_with(actor, kind, record.pk)
    if not found:
        return None
    pairs = [(side, pair, chips(_shown(actor, kind, pair.reasons), 4)) for side, pair in found]
    return {"kind": kind, "record": record, "pairs": pairs}


def _shown(actor: Actor, kind: str, reasons: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """The reasons without those of fields that the actor may not see."""
    return [one for one in reasons if actor.sees(kind, _FIELDS.get(one[0], one[0]))]


_FIELDS = {
    "code:inn": "inn", "code:kpp": "kpp", "code:ogrn": "ogrn", "phone": "contact_points",
    "mail": "contact_points", "account": "contact_points", "born": "born_on", "site": "site",
    "street": "addresses", "more": "addresses", "postcode": "addresses", "region": "addresses",
}  # fmt: skip
"""The field of a record that a sort of evidence is taken from."""


def resembling(
    actor: Actor, plug: Matchable, typed: Subject
) -> list[tuple[UUID, float, list[Chip]]]:
    """Records that what is being typed resembles, the surest first, with their reasons; they may lie
    outside of what the actor sees. Five statements at most."""
    return [
        (UUID(pair.b), pair.score, chips(_shown(actor, plug.kind, told(pair)), 4))
        for pair in alike(plug, typed)
    ]


def resembling_many(
    plug: Matchable, typed: Mapping[int, Subject], most: int
) -> dict[int, list[tuple[UUID, float, list[tuple[str, int, int, float]]]]]:
    """For each of these what it resembles, the surest first, with the reasons as they are kept; it
    may lie outside of what anybody sees. Five statements, however many."""
    return {
        key: [(UUID(pair.b), pair.score, told(pair)) for pair in pairs]
        for key, pairs in alike_many(plug, typed, most).items()
    }


def reason_chips(actor: Actor, kind: str, reasons: Iterable[Sequence[Any]]) -> list[Chip]:
    """Kept reasons in the words of the reader, without those of fields that he may not see."""
    return chips(_shown(actor, kind, reasons), 4)


def told(pair: Pair) -> list[tuple[str, int, int, float]]:
    """The reasons of a pair as they are kept."""
    return [(one.field, one.level, one.top, one.weight) for one in pair.reasons]


def told_apart(actor: Actor, kind: str) -> list[tuple[Distinction, Side, Side]]:
    """The newest pairs that were told apart, both sides seen."""
    rows = list(
        Distinction.objects.filter(kind=kind).select_related("by").order_by("-at", "pk")[:100]
    )
    sides = sides_of(actor, kind, {one for row in rows for one in (row.a, row.b)})
    return [(row, sides[row.a], sides[row.b]) for row in rows if row.a in sides and row.b in sides]


def last_search(kind: str) -> Learnt | None:
    """When the last search among all records was, and what it saw. One statement."""
    return Learnt.objects.filter(kind=kind).defer("weights", "counts").first()


def is_automatic(kind: str) -> bool:
    """Whether records that are surely one merge by themselves. One statement."""
    return Automatic.objects.filter(kind=kind, is_on=True).exists()
