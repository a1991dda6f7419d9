"""Why deals are lost: reasons across what the user wants to compare them by."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncQuarter

from orbita.parties.classifier.models import Branch, Tree
from orbita.parties.directory.models import Party
from orbita.platform.accounts.queries import names_of
from orbita.platform.conditions.tree import Condition, Group, Test, joined
from orbita.platform.lists.figures import NOTHING, Figure, rows_of
from orbita.sales.deals.models import LossReason, Outcome
from orbita.sales.deals.queries import stages
from orbita.sales.funnels.asking import Asked
from orbita.sales.funnels.spans import Span

MOST = 12
"""More columns than this are added up in one."""
PATHS = {
    "stage": "way__lost_from",
    "owner": "owner",
    "competitor": "lost_to",
    "product": "product",
}
ACROSS = ("class", *PATHS, "month", "quarter")
Key = Any


@dataclass(frozen=True)
class Column:
    """A column of the table: what it stands for, and the condition of its deals."""

    key: Key
    label: str
    where: Condition
    is_rest: bool = False
    is_unknown: bool = False


@dataclass
class _Sum:
    count: int = 0
    amount: Decimal = NOTHING

    def add(self, count: int, amount: Decimal) -> None:
        self.count += count
        self.amount += amount


@dataclass(frozen=True)
class Line:
    """A reason (or a group of reasons), its figures by column, and all of them together."""

    kind: str
    name: str
    cells: Sequence[Figure]
    whole: Figure


@dataclass(frozen=True)
class Refusals:
    """The cross-table of reasons."""

    across: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    whole: Line
    trees: Sequence[Tree] = field(default_factory=tuple)
    tree: Tree | None = None


def refusals(asked: Asked, across: str, tree_id: UUID | None = None) -> Refusals:
    """Lost deals by reason and by what is asked for. At most five statements."""
    where = asked.where(
        Test("outcome", "in", [Outcome.LOST]), *asked.within("closed_on", asked.span)
    )
    deals = rows_of(asked.actor, where)
    trees = list(Tree.objects.all()) if across == "class" else []
    tree = next((t for t in trees if t.pk == tree_id), trees[0] if trees else None)
    cells = _by_class(deals, tree) if across == "class" else _by(deals, across)
    columns = _columns(across, cells, tree)
    table = _Table(where, columns, cells, _by_reason(deals))
    lines = list(table.lines())
    return Refusals(across, columns, lines, table.whole(), trees, tree)


Cells = Sequence[tuple[UUID | None, Key, int, Decimal]]


def _by(deals: QuerySet[Any], across: str) -> Cells:
    cut = {"month": TruncMonth, "quarter": TruncQuarter}.get(across)
    if cut:
        deals, path = deals.annotate(cut=cut("closed_on")), "cut"
    else:
        path = PATHS[across]
    rows = deals.values_list("loss_reason", path).annotate(Count("pk"), Sum("amount"))
    names: dict[str, str] = {}
    return [
        (reason, _same(key, names) if across == "product" else key, count, amount or NOTHING)
        for reason, key, count, amount in rows
    ]


def _same(text: str, names: dict[str, str]) -> str:
    """A text that differs by capital letters only is one: the list does not tell them apart."""
    return names.setdefault(text.upper(), text)


def _by_class(deals: QuerySet[Any], tree: Tree | None) -> Cells:
    """By the top branches of a classifier; a client in two of them counts in both, once in each."""
    try:
        inner, values = deals.values(
            "pk", "party_id", "loss_reason_id", "amount"
        ).query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT d.loss_reason_id, k.root, count(*), coalesce(sum(d.amount), 0)
            FROM ({inner}) d
            LEFT JOIN (
                SELECT DISTINCT p.party_id, split_part(trim(both '/' from b.path), '/', 1) AS root
                FROM classifier_placement p JOIN classifier_branch b ON b.id = p.branch_id
                WHERE b.tree_id = %s
            ) k ON k.party_id = d.party_id
            GROUP BY 1, 2
            """,
            [*values, tree.pk if tree else None],
        )
        rows = cursor.fetchall()
    return [(reason, UUID(root) if root else None, n, amount) for reason, root, n, amount in rows]


def _by_reason(deals: QuerySet[Any]) -> dict[UUID | None, tuple[int, Decimal]]:
    rows = deals.values_list("loss_reason").annotate(Count("pk"), Sum("amount"))
    return {reason: (count, amount or NOTHING) for reason, count, amount in rows}


