"""The data of each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True)
class RoleField:
    """A value that a role carries: text, percent (0–100), days (whole) or money (not negative)."""

    key: str
    type: str = "text"


FIELDS: dict[str, tuple[RoleField, ...]] = {
    "customer": (
        RoleField("discount", "percent"),
        RoleField("payment_days", "days"),
        RoleField("price_level"),
    ),
    "supplier": (RoleField("category"), RoleField("delivery_days", "days")),
    "dealer": (RoleField("territory"), RoleField("dealer_discount", "percent")),
    "contractor": (RoleField("services"), RoleField("rate", "money")),
    "competitor": (RoleField("strengths"), RoleField("weaknesses"), RoleField("products")),
}


def wrong_fields(role: str, data: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be accepted, by field: unknown, number, percent, days or money."""
    types = {field.key: field.type for field in FIELDS[role]}
    faults = {key: _fault(types.get(key), value) for key, value in data.items()}
    return {key: fault for key, fault in faults.items() if fault}


def _fault(kind: str | None, value: Any) -> str:
    if kind is None:
        return "unknown"
    if kind == "text" or value in (None, ""):
        return ""
    try:
        number = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return kind
    if not number.is_finite() or number < 0 or (kind == "percent" and number > 100):
        return kind
    return kind if kind == "days" and number != int(number) else ""


def stored(role: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as it is kept: numbers as exact text, days whole, empty values left out."""
    result: dict[str, Any] = {}
    for field in FIELDS[role]:
        value = data.get(field.key)
        text = "" if value is None else str(value).strip()
        if not text:
            continue
        if field.type == "days":
            result[field.key] = int(Decimal(text.replace(",", ".")))
        else:
            result[field.key] = text if field.type == "text" else text.replace(",", ".")
    return result
