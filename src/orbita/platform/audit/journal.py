"""The journal of acts: who did what and when, with how many records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection, models
from django.utils import timezone
from django.utils.functional import Promise

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.models import Act
from orbita.platform.audit.reading import Author, authors_of
from orbita.platform.audit.terms import is_late
from orbita.platform.audit.told import several
from orbita.platform.audit.wording import sentence_of
from orbita.platform.records.models import Record
from orbita.platform.records.slots import kinds, refs_of
from orbita.platform.tracking import EVENT_MODELS

PERMISSION = "audit.journal"
QUIET = ("notifications.", "jobs.", "today.", "presence.")
"""Acts that change nothing of the business: a notice was read, a job was begun."""
COUNTED = 1000
PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What the journal is narrowed to; `by` is an employee, "orbita" or "" for all people."""

    by: str = ""
    kind: str = ""
    command: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Touched:
    """How many rows of a table an act changed; counts stop at a thousand."""

    label: str | Promise
    count: int
    is_kind: bool
    title: str = ""
    """The name of a single record, where the reader may see it."""

    @property
    def shown(self) -> str:
        """The name, or the count in words."""
        return self.title or (f"{COUNTED}+" if self.count > COUNTED else str(self.count))


@dataclass(frozen=True)
class Entry:
    """An act as the journal tells it."""

    id: UUID
    at: datetime
    by: str
    by_id: UUID | None
    sentence: str
    touched: tuple[Touched, ...]
    undone_by: UUID | None
    undoes: UUID | None
    may_undo: bool
    is_late: bool


def journal(
    actor: Actor, wanted: Wanted, *, before: UUID | None = None, limit: int = PAGE
) -> tuple[list[Entry], UUID | None]:
    """Acts, the newest first, and the key from which there are more. Five statements at most,
    and one a kind of records that are named.

    Whoever may not see the journal sees what he did himself.
    """
    rows = _rows(actor, wanted)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("undoes").order_by("-pk")[: limit + 1])
    more = found[limit - 1].pk if len(found) > limit else None
    return _entries(actor, found[:limit]), more


def one_act(actor: Actor, act_id: UUID) -> Entry:
    """An act that the actor may see, or NotFound. Six statements at most."""
    acts = list(_visible(actor).filter(pk=act_id).select_related("undoes"))
    if not acts:
        raise NotFound
    return _entries(actor, acts)[0]


