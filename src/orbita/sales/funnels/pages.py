"""What the pages of the analysis show besides their figures."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import repeat
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from orbita.platform.lists.figures import Figure, share, short_sum
from orbita.platform.lists.slots import screens
from orbita.platform.ui.components import Place
from orbita.sales.funnels.asking import Asked, staff
from orbita.sales.funnels.queries.activity import Activity
from orbita.sales.funnels.queries.forecast import Forecast
from orbita.sales.funnels.queries.forecast import Line as ForecastLine
from orbita.sales.funnels.queries.funnel import Funnel, Level
from orbita.sales.funnels.queries.refusals import Line, Refusals
from orbita.sales.funnels.wording import (
    ACROSS,
    ASIDE,
    COMPARISONS,
    PERIODS,
    column_label,
    group_name,
    line_name,
    step_label,
)
from orbita.sales.planning.slots import analysis_tabs

HOTTEST = 38
"""How strongly the largest cell of a table is coloured, per cent."""


def address(request: HttpRequest, **changes: str) -> str:
    """This page's address with something changed."""
    said = {name: value for name, value in request.GET.items() if value and name != "as"} | changes
    return f"{request.path}?{urlencode(said)}"


def common(request: HttpRequest, asked: Asked, page: str) -> dict[str, Any]:
    """Tabs and the filters of the toolbar. Two statements."""
    return {
        **asked.context,
        "tabs": analysis_tabs(asked.actor, page),
        "periods": PERIODS.items(),
        "comparisons": COMPARISONS.items(),
        "whose": list(_whose(asked)),
        "branches": _branches(),
        "csv_url": address(request, **{"as": "csv"}),
        "keeps": [(k, v) for k, v in request.GET.items() if k in ("measure", "year") and v],
    }


def _whose(asked: Asked) -> Iterator[tuple[str, str]]:
    """Departments with their employees, to choose from. One statement."""
    for place, people in staff(asked.actor):
        if place:
            yield f"department:{place.pk}", str(place)
        for user in people:
            yield f"user:{user.pk}", f"— {user.get_full_name()}"


def data(option: Any) -> SafeString:
    """A chart's option as a block of data that no markup can break out of."""
    text = json.dumps(option, ensure_ascii=False, default=float)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return SafeString(text)


def _branches() -> list[tuple[str, str]]:
    """Every branch of the classifiers, as the list of clients names them. One statement."""
    column = screens["party"].column("branch")
    choices = column.choices() if column and column.choices else ()
    return [(str(key), str(label)) for key, label in choices]


def year_of(text: str) -> int:
    """The year that the address names, or this one."""
    now = timezone.localdate().year
    year = int(text) if text.isdecimal() else now
    return year if 2000 <= year <= now + 10 else now


def side_by_side(now: Funnel, other: Funnel | None) -> list[tuple[Level, Level | None]]:
    """Each stage in both periods."""
    return list(zip(now.levels, other.levels if other else repeat(None), strict=False))


def step_heads(found: Activity) -> list[str]:
    """The steps of activity in words."""
    return [step_label(one.step) for one in found.whole.done]


def refusals_context(request: HttpRequest, found: Refusals, *, sums: bool) -> dict[str, Any]:
    """The cross-table as it is drawn: figures, shares of the line and of the column, heat."""
    shown = [line for line in found.lines if line.kind != "part"]
    most = max((_value(c, sums) for line in shown for c in line.cells), default=Decimal(0))
    return {
        "found": found,
        "heads": [column_label(found.across, column) for column in found.columns],
        "lines": [
            {
                "kind": line.kind,
                "name": line_name(line.kind, line.name),
                "cells": list(_cells(line, found.whole, sums, most)),
                "whole": _drawn(line.whole, sums),
                "share": share(_value(line.whole, sums), _value(found.whole.whole, sums)),
            }
            for line in found.lines
        ],
        "foot": [_drawn(cell, sums) for cell in (*found.whole.cells, found.whole.whole)],
        "across": ACROSS.items(),
        "measures": [
            Place(_("Number"), address(request, measure="count"), not sums),
            Place(_("Sum"), address(request, measure="sum"), sums),
        ],
    }


def _value(figure: Figure, sums: bool) -> Decimal:
    return (figure.amount or Decimal(0)) if sums else Decimal(figure.count)


def _drawn(figure: Figure, sums: bool) -> SafeString:
    return figure.as_sum if sums else figure.as_count


def _cells(line: Line, whole: Line, sums: bool, most: Decimal) -> Iterator[dict[str, Any]]:
    for cell, column in zip(line.cells, whole.cells, strict=True):
        value = _value(cell, sums)
        yield {
            "html": _drawn(cell, sums),
            "of_line": share(value, _value(line.whole, sums)),
            "of_column": share(value, _value(column, sums)),
            "heat": round(value * HOTTEST / most) if most and line.kind != "part" else 0,
        }


def forecast_context(found: Forecast) -> dict[str, Any]:
    """The lines of the forecast as they are drawn."""
    return {
        "found": found,
        "months": [
            _forecast(line, date_format(line.month, "F") if line.month else "")
            for line in found.months
        ],
        "aside": [_forecast(line, str(ASIDE[line.kind])) for line in found.aside],
        "whole": _forecast(found.whole, ""),
        "people": [_forecast(line, group_name(line.name)) for line in found.people],
    }


def _forecast(line: ForecastLine, name: str) -> dict[str, Any]:
    gap = line.gap
    part = share(line.forecast, line.plan) if line.plan else None
    return {
        "line": line,
        "name": name,
        "forecast": short_sum(line.forecast),
        "gap": "" if gap is None else short_sum(gap),
        "part": part,
        "tone": "" if part is None or part >= 100 else "red" if part < 70 else "amber",
    }
