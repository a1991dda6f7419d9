"""Values of own fields as people read them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orbita.kit.money import format_amount
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.models import FieldType
from orbita.platform.ui.dates import when

Names = Mapping[str, str]
"""Titles of records and names of files by key."""


def word(definition: Definition, value: Any, names: Names | None = None) -> str:
    """A value in words; "" for an empty one. What a link or a file leads to is named by `names`."""
    if value in (None, "", []):
        return ""
    kind = definition.result if definition.is_computed else definition.type
    match kind:
        case FieldType.MONEY:
            return str(
                format_amount(Decimal(str(value)), definition.unit or "RUB", get_language() or "ru")
            )
        case FieldType.NUMBER:
            shown = round(Decimal(str(value)), 6) if definition.is_computed else value
            return " ".join(filter(None, (number(shown), definition.unit)))
        case FieldType.DATE:
            return when(value if isinstance(value, date) else date.fromisoformat(value), "date")
        case FieldType.FLAG:
            return _("Yes") if value else _("No")
        case FieldType.CHOICE:
            return _label(definition, value)
        case FieldType.CHOICES:
            return ", ".join(_label(definition, key) for key in value)
        case FieldType.LINK | FieldType.FILE:
            return (names or {}).get(str(value), "…")
    return str(value)


def _label(definition: Definition, key: Any) -> str:
    found = definition.option(key)
    return found.label if found else str(key)


def number(value: Any) -> str:
    """A number with its thousands apart and the decimal mark of the language.

    >>> number(Decimal("1240000.50"))
    '1\\xa0240\\xa0000,5'
    """
    amount = Decimal(str(value))
    whole, _point, part = f"{abs(amount):f}".partition(".")
    part = part.rstrip("0")
    mark = "," if (get_language() or "ru") == "ru" else "."
    shown = f"{int(whole):,}".replace(",", "\xa0") + (mark + part if part else "")
    return f"−{shown}" if amount < 0 else shown
