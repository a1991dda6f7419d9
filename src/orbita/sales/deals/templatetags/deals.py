"""Rows of the table of lines, and numbers as they are typed."""

from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from orbita.sales.deals.line_forms import plain

register = template.Library()


@register.simple_tag
def line_row(form: Any, currency: str) -> SafeString:
    """One line of the table of fields."""
    return SafeString(render_to_string("deals/line_row.html", {"form": form, "currency": currency}))


@register.filter
def plain_number(value: Decimal | None) -> str:
    """A number without zeros at its end: 1,5 in Russian, 1.5 in English."""
    text = plain(value)
    return text if (get_language() or "ru").startswith("ru") else text.replace(",", ".")
