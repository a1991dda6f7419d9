"""Records side by side: what they say field by field, what is proposed, what comes with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.merging import choosing
from orbita.platform.merging.errors import (
    MergedAlready,
    NothingToMerge,
    NotMergeable,
    TooManyToMerge,
)
from orbita.platform.merging.queries import survivors_of, what_moves
from orbita.platform.merging.slots import Mergeable, mergeables
from orbita.platform.merging.weighing import Weights, attribute, weigh
from orbita.platform.records.hidden import concealed
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import kinds

MOST = 20
"""So many records stand side by side; more are merged in several goes."""
Text = str | Promise

REASONS: Mapping[str, Text] = {
    choosing.ONLY: pgettext_lazy("why this value", "filled only here"),
    choosing.CHECKED: pgettext_lazy("why this value", "passes the check"),
    choosing.FULLER: pgettext_lazy("why this value", "fuller"),
    choosing.TYPED: pgettext_lazy("why this value", "typed by hand"),
    choosing.NEWER: pgettext_lazy("why this value", "newer"),
    choosing.MAIN: pgettext_lazy("why this value", "of the main record"),
}


@dataclass(frozen=True)
class Cell:
    """What a record says in a row; `is_first` of equal values is the one that can be chosen."""

    record_id: UUID
    text: str
    is_chosen: bool
    is_choice: bool
    reason: Text = ""


@dataclass(frozen=True)
class Line:
    """A field across the records."""

    name: str
    label: Text
    cells: Sequence[Cell]
    differs: bool


@dataclass(frozen=True)
class Joint:
    """A collection of all records together, without doubles."""

    label: Text
    values: Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """Everything that the page shows; the first record is the one proposed to stay."""

    records: Sequence[Any]
    lines: Sequence[Line]
    joints: Sequence[Joint]
    moves: Sequence[tuple[Text, int]]


def compare(actor: Actor, kind: str, ids: Sequence[UUID]) -> Comparison:
    """The records side by side. Refuses too few, too many, merged and unseen ones, and those that are
    never the same. The number of statements does not grow with the records."""
    mergeable = mergeable_for(actor, kind)
    rows = ordered(_rows(actor, mergeable, ids))
    mergeable.refuse(rows)
    weights = weigh(mergeable, rows)
    people = names_of({row.owner_id for row in rows if row.owner_id})
    hidden = concealed(actor, kind)
    lines = [
        _line(mergeable, rows, weights, name, people)
        for name in mergeable.fields(rows)
        if name not in hidden
    ]
    return Comparison(
        rows,
        [line for line in lines if any(cell.text for cell in line.cells)],
        [*_joined(mergeable, rows, hidden), *_collections(mergeable, rows, hidden)],
        _moves(mergeable, [row.pk for row in rows]),
    )


def mergeable_for(actor: Actor, kind: str) -> Mergeable:
    """How the kind merges. Refuses kinds that don't, and whoever may not change and delete at all."""
    mergeable = mergeables.get(kind)
    if mergeable is None:
        raise NotMergeable
    right = kinds[kind].model.permissions
    if not (actor.may(f"{right}.edit") and actor.may(f"{right}.delete")):
        raise NotAllowed
    return mergeable


def _rows(actor: Actor, mergeable: Mergeable, ids: Sequence[UUID]) -> list[Any]:
    wanted = list(dict.fromkeys(ids))
    if len(wanted) < 2:
        raise NothingToMerge
    if len(wanted) > MOST:
        raise TooManyToMerge(most=MOST, count=len(wanted))
    model = kinds[mergeable.kind].model
    found = {row.pk: row for row in model.objects.visible_to(actor).filter(pk__in=wanted)}
    if missing := set(wanted) - set(found):
        gone = survivors_of(mergeable.kind, missing)
        if gone:
            raise MergedAlready(title=next(iter(titles(mergeable.kind, gone).values())))
        raise NotFound
    return [found[pk] for pk in wanted]


