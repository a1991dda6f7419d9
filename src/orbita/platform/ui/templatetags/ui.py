"""The components as template tags and filters; a builtin library, so no page loads it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from orbita.kit.money import format_amount
from orbita.kit.phones import display
from orbita.platform.ui import assets, browsers, components, dates, fields, kept, navigation, toasts

register = template.Library()

for tag in (
    components.icon,
    components.avatar,
    components.badge,
    components.person,
    components.money,
    components.grade,
    dates.moment,
    fields.field,
    fields.control,
    fields.form_errors,
    fields.form_fields,
    navigation.tabs,
    navigation.seg,
    navigation.empty,
    navigation.lazy,
):
    register.simple_tag(tag)

register.filter("when", dates.when)
register.filter("duration", dates.duration)
register.filter("day_heading", dates.day_heading)
register.filter("toast", toasts.from_message)
register.filter("browser_name", browsers.browser_name)


@register.simple_tag(takes_context=True)
def scripts(context: template.Context) -> SafeString:
    """The page's scripts: import map and start module."""
    return assets.scripts(context["request"])


@register.simple_tag(takes_context=True)
def part(context: template.Context, name: str, *, own: bool = False) -> SafeString:
    """A part of the shell that is kept between pages."""
    return kept.part(name, context["shell"], context["request"], own=own)


@register.simple_tag
def make_toast(text: str, tone: str) -> toasts.Toast:
    """A toast that the page keeps ready, with `as`."""
    return toasts.Toast(text, tone=tone)


@register.simple_tag
def place(label: str, url: str, **options: Any) -> components.Place:
    """One entry for `tabs` or `seg`, kept with `as`."""
    return components.Place(label, url, **options)


@register.simple_tag
def places(*entries: components.Place) -> tuple[components.Place, ...]:
    """Entries together, kept with `as`."""
    return entries


def _amount(value: Decimal | float | int | None, currency: str, short: bool) -> str:
    if value is None or value == "":
        return ""
    exact = Decimal(str(value))
    return format_amount(exact, currency, get_language() or "ru", short=short)


@register.filter
def amount(value: Decimal | float | int | None, currency: str = "RUB") -> str:
    """A sum in full: 1 240 000 ₽."""
    return _amount(value, currency, short=False)


@register.filter
def short_amount(value: Decimal | float | int | None, currency: str = "RUB") -> str:
    """A sum in short: 1,2 млн ₽."""
    return _amount(value, currency, short=True)


@register.filter
def phone(value: str | None) -> str:
    """A phone number as people write it."""
    return display(value) if value else ""


@register.filter
def time(value: datetime | date | None) -> SafeString:
    """A moment with its time, as a `<time>` element."""
    return dates.moment(value, "time")


@register.filter
def key_names(keys: str) -> list[str]:
    """A hotkey as people read it: "KeyG KeyD" is G and D."""
    return [key.removeprefix("Key").removeprefix("Digit") for key in keys.split()]
