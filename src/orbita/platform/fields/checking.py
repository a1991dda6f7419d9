"""Whether a field makes sense as a whole: what its type needs is there, and nothing else."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from orbita.kit.money import parse_amount
from orbita.kit.tables.dates import read_date
from orbita.kit.text import fold
from orbita.platform.fields.errors import (
    FieldNeedsOptions,
    FieldNeedsTarget,
    LimitIsWrong,
    OptionTwice,
)
from orbita.platform.fields.models import FieldType, Need, OwnField
from orbita.platform.fields.rules import LONGEST

LISTS = (FieldType.CHOICE, FieldType.CHOICES)
BOUNDED = (FieldType.NUMBER, FieldType.MONEY, FieldType.DATE)


def settle_type(field: OwnField) -> None:
    """Keep what belongs to the type and refuse what it lacks."""
    field.options = _options(field) if field.type in LISTS else []
    if field.type == FieldType.LINK and not field.target:
        raise FieldNeedsTarget(field="target")
    if field.type != FieldType.LINK:
        field.target = ""
    if field.type != FieldType.FORMULA:
        field.formula, field.result = None, ""
    else:
        field.need = Need.NEVER
    if field.need != Need.WHEN:
        field.need_where = ""
    field.is_long = field.is_long and field.type == FieldType.TEXT
    field.limits = _limits(field)


def _options(field: OwnField) -> list[dict[str, Any]]:
    """Options with keys: new ones get the next free number."""
    given = [one for one in field.options if str(one.get("label", "")).strip()]
    if not any(not one.get("retired") for one in given):
        raise FieldNeedsOptions(field="options")
    number = max((int(one["key"][1:]) for one in given if _is_numbered(one)), default=0)
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for one in given:
        label = " ".join(str(one["label"]).split())[:200]
        if fold(label) in seen:
            raise OptionTwice(label=label, field="options")
        seen.add(fold(label))
        if not one.get("key"):
            number += 1
        found.append(
            {
                "key": one.get("key") or f"o{number}",
                "label": label,
                "tone": str(one.get("tone", ""))[:20],
                "retired": bool(one.get("retired")),
            }
        )
    return found


def _is_numbered(one: dict[str, Any]) -> bool:
    key = str(one.get("key") or "")
    return key[:1] == "o" and key[1:].isdigit()


def _limits(field: OwnField) -> dict[str, Any]:
    given = {name: value for name, value in field.limits.items() if value not in (None, "")}
    if field.type in BOUNDED:
        reader = _day if field.type == FieldType.DATE else _amount
        return {name: reader(given[name]) for name in ("from", "to") if name in given}
    if field.type == FieldType.TEXT:
        found: dict[str, Any] = {}
        if "length" in given:
            found["length"] = _length(given["length"])
        if "mask" in given:
            found["mask"] = str(given["mask"])[:100]
        return found
    return {}


def _amount(text: Any) -> str:
    value = text if isinstance(text, Decimal) else parse_amount(str(text))
    if value is None:
        hint = _("Write a number of up to 15 digits, such as 125 000,50.")
        raise LimitIsWrong(value=text, hint=hint, field="limits")
    return str(value)


def _day(text: Any) -> str:
    value = read_date(str(text)).value
    if value is None:
        raise LimitIsWrong(value=text, hint=_("Write a day, such as 25.11.2026."), field="limits")
    return value.isoformat()[:10]


def _length(text: Any) -> int:
    if not str(text).isdigit() or not 0 < int(text) <= LONGEST:
        hint = _("Write a whole number up to %(most)s.") % {"most": LONGEST}
        raise LimitIsWrong(value=text, hint=hint, field="limits")
    return int(text)