def _columns(across: str, cells: Cells, tree: Tree | None) -> list[Column]:
    """The columns that occur: in their order, or the largest first with the rest in one."""
    sizes: dict[Key, int] = defaultdict(int)
    for _reason, key, count, _amount in cells:
        sizes[key] += count
    known = [key for key in sizes if key not in (None, "")]
    maker = {"class": _classes, "month": _dates, "quarter": _dates, "stage": _stages}.get(across)
    if maker:
        columns = maker(across, known, tree)
    else:
        known.sort(key=lambda key: (-sizes[key], str(key)))
        columns = _others(across, known[:MOST])
    if across not in ("class", "month", "quarter", "stage") and len(known) > MOST:
        shown = Group("or", tuple(column.where for column in columns))
        return [*columns, Column(None, "", Group("not", (shown,)), is_rest=True)]
    if len(known) < len(sizes):
        columns.append(Column(None, "", _unknown(across, tree), is_unknown=True))
    return columns


def _classes(across: str, known: list[Key], tree: Tree | None) -> list[Column]:
    return [
        Column(b.pk, b.name, Test("party.branch", "under", [str(b.pk)]))
        for b in Branch.objects.filter(tree=tree, parent=None, pk__in=known)
    ]


def _dates(across: str, known: list[date], tree: Tree | None) -> list[Column]:
    months = 1 if across == "month" else 3
    return [
        Column(day, "", Test("closed_on", "between", Span(day, _last(day, months)).values))
        for day in sorted(known)
    ]


def _last(day: date, months: int) -> date:
    return (day + timedelta(days=31 * months)).replace(day=1) - timedelta(days=1)


def _stages(across: str, known: list[UUID], tree: Tree | None) -> list[Column]:
    return [
        Column(stage.pk, stage.name, Test("lost_from", "in", [str(stage.pk)]))
        for stage in stages()
        if stage.pk in known
    ]


def _others(across: str, known: list[Key]) -> list[Column]:
    if across == "product":
        return [Column(key, key, Test("product", "is", key)) for key in known]
    names: Mapping[UUID, str] = (
        names_of(set(known))
        if across == "owner"
        else dict(Party.objects.filter(pk__in=known).values_list("pk", "name"))
    )
    name = {"owner": "owner", "competitor": "lost_to"}[across]
    return [Column(key, names.get(key, ""), Test(name, "in", [str(key)])) for key in known]


def _unknown(across: str, tree: Tree | None) -> Condition:
    """Deals of which this is not known."""
    if across == "class":
        roots = Branch.objects.filter(tree=tree, parent=None).values_list("pk", flat=True)
        return Group("not", (Test("party.branch", "under", [str(key) for key in roots]),))
    field_of = {"stage": "lost_from", "competitor": "lost_to", "owner": "owner"}
    return Test(field_of.get(across, "closed_on" if across != "product" else across), "empty")


@dataclass(frozen=True)
class _Table:
    where: Condition
    columns: Sequence[Column]
    cells: Cells
    reasons: Mapping[UUID | None, tuple[int, Decimal]]

    def lines(self) -> Iterable[Line]:
        """Groups with their reasons, then deals without a reason."""
        found = list(LossReason.objects.order_by("position", "name"))
        for top in (reason for reason in found if reason.parent_id is None):
            below = [reason for reason in found if reason.parent_id == top.pk]
            ids = {top.pk, *(reason.pk for reason in below)}
            if not any(key in self.reasons for key in ids):
                continue
            yield self._line("group" if below else "reason", top.name, ids)
            for reason in (r for r in below if r.pk in self.reasons):
                yield self._line("part", reason.name, {reason.pk})
        if None in self.reasons:
            yield self._line("unknown", "", {None})

    def whole(self) -> Line:
        """All reasons together."""
        return self._line("whole", "", set(self.reasons))

    def _line(self, kind: str, name: str, ids: Collection[UUID | None]) -> Line:
        where = joined(self.where, *self._reason(kind, ids))
        sums = {id(column): _Sum() for column in self.columns}
        by_key = {column.key: column for column in self.columns if not column.is_rest}
        last = self.columns[-1] if self.columns and self.columns[-1].is_rest else None
        for reason, key, count, amount in self.cells:
            column = by_key.get(key or None, last)
            if reason in ids and column is not None:
                sums[id(column)].add(count, amount)
        cells = [
            Figure(sums[id(c)].count, sums[id(c)].amount, joined(where, c.where))
            for c in self.columns
        ]
        found = [self.reasons[key] for key in ids if key in self.reasons]
        total = sum((amount for _count, amount in found), NOTHING)
        return Line(kind, name, cells, Figure(sum(n for n, _a in found), total, where))

    @staticmethod
    def _reason(kind: str, ids: Collection[UUID | None]) -> list[Condition]:
        if kind == "whole":
            return []
        if kind == "unknown":
            return [Test("loss_reason", "empty")]
        return [Test("loss_reason", "in", sorted(str(key) for key in ids))]
