"""The timeline inside a record's panel: it needs the filters of the page's address."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from orbita.activities.timeline import drawing
from orbita.activities.timeline.filters import Filters

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
