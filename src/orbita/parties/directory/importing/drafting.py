"""A read row becomes a party: its form, names, requisites with flags, phones, addresses, keys."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from orbita.kit import requisites
from orbita.kit.text import strip_legal_form
from orbita.parties.directory import parts, rules
from orbita.parties.directory.importing.fields import name_key, without_float
from orbita.parties.directory.models import Form, Party
from orbita.platform.imports import looks
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.staging import Staging

_MAYBE_SOLE = re.compile(r"\bИП\b|предприниматель", re.IGNORECASE)
REQUISITES = ("inn", "kpp", "ogrn")
LENGTHS: dict[str, int] = {
    field: getattr(Party._meta.get_field(field), "max_length", 0) for field in REQUISITES
}
ADDRESS = ("country", "region", "city", "street", "postcode")


def draft(line: Line, staging: Staging) -> Draft:
    """A read row as a party with its parts."""
    values = line.values
    inn_text = requisites.clean(values["inn"]) if "inn" in values else ""
    form = _form(values, inn_text)
    columns: dict[str, Any] = {
        "_form": form,
        "form": values.get("form"),
        "owner_id": values.get("owner"),
    }
    columns.update(_names(values, form))
    if not columns.get("name"):
        raise RowFault(gettext("there is no name"))
    columns.update(_requisites(line, staging, form))
    known = _KNOWN[form]
    for field in _PLAIN:
        if field in values and field in known:
            columns[field] = values[field]
        elif field in values:
            line.notes[staging.plan.head_of(field)] = str(values[field])
    if form == Form.ORGANISATION:
        for field in ("person", *rules.NAME_PARTS):
            if field in values and values[field] != columns["name"]:
                line.notes[staging.plan.head_of(field)] = values[field]
    if "postcode" in values:
        values["postcode"] = without_float(values["postcode"])
    _street(values)
    _founded(line, columns, staging)
    collections = {
        "points": _contact_points(values),
        "addresses": _addresses(values),
        "outside_keys": _outside_keys(values, staging.plan.source),
        "accounts": _accounts(line, staging),
    }
    name = name_key(columns["name"])
    given = {field: columns[field] for field in REQUISITES if field in columns}
    return Draft(columns, collections, {"name": name, "person": name, **given})


_KNOWN = {form: rules.ALWAYS.union(fields) for form, fields in rules.FIELDS.items()}


def refine(meant: dict[str, str]) -> dict[str, str]:
    """People with a column for their company: they work there."""
    people = {"person", "last_name", "first_name"} & set(meant.values())
    if "name" not in meant.values() or not people:
        return meant
    return {column: "works_at" if key == "name" else key for column, key in meant.items()}


_PLAIN = (
    "full_name", "site", "city", "industry", "employees", "revenue", "born_on", "status", "source",
    "note",
)  # fmt: skip


def _form(values: Mapping[str, Any], inn: str) -> str:
    """What the row says, else what its name and ИНН look like."""
    if "form" in values:
        return str(values["form"])
    if "name" in values:
        name = values["name"]
        if len(inn) != 12 and not _MAYBE_SOLE.search(name):
            return Form.ORGANISATION  # the usual case, told without looking for legal forms
        legal = strip_legal_form(name)[0]
        sole = legal == "ИП" or (not legal and len(inn) == 12 and looks.is_person(name))
        return Form.SOLE_TRADER if sole else Form.ORGANISATION
    return Form.PERSON


def _names(values: Mapping[str, Any], form: str) -> dict[str, Any]:
    name = values.get("name") or values.get("person") or ""
    if form == Form.ORGANISATION:
        return {"name": name or " ".join(filter(None, (values.get(p) for p in rules.NAME_PARTS)))}
    parts_ = {field: values[field] for field in rules.NAME_PARTS if field in values}
    given = {"name": name, **parts_} if name else parts_
    composed = rules.composed(form, given, {})
    return {"name": name, **parts_, **{k: v for k, v in composed.items() if v}}


def _requisites(line: Line, staging: Staging, form: str) -> dict[str, Any]:
    """Requisites as far as the form has them; wrong ones are kept and named."""
    found: dict[str, Any] = {}
    for field in REQUISITES:
        if field not in line.values:
            continue
        value = requisites.clean(str(line.values[field])).upper()
        most = LENGTHS[field]
        readable = value.isascii() and (value.isdigit() or (field == "kpp" and value.isalnum()))
        if field not in rules.FIELDS[form] or len(value) > most or not readable:
            line.notes[staging.plan.head_of(field)] = line.values[field]
        else:
            found[field] = value
    wrong = rules.faults(form, found) if found else {}
    if found:
        found["doubtful"] = "[" + ",".join(f'"{field}"' for field in sorted(wrong)) + "]"
    return found


def _founded(line: Line, columns: dict[str, Any], staging: Staging) -> None:
    year = line.values.get("founded_in")
    if year is None:
        return
    if 1000 <= year <= 2200:
        columns["founded_in"] = year
    else:
        line.notes[staging.plan.head_of("founded_in")] = str(year)


def _contact_points(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    seen: set[tuple[str, str, str]] = set()
    mains: set[str] = set()
    for channel in ("phone", "email", "telegram", "whatsapp", "vk", "fax"):
        given = values.get(channel)
        for value in given if isinstance(given, list) else [given] if given else ():
            reach = rules.reach(channel, value)
            same = (channel, reach.normal, reach.extension)
            if not reach.normal or same in seen:
                continue
            seen.add(same)
            rows.append(
                {
                    "channel": channel, "value": value, "normal": reach.normal,
                    "extension": reach.extension[:20], "label": "", "is_main": channel not in mains,
                    "position": len(rows),
                }
            )  # fmt: skip
            mains.add(channel)
    return rows


_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def _street(values: dict[str, Any]) -> None:
    """One line of what some files have in three columns: house, street, second line."""
    house = without_float(values.pop("house", ""))
    more = values.pop("street_more", "")
    street = values.get("street", "")
    if house:
        street = f"{street}, {house}" if _CYRILLIC.search(street) else f"{house} {street}".strip()
    line = ", ".join(filter(None, (street, more)))
    if line:
        values["street"] = line[:500]


def _addresses(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not any(field in values for field in ("country", "region", "street", "postcode")):
        return []
    return [{"purpose": "actual", **{field: values.get(field, "") for field in ADDRESS}}]


def _outside_keys(values: Mapping[str, Any], source: str) -> list[dict[str, Any]]:
    if "external_id" not in values:
        return []
    return [{"system": source, "value": without_float(values["external_id"])}]


def _accounts(line: Line, staging: Staging) -> list[dict[str, Any]]:
    """A bank account with its БИК; half of one is a note."""
    values = line.values
    if not ("bik" in values or "bank_account" in values or "bank" in values):
        return []
    given = {"bik": "bik", "account": "bank_account", "bank": "bank"}
    rows = parts.account_rows(
        [{to: values.get(key, "") for to, key in given.items()}], strict=False
    )
    if rows and rows[0]["account"] and rows[0]["bik"]:
        return rows
    for field in given.values():
        if field in values:
            line.notes[staging.plan.head_of(field)] = values[field]
    return []
