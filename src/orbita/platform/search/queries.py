"""Finding records of all kinds, within the rights of who asks."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.search.matching import Question
from orbita.platform.search.models import SearchEntry
from orbita.platform.search.slots import searchables

CANDIDATES = 200
"""How many matches a kind are weighed before the nearest are shown."""
SURROUNDED = 20
"""How many hits a kind are shown with the words around what was found."""
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
    closed = {key for key in wanted if title_alone(actor, key)}
    for record_id, key, title, said, _near in sorted(rows, key=lambda row: -row[4]):
        subtitle = "" if key in closed else said
        found.setdefault(kinds[key], []).append(Hit(kinds[key], record_id, title, subtitle))
    order = {key: number for number, key in enumerate(wanted)}
    return dict(sorted(found.items(), key=lambda item: order[item[0].key]))


def surroundings(actor: Actor, found: dict[RecordKind, list[Hit]], text: str) -> dict[UUID, str]:
    """The words around what was found, for kinds that keep texts. A statement such a kind."""
    around: dict[UUID, str] = {}
    for kind, hits in found.items():
        plug = searchables[kind.key]
        if plug.snippets is not None and not title_alone(actor, kind.key):
            around |= plug.snippets([hit.id for hit in hits[:SURROUNDED]], text)
    return around


def matching_ids(kind: str, text: str, actor: Actor | None = None) -> QuerySet[SearchEntry, Any]:
    """Keys of a kind's records that match: the search box of a list. No statement of its own.

    For an actor from whom fields are kept only titles match, as in `find`.
    """
    question = Question.of(text)
    found = _of(kind).filter(question.words())
    if actor is not None and title_alone(actor, kind):
        found = found.filter(question.in_title())
    return found.values("record_id")


def title_alone(actor: Actor, kind: str) -> bool:
    """Whether the actor finds records of a kind by their title only: a field is hidden from him that
    the words of the entries would give away."""
    hidden = actor.hidden.get(kind)
    plug = searchables.get(kind)
    return bool(hidden and plug and plug.tells(hidden))


def _of(kind: str) -> "QuerySet[SearchEntry]":
    """Entries of a kind. It is asked for as an expression: the index of kinds would be read from
    end to end, to be laid over the few rows that have the words."""
    return SearchEntry.objects.alias(of=Coalesce("kind", Value(""))).filter(of=kind)


LATER = 30
"""So many of a kind are found before its sight is asked."""
Part = tuple[str, Sequence[Any]]
"""A piece of SQL with its values."""


def _hits(
    actor: Actor, question: Question, wanted: list[str], limit: int, *, typos: bool
) -> list[tuple[UUID, str, str, str, float]]:
    """The nearest of each kind, in one statement. The ORM makes its parts, and they are put
    together here, since it cannot select from a query."""
    found: list[tuple[UUID, str, str, str, float]] = []
    with suppress(EmptyResultSet):  # nothing was asked for, as with a text of signs only
        start = _fitting(question, typos=typos)
        parts = list(_parts(actor, question, wanted, typos=typos))
        few = "(SELECT * FROM ({}) AS few ORDER BY near DESC, title LIMIT {:d})"
        most = max(limit, LATER) if any(_is_later(actor, key) for key in wanted) else limit
        text = start[0] + " UNION ALL ".join(few.format(part, most) for part, _values in parts)
        if parts:
            with connection.cursor() as cursor:
                cursor.execute(text, [one for _part, values in (start, *parts) for one in values])
                found = cursor.fetchall()
    return _seen_of(actor, found, limit)


def _is_later(actor: Actor, key: str) -> bool:
    """Whether the sight of a kind is asked only of what was found: to ask it costs more than to find."""
    objects = kinds[key].model.objects
    return bool(not objects.sees_all(actor) and objects.is_asked_later(actor))


def _seen_of(
    actor: Actor, found: list[tuple[UUID, str, str, str, float]], limit: int
) -> list[tuple[UUID, str, str, str, float]]:
    """The nearest of each kind among those that the actor sees. One statement more for each kind of
    which something was found and whose sight was not asked yet."""
    by_kind: dict[str, list[tuple[UUID, str, str, str, float]]] = {}
    for row in found:
        by_kind.setdefault(row[1], []).append(row)
    shown = []
    for key, rows in by_kind.items():
        if _is_later(actor, key):
            asked = (
                kinds[key].model.objects.visible_to(actor).filter(pk__in=[row[0] for row in rows])
            )
            seen = set(asked.values_list("pk", flat=True))
            rows = [row for row in rows if row[0] in seen]
        shown += sorted(rows, key=lambda row: (-row[4], row[2]))[:limit]
    return shown


def _fitting(question: Question, *, typos: bool) -> Part:
    """The entries that fit, of all kinds. Those with the words are looked for with each kind and its
    rights in one; titles that resemble a mistyped text once for all: likeness is dear."""
    asked = question.typos() if typos else question.words()
    text, values = _sql(_shown(SearchEntry.objects.filter(asked), question))
    how = "MATERIALIZED" if typos else "NOT MATERIALIZED"
    columns = "(record_id, kind, title, subtitle, near)"
    return f"WITH fitting {columns} AS {how} ({text}) ", values


def _parts(actor: Actor, question: Question, wanted: list[str], *, typos: bool) -> Iterator[Part]:
    """A query a kind; none for a kind of which the actor sees nothing."""
    for key in wanted:
        with suppress(EmptyResultSet):
            yield _near_typos(actor, key) if typos else _near_words(actor, question, key)


def _near_words(actor: Actor, question: Question, key: str) -> Part:
    """Some entries with the words that the actor sees. The kind is asked for as an expression, as
    in `_of`."""
    of_kind = "SELECT * FROM fitting WHERE coalesce(kind, '') = %s"
    rights, values = _rights(actor, key)
    titles, words = _by_title(question) if title_alone(actor, key) else ("", ())
    return f"{of_kind}{titles}{rights} LIMIT {CANDIDATES:d}", [key, *words, *values]


def _by_title(question: Question) -> Part:
    """The condition that the words stand in the title itself."""
    readings = [
        " AND ".join(["position(%s in orbita_fold(title)) > 0"] * len(words))
        for words in question.wordings
    ]
    asked = [word for words in question.wordings for word in words]
    return f" AND ({' OR '.join(readings) or 'false'})", asked


def _near_typos(actor: Actor, key: str) -> Part:
    """The nearest titles, rights afterwards: else all that the actor sees would be read."""
    nearest = f"SELECT * FROM fitting WHERE kind = %s ORDER BY near DESC LIMIT {NEAREST:d}"
    rights, values = _rights(actor, key)
    return f"SELECT * FROM ({nearest}) AS nearest WHERE true{rights}", [key, *values]


def _rights(actor: Actor, key: str) -> Part:
    """The condition that the actor sees a record; none if he sees all of the kind."""
    seen = _seen(actor, key)
    if seen is None:
        return "", ()
    text, values = _sql(seen)
    return f" AND record_id IN ({text})", values


def _shown(rows: "QuerySet[SearchEntry]", question: Question) -> "QuerySet[SearchEntry, Any]":
    near = rows.annotate(near=question.closeness())
    return near.values_list("record_id", "kind", "title", "subtitle", "near")


def _seen(actor: Actor, key: str) -> "QuerySet[Any, Any] | None":
    """Keys of what the actor sees; None if that is everything."""
    model = kinds[key].model
    if model.objects.sees_all(actor) or model.objects.is_asked_later(actor):
        return None
    keys: QuerySet[Any, Any] = model.objects.visible_to(actor).values("pk")
    return keys


def _sql(rows: "QuerySet[Any, Any]") -> Part:
    text, values = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return text, values
