"""The analysis of sales: funnel, activity, refusals, forecast."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.files import as_csv
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply
from orbita.sales.funnels import charts, pages, tables
from orbita.sales.funnels.asking import VIEW, Asked, asked_of
from orbita.sales.funnels.queries import activity as activity_of
from orbita.sales.funnels.queries import forecast as forecast_of
from orbita.sales.funnels.queries import funnel as funnel_of
from orbita.sales.funnels.queries import refusals as refusals_of
from orbita.sales.funnels.queries.funnel import Funnel
from orbita.sales.funnels.queries.refusals import ACROSS
from orbita.sales.funnels.spans import span_of


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def _file(name: str, table: tables.Table) -> StreamingHttpResponse:
    reply = StreamingHttpResponse(as_csv(*table), content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return reply


def _is_file(request: HttpRequest) -> bool:
    return request.GET.get("as") == "csv"


@gate(VIEW, methods="GET")
def funnel(request: HttpRequest) -> HttpResponseBase:
    """How many deals reached each stage, where they were lost, how long it took."""
    asked = asked_of(_actor(request), request.GET, period="this_year")
    now, other = _funnels(asked, with_counts=True, with_times=_is_file(request))
    if _is_file(request):
        return _file("funnel", tables.funnel_table(now, other))
    context: dict[str, Any] = {
        **pages.common(request, asked, "funnel"),
        "funnel": now,
        "other": other,
        "levels": pages.side_by_side(now, other),
        "times_url": f"{reverse('funnels:times')}?{request.GET.urlencode()}",
        "option_json": pages.data(charts.funnel_option(now, other)),
        "height": 44 + len(now.levels) * (52 if other else 38),
        "with_comparison": True,
        "with_pipeline": True,
    }
    return Reply(request).page("funnels/funnel.html", context)


def _funnels(asked: Asked, **wanted: bool) -> tuple[Funnel, Funnel | None]:
    """The asked period, and the one that it is compared with."""
    now = funnel_of(asked, asked.span, **wanted)
    if asked.other_span is None:
        return now, None
    return now, funnel_of(asked, asked.other_span, **wanted)


@gate(VIEW, methods="GET")
def times(request: HttpRequest) -> HttpResponseBase:
    """How long deals stood on each stage: fetched after the funnel."""
    asked = asked_of(_actor(request), request.GET, period="this_year")
    levels = pages.side_by_side(*_funnels(asked, with_counts=False, with_times=True))
    timed = [(level, past) for level, past in levels if level.average is not None]
    return Reply(request).page("funnels/times.html", {"levels": timed})


@gate(VIEW, methods="GET")
def activity(request: HttpRequest) -> HttpResponseBase:
    """From calls to deals won, by employee, against the norms."""
    asked = asked_of(_actor(request), request.GET, every_pipeline=True, period="this_month")
    today = timezone.localdate()
    span = asked.span or span_of("this_year", today, None, None)
    assert span is not None
    found = activity_of(asked, span, request.GET.get("offer", ""))
    if _is_file(request):
        return _file("activity", tables.activity_table(found))
    context: dict[str, Any] = {
        **pages.common(request, asked, "activity"),
        "found": found,
        "steps": pages.step_heads(found),
        "option_json": pages.data(charts.activity_option(found)),
        "only_people": True,
        "more": "funnels/offer.html",
        "may_plan": asked.actor.may("planning.edit"),
    }
    return Reply(request).page("funnels/activity.html", context)


@gate(VIEW, methods="GET")
def refusals(request: HttpRequest) -> HttpResponseBase:
    """Why deals are lost, across what is asked for."""
    asked = asked_of(_actor(request), request.GET, every_pipeline=True, period="this_year")
    across = request.GET.get("across", "")
    across = across if across in ACROSS else ACROSS[0]
    found = refusals_of(asked, across, uuid_or_none(request.GET.get("tree", "")))
    sums = request.GET.get("measure") == "sum"
    if _is_file(request):
        return _file("refusals", tables.refusals_table(found, sums=sums))
    context: dict[str, Any] = {
        **pages.common(request, asked, "refusals"),
        **pages.refusals_context(request, found, sums=sums),
        "option_json": pages.data(charts.refusals_option(found, sums=sums)),
        "more": "funnels/across.html",
        "every_pipeline": True,
        "with_pipeline": True,
    }
    return Reply(request).page("funnels/refusals.html", context)


@gate(VIEW, methods="GET")
def forecast(request: HttpRequest) -> HttpResponseBase:
    """What was won, what is expected, what is planned."""
    asked = asked_of(_actor(request), request.GET, every_pipeline=True, period="this_year")
    year = pages.year_of(request.GET.get("year", ""))
    found = forecast_of(asked, year)
    if _is_file(request):
        return _file(f"forecast-{year}", tables.forecast_table(found))
    context: dict[str, Any] = {
        **pages.common(request, asked, "forecast"),
        **pages.forecast_context(found),
        "option_json": pages.data(charts.forecast_option(found)),
        "years": [
            Place(str(one), pages.address(request, year=str(one)), one == year)
            for one in range(year - 1, year + 2)
        ],
        "every_pipeline": True,
        "with_pipeline": True,
        "without_period": True,
    }
    return Reply(request).page("funnels/forecast.html", context)
