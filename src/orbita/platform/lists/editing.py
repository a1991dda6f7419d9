"""Typed text becomes a column's value, in a cell, in a pasted column, in a bulk change."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.kit.money import parse_amount
from orbita.kit.tables.dates import read_date
from orbita.kit.text import fold
from orbita.platform.accounts.models import User
from orbita.platform.lists.errors import ValueIsWrong
from orbita.platform.lists.slots import Column


def read_value(column: Column, text: str) -> Any:
    """The value that a human meant. Refuses with a hint on what the field takes."""
    text = text.strip()
    if column.read is not None:
        return column.read(text)
    if not text:
        return "" if column.type in ("text", "choice") else None
    reader = _READERS.get(column.type)
    value = reader(column, text) if reader else text
    if value is None:
        hint = _HINTS.get(column.type, lambda: "")()
        raise ValueIsWrong(value=text[:80], name=column.label, hint=hint)
    return value


def _number(column: Column, text: str) -> Decimal | None:
    value = parse_amount(text)
    return None if value is None or abs(value) >= Decimal("1e15") else value


def _whole(column: Column, text: str) -> int | None:
    value = parse_amount(text)
    return int(value) if value is not None and value == int(value) and 0 <= value < 2**31 else None


def _date(column: Column, text: str) -> date | None:
    found = read_date(text).value
    return found.date() if isinstance(found, datetime) else found


def _choice(column: Column, text: str) -> Any:
    """By key, or by label in any case."""
    for key, label in (column.choices or tuple)():
        if text == str(key) or fold(text) == fold(str(label)):
            return key
    return None


def _user(column: Column, text: str) -> UUID | None:
    """By key, by e-mail, or by name in either order."""
    if key := uuid_or_none(text):
        return User.objects.active().filter(pk=key).values_list("pk", flat=True).first()
    wanted = set(fold(text).split())
    for user in User.objects.active():
        if fold(user.email) == fold(text) or wanted == set(fold(str(user)).split()):
            return user.pk
    return None


_READERS: dict[str, Callable[[Column, str], Any]] = {
    "money": _number,
    "number": _whole,
    "date": _date,
    "choice": _choice,
    "user": _user,
}
_HINTS: dict[str, Callable[[], str]] = {
    "money": lambda: _("Write a sum, such as 125 000,50."),
    "number": lambda: _("Write a whole number."),
    "date": lambda: _("Write a day, such as 25.11.2026."),
    "choice": lambda: _("Choose from the list."),
    "user": lambda: _("Write the name or the e-mail of an employee."),
}


def control(column: Column, value: Any) -> SafeString:
    """The form control of a cell being edited."""
    name = escape(str(column.label))
    if column.type in ("choice", "user"):
        options = list(column.choices()) if column.choices else _people()
        lines = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) == str(value or "") else "", label)
                for key, label in [("", "—"), *options]
            ),
        )
        return format_html(
            '<select class="select" name="value" aria-label="{}">{}</select>', name, lines
        )
    kind = {"date": "date", "money": "text", "number": "text"}.get(column.type, "text")
    mode = SafeString(' inputmode="decimal"') if column.is_number else ""
    shown = value.isoformat() if isinstance(value, date) else "" if value is None else value
    return format_html(
        '<input class="input" type="{}" name="value" value="{}" aria-label="{}"{}>',
        kind,
        shown,
        name,
        mode,
    )


def _people() -> list[tuple[Any, str]]:
    users = User.objects.active().order_by("first_name", "last_name")
    return [(user.pk, str(user)) for user in users]
