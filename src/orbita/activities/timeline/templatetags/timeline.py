"""The timeline inside a record's panel, and its entries."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from orbita.activities.timeline import drawing, rows
from orbita.activities.timeline.filters import Filters
from orbita.activities.timeline.wording import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def timeline(context: template.Context) -> SafeString:
    """The whole timeline of the panel's record, as the address filters it."""
    request = context["request"]
    drawn: dict[str, Any] = drawing.whole(
        request.actor,
        context["kind"],
        context["record"],
        Filters.of(request.GET),
        context["as_of_moment"],
    )
    return SafeString(render_to_string("timeline/whole.html", drawn, request))


@register.simple_tag(takes_context=True)
def past_rows(context: template.Context, entries: Sequence[Entry]) -> SafeString:
    """Entries of the past."""
    frozen = bool(context.get("as_of"))
    return rows.draw_past(entries, context["kind"], _token(context), frozen=frozen)


@register.simple_tag(takes_context=True)
def step_rows(context: template.Context, entries: Sequence[Entry]) -> SafeString:
    """Next steps."""
    return rows.draw_steps(entries, context["kind"], _token(context))


def _token(context: template.Context) -> str:
    return str(context.get("csrf_token", ""))