def ordered(rows: Sequence[Any]) -> list[Any]:
    """The fullest record first, of equally full ones the oldest: that one is proposed to stay."""
    return sorted(rows, key=lambda row: (-_fullness(row), row.created_at, row.pk))


def _fullness(row: Any) -> int:
    return sum(
        not choosing.is_empty(getattr(row, field.attname)) for field in row._meta.concrete_fields
    )


def _line(
    mergeable: Mergeable,
    rows: Sequence[Any],
    weights: Weights,
    name: str,
    people: Mapping[UUID, str],
) -> Line:
    chosen = weights.propose(mergeable, rows, name)
    texts = {row.pk: worded(row, name, people) for row in rows}
    differs = len(set(texts.values())) > 1
    seen: set[str] = set()
    cells = []
    for row in rows:
        text = texts[row.pk]
        is_choice = differs and (text not in seen or row.pk == chosen.record_id)
        is_chosen = differs and row.pk == chosen.record_id
        reason = REASONS.get(chosen.reason, "") if is_chosen else ""
        cells.append(Cell(row.pk, text, is_chosen, is_choice, reason))
        seen.add(text)
    label = rows[0]._meta.get_field(name).verbose_name
    return Line(name, capfirst(str(label)), cells, differs)


def worded(row: Any, name: str, people: Mapping[UUID, str]) -> str:
    """A value as people read it."""
    show = getattr(row, f"get_{name}_display", None)
    value = show() if show else getattr(row, attribute(row, name))
    if choosing.is_empty(value):
        return ""
    if isinstance(value, UUID):
        return people.get(value, str(value))
    if isinstance(value, datetime):
        return str(date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT"))
    if isinstance(value, date):
        return str(date_format(value, "SHORT_DATE_FORMAT"))
    if isinstance(value, Decimal):
        return str(number_format(value.normalize(), force_grouping=True))
    return str(value)


def _joined(mergeable: Mergeable, rows: Sequence[Any], hidden: Collection[str]) -> list[Joint]:
    """Notes one below the other, and other details key by key."""
    found = [
        Joint(
            capfirst(str(rows[0]._meta.get_field(name).verbose_name)),
            [text for row in rows if (text := getattr(row, name).strip())],
        )
        for name in mergeable.joined
        if name not in hidden
    ]
    details: dict[str, Any] = {}
    if "details" in mergeable.united and "details" not in hidden:
        details = choosing.united([row.details for row in rows])
    found.append(Joint(_("Other details"), [f"{key}: {value}" for key, value in details.items()]))
    return [joint for joint in found if joint.values]


def _collections(mergeable: Mergeable, rows: Sequence[Any], hidden: Collection[str]) -> list[Joint]:
    """Contacts, addresses and the like without doubles. A statement a collection."""
    ids = [row.pk for row in rows]
    found = []
    for one in mergeable.collections:
        key: Any = one.model._meta.get_field(one.key)
        if key.remote_field.related_name in hidden:
            continue
        each: dict[str, str] = {}
        for row in one.model._base_manager.filter(**{f"{one.key}__in": ids}).order_by("pk"):
            each.setdefault(" ".join(str(row).casefold().split()), str(row))
        if each:
            found.append(Joint(one.label, list(each.values())))
    return found


def _moves(mergeable: Mergeable, ids: Sequence[UUID]) -> list[tuple[Text, int]]:
    """How much of each kind of records hangs on them, then how much else."""
    counts = what_moves(mergeable.kind, ids)
    shown = {_name(one.model) for one in mergeable.collections}
    found: list[tuple[Text, int]] = [
        (kind.plural, count) for kind in kinds if (count := counts.pop(_name(kind.model), 0))
    ]
    rest = sum(count for name, count in counts.items() if name not in shown)
    return [*found, (_("Other links"), rest)] if rest else found


def _name(model: type[Model]) -> str:
    return model._meta.label_lower
