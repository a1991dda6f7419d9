"""Kinds whose records may be the same thing twice."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from orbita.kit.likeness.subjects import Subject
from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise


@dataclass(frozen=True)
class Matchable:
    """A kind of records among which duplicates are looked for.

    `subjects(ids)` gives what is known of these records, or of all that are not in the bin (None);
    a few statements a batch. `outside_keys(ids)` gives the key that another system has for each.
    `names` are words by which the kind is called besides its key (the plural, in addresses).
    """

    kind: str
    names: tuple[str, ...]
    permission: str
    subjects: Callable[[Iterable[UUID] | None], Iterator[Subject]]
    outside_keys: Callable[[Iterable[UUID]], Mapping[UUID, str]]
    count: Callable[[], int]
    facts: Callable[[Actor, Collection[UUID]], Mapping[UUID, Sequence[tuple[str, str]]]]
    """What the queue shows of each record: pairs of a label and a value."""
    order: int = 100


matchables: Slot[Matchable] = Slot(
    "kinds with duplicates", key=lambda plug: plug.kind, order=lambda plug: plug.order
)


def matchable_of(name: str) -> Matchable | None:
    """A kind by its key or by another of its names."""
    for plug in matchables:
        if name == plug.kind or name in plug.names:
            return plug
    return None
