"""What was typed into the grid of plans and into the table of norms."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from orbita.kit.identities import uuid_or_none
from orbita.sales.planning.commands import NormDraft, PlanDraft
from orbita.sales.planning.models import Per, Step
from orbita.sales.planning.queries import Grid
from orbita.sales.planning.rules import read_sum, read_table


class CopyForm(forms.Form):
    """Last year's plans with so many per cent more."""

    percent = forms.DecimalField(
        label=_("How many per cent more"), initial=Decimal(10), min_value=-90, max_value=500
    )


def cell_name(kind: str, target: UUID | None, month: date) -> str:
    """The name of a cell's field: whose plan and for which month."""
    return f"{kind}:{target}:{month:%Y-%m-%d}"


def read_cells(values: Mapping[str, str]) -> Iterator[PlanDraft]:
    """Plans from the fields of cells; other fields are left alone."""
    for name, text in values.items():
        kind, _sign, rest = name.partition(":")
        target, _sign, day = rest.partition(":")
        whose = uuid_or_none(target)
        if kind in ("user", "department") and whose:
            yield _draft(kind, whose, date.fromisoformat(day), read_sum(text))


def _draft(kind: str, whose: UUID, month: date, amount: Decimal | None) -> PlanDraft:
    if kind == "user":
        return PlanDraft(month, amount, user_id=whose)
    return PlanDraft(month, amount, department_id=whose)


def read_pasted(grid: Grid, at: str, text: str) -> list[PlanDraft]:
    """A piece of a spreadsheet laid over the grid from a cell on: to the right and downwards.

    Lines that the actor may not change are passed over.
    """
    kind, target, day = at.split(":")
    lines = [line for line in grid.lines if line.editable and line.kind == kind]
    first = next((n for n, line in enumerate(lines) if str(line.id) == target), len(lines))
    place = next((n for n, month in enumerate(grid.months) if f"{month:%Y-%m-%d}" == day), 0)
    drafts = []
    for line, sums in zip(lines[first:], read_table(text), strict=False):
        for month, amount in zip(grid.months[place:], sums, strict=False):
            assert line.id is not None
            drafts.append(_draft(line.kind, line.id, month, amount))
    return drafts


def read_norms(values: Mapping[str, str], targets: Sequence[tuple[str, UUID]]) -> list[NormDraft]:
    """Norms of the table: a number and what it is per, for each target and step."""
    drafts = []
    for kind, target in targets:
        for step in Step.values:
            name = f"{kind}:{target}:{step}"
            if name not in values:
                continue
            text = values[name].strip()
            amount = min(int(text), 1000) if text.isdecimal() else 0
            per = values.get(f"{name}:per", "")
            whose = {"user_id": target} if kind == "user" else {"role_id": target}
            drafts.append(NormDraft(step, amount, per if per in Per.values else Per.DAY, **whose))
    return drafts
