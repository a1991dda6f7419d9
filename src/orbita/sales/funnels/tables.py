"""The tables of the pages as files for spreadsheets."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.sales.funnels.queries.activity import Activity
from orbita.sales.funnels.queries.forecast import Forecast, Line
from orbita.sales.funnels.queries.funnel import Funnel
from orbita.sales.funnels.queries.refusals import Refusals
from orbita.sales.funnels.wording import ASIDE, column_label, group_name, line_name, step_label

Table = tuple[list[str], list[list[Any]]]


def _days(value: float | None) -> Any:
    return "" if value is None else Decimal(f"{value:.1f}")


def funnel_table(now: Funnel, other: Funnel | None) -> Table:
    """Stages below each other; the compared period's deals in the last column."""
    head = [
        _("Stage"), pgettext("funnel", "Reached"), _("Sum"), _("From the stage before, %"), _("From the first, %"),
        _("Lost from here"), _("Open now"), _("Days, average"), _("Days, median"),
    ]  # fmt: skip
    lines = [
        [
            level.stage.name, level.reached.count, level.reached.amount,
            "" if level.from_previous is None else level.from_previous, level.from_first or 0,
            level.lost.count, level.open_now.count, _days(level.average), _days(level.median),
        ]
        for level in now.levels
    ]  # fmt: skip
    if other:
        head.append(_("Reached in the period compared with"))
        for line, level in zip(lines, other.levels, strict=True):
            line.append(level.reached.count)
    return head, lines


def activity_table(found: Activity) -> Table:
    """Employees below each other, each step with its norm."""
    head = [_("Employee")]
    for one in found.whole.done:
        label = step_label(one.step)
        head += [label, _("%(step)s, norm") % {"step": label}]
    lines = []
    for line in (*found.lines, found.whole):
        name = _("Together") if line.kind == "whole" else group_name(line.name)
        cells = [part for one in line.done for part in (one.figure.count, one.norm or "")]
        lines.append([name, *cells])
    return head, lines


def refusals_table(found: Refusals, *, sums: bool) -> Table:
    """Reasons below each other."""
    columns = [column_label(found.across, column) for column in found.columns]
    head = [_("Reason of loss"), *columns, _("Together")]
    lines = [
        [
            line_name(line.kind, line.name),
            *((one.amount if sums else one.count) for one in (*line.cells, line.whole)),
        ]
        for line in (*found.lines, found.whole)
    ]
    return head, lines


def forecast_table(found: Forecast) -> Table:
    """Months, what lies beside them, and people."""
    head = [
        _("Month"), pgettext("sum", "Won"), _("Expected by probability"), _("Best case"), _("Plan"),
        _("Forecast against the plan"),
    ]  # fmt: skip
    rows = [(f"{line.month:%Y-%m}", line) for line in found.months]
    rows += [(str(ASIDE[line.kind]), line) for line in found.aside]
    rows += [(_("Together"), found.whole)]
    rows += [(group_name(line.name), line) for line in found.people]
    return head, [_forecast(name, line) for name, line in rows]


def _forecast(name: str, line: Line) -> list[Any]:
    shown = line.weighted.shown or Decimal(0)
    weighted = shown.quantize(Decimal("0.01"))
    gap = "" if line.gap is None else line.gap.quantize(Decimal("0.01"))
    plan = "" if line.plan is None else line.plan
    return [name, line.won.amount, weighted, line.expected.amount, plan, gap]
