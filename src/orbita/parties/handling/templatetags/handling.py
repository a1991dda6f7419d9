"""How a client is to be treated, on any page where somebody is about to get in touch with him."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from orbita.parties.handling.queries import guide, guide_of, party_of

register = template.Library()


@register.simple_tag
def handling(record: Any, *, compact: bool = False, edit_url: str = "") -> SafeString:
    """The banner for a client, or for the client of a record; with `edit_url` a pencil. One
    statement, once a request; none where the rules were fetched along with the client."""
    cached = record._state.fields_cache
    if "handling" in cached:
        found = guide_of(cached["handling"]) if cached["handling"] else None
    else:
        found = guide(party_of(record))
    if found is None:
        return SafeString("")
    return SafeString(
        render_to_string(
            "handling/banner.html", {"guide": found, "compact": compact, "edit_url": edit_url}
        )
    )


@register.simple_tag
def never_called(record: Any) -> bool:
    """Whether the client of a record must not be called: then no number is offered."""
    found = guide(party_of(record))
    return found is not None and found.handling.no_calls
