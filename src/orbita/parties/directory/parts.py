"""Rows that belong to a party: what was typed becomes rows, and rows of two editors are merged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from orbita.kit import phones, requisites
from orbita.parties.directory import rules
from orbita.parties.directory.errors import ContactIsEmpty, MailIsWrong, RequisiteIsWrong
from orbita.parties.directory.models import Address, BankAccount, ContactPoint, Party

Row = Mapping[str, Any]
KEYS: dict[type[models.Model], tuple[str, ...]] = {
    ContactPoint: ("channel", "normal", "extension"),
    Address: ("purpose", "country", "region", "city", "street", "postcode"),
    BankAccount: ("account",),
}
"""What makes two rows of one party the same row."""


def contact_rows(typed: Iterable[Row], *, strict: bool) -> list[dict[str, Any]]:
    """Contact points ready to be stored; several phones in one field become several rows."""
    rows: list[dict[str, Any]] = []
    for point in typed:
        channel, text = point["channel"], str(point.get("value") or "").strip()
        values = phones.split(text) if channel in ("phone", "fax") else [text]
        for number, value in enumerate(filter(None, values)):
            found = rules.reach(channel, value)
            if strict:
                _check_contact(channel, value, found.normal)
            rows.append(
                {
                    **({"id": point["id"]} if point.get("id") and number == 0 else {}),
                    "channel": channel,
                    "value": value,
                    "normal": found.normal,
                    "extension": found.extension,
                    "label": str(point.get("label") or "").strip(),
                    "is_main": bool(point.get("is_main")),
                }
            )
    return _with_main(rows)


def _check_contact(channel: str, value: str, normal: str) -> None:
    if channel == "email":
        try:
            validate_email(normal)
        except ValidationError:
            raise MailIsWrong(value=value) from None
    if not normal or (channel in ("phone", "fax") and not any(map(str.isdigit, value))):
        raise ContactIsEmpty(value=value)


def _with_main(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Number the rows; the first of each channel is the main one unless another was named."""
    named = {row["channel"] for row in rows if row["is_main"]}
    for position, row in enumerate(rows):
        row["position"] = position
        if row["channel"] not in named:
            row["is_main"] = True
            named.add(row["channel"])
    return rows


def address_rows(typed: Iterable[Row]) -> list[dict[str, Any]]:
    """Addresses ready to be stored; a row with nothing but its purpose is left out."""
    fields = ("country", "region", "city", "street", "postcode")
    rows = [
        {
            **({"id": row["id"]} if row.get("id") else {}),
            "purpose": row.get("purpose") or "actual",
            **{field: str(row.get(field) or "").strip() for field in fields},
        }
        for row in typed
    ]
    return [row for row in rows if any(row[field] for field in fields)]


def account_rows(typed: Iterable[Row], *, strict: bool) -> list[dict[str, Any]]:
    """Bank accounts ready to be stored, checked against the БИК of their bank."""
    rows = []
    for row in typed:
        values: dict[str, Any] = {
            field: requisites.clean(str(row.get(field) or ""))
            for field in ("bik", "account", "correspondent")
        }
        values["bank"] = str(row.get("bank") or "").strip()
        if not any(values.values()):
            continue
        if strict:
            for field, fault in rules.account_faults(values).items():
                raise RequisiteIsWrong(fault, field=field)
        rows.append({**values, **({"id": row["id"]} if row.get("id") else {})})
    return rows


def merge_rows(
    model: type[models.Model],
    party: Party,
    wanted: Sequence[dict[str, Any]],
    seen: Collection[int] | None = None,
) -> bool:
    """Make the party's rows those that are wanted; gives whether anything changed.

    A wanted row is an existing one with the same key, else the one with its `id`, else new. `seen`
    holds the ids that the editor had before him: rows that others added meanwhile stay. Four
    statements at most.
    """
    key = KEYS[model]
    existing = {row.pk: row for row in model._default_manager.filter(party=party)}
    kept, new = _matched(existing, wanted, key)
    gone = [pk for pk in existing if pk not in kept and (seen is None or pk in seen)]
    changed = [existing[pk] for pk, values in kept.items() if _assign(existing[pk], values)]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    if changed:
        model._default_manager.bulk_update(changed, [*_fields(wanted)])
    if new:
        model._default_manager.bulk_create([model(party=party, **values) for values in new])
    return bool(gone or changed or new)


def _matched(
    existing: dict[int, Any], wanted: Sequence[dict[str, Any]], key: tuple[str, ...]
) -> tuple[dict[int, dict[str, Any]], list[dict[str, Any]]]:
    """Which row each wanted one is, and those that are new. The same key twice is one row."""
    by_key = {tuple(getattr(row, field) for field in key): pk for pk, row in existing.items()}
    once = {tuple(values[field] for field in key): dict(values) for values in reversed(wanted)}
    kept: dict[int, dict[str, Any]] = {}
    rest = []
    for identity, values in reversed(once.items()):
        pk = values.pop("id", None)
        if identity in by_key:
            kept[by_key[identity]] = values
        else:
            rest.append((pk, values))
    new = []
    for pk, values in rest:
        if pk in existing and pk not in kept:
            kept[pk] = values
        else:
            new.append(values)
    return kept, new


def _assign(row: Any, values: Mapping[str, Any]) -> bool:
    """Set the values on the row; gives whether any of them differs from before."""
    differs = any(getattr(row, field) != value for field, value in values.items())
    for field, value in values.items():
        setattr(row, field, value)
    return differs


def _fields(wanted: Sequence[dict[str, Any]]) -> list[str]:
    return [field for field in wanted[0] if field != "id"]