def commands_done(actor: Actor) -> list[str]:
    """The commands of the acts that the actor may see, each once: for a filter. One statement."""
    if not actor.may(PERMISSION):
        mine = Act.objects.filter(by=actor.id).order_by().values_list("command", flat=True)
        return sorted(name for name in mine.distinct() if not name.startswith(QUIET))
    # From name to name along the index, so that millions of acts cost as much as their names.
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH RECURSIVE done(command) AS (
                (SELECT command FROM acts_act ORDER BY command LIMIT 1)
                UNION ALL
                SELECT (SELECT a.command FROM acts_act a WHERE a.command > d.command
                        ORDER BY a.command LIMIT 1)
                FROM done d WHERE d.command IS NOT NULL
            )
            SELECT command FROM done WHERE command IS NOT NULL
        """)
        return [name for (name,) in cursor.fetchall() if not name.startswith(QUIET)]


def everybody() -> list[tuple[UUID, str]]:
    """All employees by name, those who have left as well: for a filter. One statement."""
    people = get_user_model()._default_manager.order_by("last_name", "first_name")
    return [(one.pk, str(one)) for one in people]


def _visible(actor: Actor) -> "models.QuerySet[Act]":
    rows = Act.objects.all()
    return rows if actor.may(PERMISSION) else rows.filter(by=actor.id)


def _rows(actor: Actor, wanted: Wanted) -> "models.QuerySet[Act]":
    rows = _visible(actor)
    for prefix in QUIET:
        rows = rows.exclude(command__startswith=prefix)
    if wanted.by == "orbita":
        rows = rows.filter(by=None)
    elif wanted.by:
        rows = rows.filter(by=UUID(wanted.by))
    else:
        rows = rows.exclude(by=None)
    if wanted.command:
        rows = rows.filter(command=wanted.command)
    if wanted.since:
        rows = rows.filter(pk__gte=_first_key(wanted.since))
    if wanted.until:
        rows = rows.filter(pk__lt=_first_key(wanted.until + timedelta(days=1)))
    if wanted.kind in kinds:
        kind = kinds[wanted.kind]
        events = EVENT_MODELS[kind.model]._default_manager.filter(**kind.where)
        rows = rows.filter(models.Exists(events.filter(pgh_context=models.OuterRef("pk"))))
    return rows


def _first_key(day: date) -> UUID:
    """The least key of acts of a day: keys begin with the time."""
    start = timezone.make_aware(datetime.combine(day, time()))
    return UUID(int=int(start.timestamp() * 1000) << 80)


def _entries(actor: Actor, acts: Sequence[Act]) -> list[Entry]:
    authors = authors_of(str(act.pk) for act in acts)
    touched = _touched(actor, [act.pk for act in acts])
    return [_entry(actor, act, authors, touched.get(act.pk, ())) for act in acts]


def _entry(
    actor: Actor, act: Act, authors: Mapping[str, Author], touched: tuple[Touched, ...]
) -> Entry:
    undoes = getattr(act, "undoes", None)
    mine = act.by_id == actor.id or actor.may("acts.undo_any")
    return Entry(
        id=act.pk,
        at=act.at,
        by=authors[str(act.pk)].name,
        by_id=act.by_id,
        sentence=sentence_of(act.command),
        touched=touched,
        undone_by=act.undone_by_id,
        undoes=undoes.pk if undoes else None,
        may_undo=mine and bool(touched) and not act.undone_by_id and not is_late(act.at),
        is_late=is_late(act.at),
    )


def _touched(actor: Actor, acts: list[UUID]) -> dict[UUID, tuple[Touched, ...]]:
    """How many rows of which tables each act changed, records first; a single record is named. One
    statement, and one a kind that is named."""
    tables = list(EVENT_MODELS)
    counted = (
        f"""
        SELECT {place}, x.act, count(DISTINCT x.row), min(x.row) FROM (
            SELECT a.id AS act, h.pgh_obj_id::text AS row FROM unnest(%(acts)s::uuid[]) a(id)
            CROSS JOIN LATERAL (
                SELECT pgh_obj_id FROM {EVENT_MODELS[model]._meta.db_table}
                WHERE pgh_context_id = a.id LIMIT {COUNTED + 1}
            ) h
        ) x GROUP BY x.act
        """
        for place, model in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counted), {"acts": acts})
        found = cursor.fetchall()
    are_records = {one for one in tables if issubclass(one, Record)}
    single = [(tables[place], row) for place, _act, count, row in found if count == 1]
    names = _names(actor, [one for one in single if one[0] in are_records])
    by_act: dict[UUID, list[Touched]] = {}
    for place, act, count, row in found:
        model: Any = tables[place]
        label = several(model) if count > 1 else model._meta.verbose_name
        title = names.get((model, row), "") if count == 1 else ""
        by_act.setdefault(act, []).append(Touched(label, count, model in are_records, title))
    return {
        act: tuple(sorted(rows, key=lambda one: (not one.is_kind, -one.count)))
        for act, rows in by_act.items()
    }


def _names(actor: Actor, single: Sequence[tuple[Any, str]]) -> dict[tuple[Any, str], str]:
    """The names of records that the actor sees. One statement a kind."""
    by_model: dict[Any, list[str]] = {}
    for model, row in single:
        by_model.setdefault(model, []).append(row)
    found: dict[tuple[Any, str], str] = {}
    for model, rows in by_model.items():
        by_kind: dict[str, list[Any]] = {}
        for ref in refs_of(model, rows):
            by_kind.setdefault(ref.kind, []).append(ref.id)
        for key, ids in by_kind.items():
            seen = kinds[key].model.objects.visible_to(actor).filter(pk__in=ids)
            titles = seen.values_list("pk", kinds[key].title)
            found |= {(model, str(pk)): title for pk, title in titles}
    return found
