"""Options of the charts: shapes and figures; colours are named by the variables of the theme."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.platform.lists.figures import Figure
from orbita.sales.funnels.queries.activity import Activity
from orbita.sales.funnels.queries.forecast import Forecast
from orbita.sales.funnels.queries.funnel import Funnel
from orbita.sales.funnels.queries.refusals import Refusals
from orbita.sales.funnels.wording import column_label, line_name, step_label

INK, QUIET, GRID = "var(--ink-2)", "var(--ink-3)", "var(--line)"
ACCENT, PALE, PLAN, GOOD = "var(--accent)", "var(--accent-line)", "var(--warn)", "var(--good)"
SERIES = (
    ACCENT, "var(--warn)", "var(--good)", "var(--bad)", "var(--accent-line)", "var(--ink-3)",
    "var(--line-2)", "var(--accent-ink)",
)  # fmt: skip
ALL_SHOWN = 14
Option = dict[str, Any]


def _base(**more: Any) -> Option:
    return {
        "textStyle": {"color": INK, "fontSize": 12},
        "grid": {"left": 8, "right": 24, "top": 36, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 10, "itemHeight": 10, "icon": "roundRect",
                   "textStyle": {"color": INK}, "pageTextStyle": {"color": INK}, "type": "scroll"},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "confine": True,
                    "backgroundColor": "var(--raised)", "borderColor": GRID,
                    "textStyle": {"color": INK, "fontSize": 12}},
        **more,
    }  # fmt: skip


def _names(labels: Sequence[str]) -> Option:
    return {
        "type": "category", "data": list(labels), "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": GRID}}, "axisLabel": {
            "color": QUIET, "interval": 0 if len(labels) <= ALL_SHOWN else "auto",
            "overflow": "truncate",
        },
    }  # fmt: skip


def _values() -> Option:
    return {
        "type": "value", "axisLabel": {"color": QUIET}, "splitLine": {"lineStyle": {"color": GRID}},
    }  # fmt: skip


def _item(figure: Figure, value: float | None = None) -> Option:
    """A part of the chart: its value, and the address that it opens."""
    return {
        "value": figure.count if value is None else round(value, 2),
        "url": figure.url if figure.count else "",
    }


def _bars(name: str, data: list[Any], colour: str, **more: Any) -> Option:
    return {
        "name": name, "type": "bar", "data": data, "barMaxWidth": 28,
        "itemStyle": {"color": colour, "borderRadius": 3}, **more,
    }  # fmt: skip


def funnel_option(now: Funnel, other: Funnel | None) -> Option:
    """A bar for each stage, the compared period paler beside it."""
    label = {"show": True, "position": "right", "color": INK}
    series = [
        _bars(_("This period"), [_item(level.reached) for level in now.levels], ACCENT, label=label)
    ]
    if other:
        data = [_item(level.reached) for level in other.levels]
        series.append(_bars(_("Compared with"), data, PALE))
    names = {**_names([level.stage.name for level in now.levels]), "inverse": True}
    option = _base(xAxis=_values(), yAxis=names, series=series)
    option["legend"]["show"] = other is not None
    option["grid"]["top"] = 36 if other else 4
    return option


def activity_option(found: Activity) -> Option:
    """Everybody's steps beside the norms."""
    done = found.whole.done
    series = [
        _bars(_("Done"), [_item(one.figure) for one in done], ACCENT,
              label={"show": True, "position": "top", "color": INK}),
        _bars(_("Norm"), [one.norm for one in done], PALE),
    ]  # fmt: skip
    names = _names([step_label(one.step) for one in done])
    return _base(xAxis=names, yAxis=_values(), series=series)


def refusals_option(found: Refusals, *, sums: bool) -> Option:
    """Columns of the table, stacked by group of reasons."""
    lines = [line for line in found.lines if line.kind != "part"]
    series = [
        _bars(
            line_name(line.kind, line.name),
            [_item(cell, float(cell.amount or 0) if sums else None) for cell in line.cells],
            SERIES[place % len(SERIES)],
            stack="reasons",
        )
        for place, line in enumerate(lines)
    ]
    names = _names([column_label(found.across, column) for column in found.columns])
    return _base(xAxis=names, yAxis=_values(), series=series)


def forecast_option(found: Forecast) -> Option:
    """Won and weighted on each other, the best case beside, the plan as a line."""
    months = found.months
    names = [date_format(line.month, "M") for line in months if line.month]
    best = [
        _item(m.expected, float((m.expected.amount or 0) + (m.won.amount or 0)))
        if m.expected.count
        else None
        for m in months
    ]
    series = [
        _bars(pgettext("sum", "Won"), [_item(m.won, float(m.won.amount or 0)) for m in months], GOOD, stack="f"),
        _bars(
            _("Expected by probability"),
            [_item(m.weighted, float(m.weighted.shown or 0)) for m in months],
            ACCENT, stack="f",
        ),
        _bars(_("Best case"), best, PALE),
        {
            "name": _("Plan"), "type": "line", "step": "middle", "symbol": "none",
            "data": [None if m.plan is None else float(m.plan) for m in months],
            "lineStyle": {"color": PLAN, "width": 2}, "itemStyle": {"color": PLAN},
        },
    ]  # fmt: skip
    return _base(xAxis=_names(names), yAxis=_values(), series=series)
