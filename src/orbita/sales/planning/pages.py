"""What the pages of plans and norms show."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orbita.platform.accounts.models import Role
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.components import Place
from orbita.sales.planning.forms import cell_name
from orbita.sales.planning.models import Per, Step
from orbita.sales.planning.queries import EDIT, Cell, Grid, Line, norms_by_target, sellers
from orbita.sales.planning.slots import analysis_tabs

SELLING = "deals.create"


def year_of(text: str) -> int:
    """The year that the address names, or this one."""
    now = timezone.localdate().year
    year = int(text) if text.isdecimal() else now
    return year if 2000 <= year <= now + 10 else now


def month_label(month: date) -> str:
    """«янв.»"""
    return date_format(month, "M")


def _typed(amount: Decimal | None) -> str:
    """A sum as it stands in a field."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.{0 if whole else 2}f}".replace(",", "\u00a0").replace(".", ",")


def _cell(line: Line, cell: Cell) -> dict[str, Any]:
    month = date_format(cell.month, "F Y")
    return {
        "name": cell_name(line.kind, line.id, cell.month),
        "label": f"{line.name or _('Without a department')}, {month}",
        "value": _typed(cell.amount),
        "below": _typed(cell.below),
        "is_below": cell.amount is None,
    }


def grid_context(actor: Actor, grid: Grid, *, everybody: bool = False) -> dict[str, Any]:
    """The grid as it is drawn, with its tabs and years."""
    return {
        "tabs": analysis_tabs(actor, "plan"),
        "grid": grid,
        "months": [month_label(month) for month in grid.months],
        "lines": [
            {"line": line, "cells": [_cell(line, cell) for cell in line.cells]}
            for line in grid.lines
        ],
        "may_edit": actor.may(EDIT),
        "everybody": everybody,
        "years": [
            Place(str(year), f"/plans/?year={year}", year == grid.year)
            for year in range(grid.year - 1, grid.year + 2)
        ],
    }


def grid_table(grid: Grid) -> tuple[list[str], list[list[Any]]]:
    """The grid as a head and lines of a file."""
    head = [_("Whose"), *(f"{month:%Y-%m}" for month in grid.months), _("Year")]
    lines = []
    for line in (*grid.lines, grid.whole):
        sums = [cell.below if cell.amount is None else cell.amount for cell in line.cells]
        name = _("Together") if line.kind == "whole" else line.name
        lines.append([name, *("" if one is None else one for one in sums), line.year or ""])
    return head, lines


def targets(actor: Actor) -> list[tuple[str, UUID, str]]:
    """Whose norms the actor may set: roles that sell (who reaches everybody), then employees."""
    people = [("user", user.pk, user.get_full_name()) for user in sellers(actor, everybody=True)]
    if actor.scope(EDIT) != "all":
        return people
    roles: QuerySet[Role] = Role.objects.filter(grants__permission=SELLING).order_by("name")
    return [*(("role", role.pk, str(role)) for role in roles.distinct()), *people]


def norms_context(actor: Actor) -> dict[str, Any]:
    """The table of norms. Three statements."""
    there = norms_by_target()
    rows = []
    for kind, target, name in targets(actor):
        cells = list(_norm_cells(kind, target, name, there))
        rows.append({"kind": kind, "name": name, "cells": cells})
    return {
        "tabs": analysis_tabs(actor, "plan"),
        "steps": Step.choices,
        "pers": Per.choices,
        "rows": rows,
        "may_edit": actor.may(EDIT),
    }


def _norm_cells(
    kind: str, target: UUID, name: str, there: dict[tuple[UUID, str], tuple[int, str]]
) -> Iterator[dict[str, Any]]:
    for step, label in Step.choices:
        amount, per = there.get((target, step), ("", Per.DAY))
        field = f"{kind}:{target}:{step}"
        yield {"name": field, "label": f"{name}: {label}", "amount": amount, "per": per}
