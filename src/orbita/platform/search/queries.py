"""Finding records of all kinds, within the rights of who asks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.search.matching import Question
from orbita.platform.search.models import SearchEntry
from orbita.platform.search.slots import searchables

CANDIDATES = 200
"""How many matches a kind are weighed before the nearest are shown."""
NEAREST = 500
"""How many titles a kind that resemble a mistyped text are looked at."""


@dataclass(frozen=True)
class Hit:
    """A found record."""

    kind: RecordKind
    id: UUID
    title: str
    subtitle: str

    @property
    def url(self) -> str:
        return self.kind.url(self.id)


def find(
    actor: Actor, text: str, *, limit: int = 6, kind: str | None = None
) -> dict[RecordKind, list[Hit]]:
    """The nearest records of each kind, kinds in their order. Two statements at most: one for words
    and digits; another for typos when the first finds nothing."""
    question = Question.of(text)
    wanted = [plug.kind for plug in searchables if kind in (None, plug.kind)]
    wanted = [key for key in wanted if actor.may(f"{kinds[key].model.permissions}.view")]
    if not question or not wanted:
        return {}
    rows = _hits(actor, question, wanted, limit, typos=False)
    if not rows:
        rows = _hits(actor, question, wanted, limit, typos=True)
    found: dict[RecordKind, list[Hit]] = {}
    for record_id, key, title, subtitle, _near in sorted(rows, key=lambda row: -row[4]):
        found.setdefault(kinds[key], []).append(Hit(kinds[key], record_id, title, subtitle))
    order = {key: number for number, key in enumerate(wanted)}
    return dict(sorted(found.items(), key=lambda item: order[item[0].key]))


def matching_ids(kind: str, text: str) -> QuerySet[SearchEntry, Any]:
    """Keys of a kind's records that match: the search box of a list. No statement of its own."""
    return SearchEntry.objects.filter(Question.of(text).words(), kind=kind).values("record_id")


def _hits(
    actor: Actor, question: Question, wanted: list[str], limit: int, *, typos: bool
) -> list[tuple[UUID, str, str, str, float]]:
    parts = [_candidates(actor, question, key, limit, typos=typos) for key in wanted]
    rows = parts[0] if len(parts) == 1 else parts[0].union(*parts[1:], all=True)
    return list(rows)


def _candidates(
    actor: Actor, question: Question, key: str, limit: int, *, typos: bool
) -> QuerySet[SearchEntry, tuple[UUID, str, str, str, float]]:
    model = kinds[key].model
    entries = SearchEntry.objects.filter(question.typos() if typos else question.words(), kind=key)
    if typos:  # the nearest first, rights afterwards: else all that the actor sees would be read
        nearest = entries.annotate(near=question.closeness()).order_by("-near")
        entries = SearchEntry.objects.filter(pk__in=nearest.values("pk")[:NEAREST])
    if actor.scope(f"{model.permissions}.view") != "all":
        entries = entries.filter(record_id__in=model.objects.visible_to(actor).values("pk"))
    few = SearchEntry.objects.filter(pk__in=entries.values("pk")[:CANDIDATES])
    near = few.annotate(near=question.closeness()).order_by("-near", "title")
    return near.values_list("record_id", "kind", "title", "subtitle", "near")[:limit]
