"""Which fields each form of a party has, how values are checked, composed and made comparable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from orbita.kit import phones, requisites
from orbita.kit.names import PersonName, split_name
from orbita.kit.requisites import Fault
from orbita.kit.text import strip_legal_form

ORGANISATION, SOLE_TRADER, PERSON = "organisation", "sole_trader", "person"

NAME_PARTS = ("last_name", "first_name", "middle_name")
COMMON = ("status", "source", "site", "city", "note")
FIELDS: dict[str, tuple[str, ...]] = {
    ORGANISATION: (
        "name", "full_name", "inn", "kpp", "ogrn", "industry", "employees", "revenue", "founded_in",
        *COMMON,
    ),
    SOLE_TRADER: (*NAME_PARTS, "name", "inn", "ogrn", "born_on", "industry", "revenue", *COMMON),
    PERSON: (*NAME_PARTS, "inn", "born_on", "family", *COMMON),
}  # fmt: skip
"""The fields that make sense for each form, in the order in which they are asked."""

ALWAYS = frozenset({"form", "owner", "name", "full_name", "details", "doubtful"})
"""Fields that every form has, though not every form asks for them."""

Check = Callable[[str], Fault | None]
CHECKS: dict[str, dict[str, Check]] = {
    ORGANISATION: {
        "inn": lambda value: requisites.check_inn(value, "company"),
        "kpp": requisites.check_kpp,
        "ogrn": requisites.check_ogrn,
    },
    SOLE_TRADER: {
        "inn": lambda value: requisites.check_inn(value, "person"),
        "ogrn": requisites.check_ogrnip,
    },
    PERSON: {"inn": lambda value: requisites.check_inn(value, "person")},
}


def foreign_fields(form: str, fields: Mapping[str, Any]) -> list[str]:
    """Filled fields that this form does not have, such as a КПП of a person; own ones belong to all."""
    fields = {field: value for field, value in fields.items() if not field.startswith("own.")}
    known = ALWAYS.union(FIELDS[form])
    return sorted(field for field, value in fields.items() if field not in known and value)


def faults(form: str, values: Mapping[str, Any]) -> dict[str, Fault]:
    """What is wrong with the requisites among the values, by field. Empty ones are not wrong."""
    found = {
        field: check(str(values[field]))
        for field, check in CHECKS[form].items()
        if values.get(field)
    }
    return {field: fault for field, fault in found.items() if fault}


def account_faults(account: Mapping[str, str]) -> dict[str, Fault]:
    """What is wrong with a bank account, by field."""
    bik = account.get("bik", "")
    found = {"bik": requisites.check_bik(bik)}
    if found["bik"] is None:
        found["account"] = requisites.check_account(account.get("account", ""), bik)
        if correspondent := account.get("correspondent"):
            found["correspondent"] = requisites.check_account(
                correspondent, bik, correspondent=True
            )
    return {field: fault for field, fault in found.items() if fault}


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without the spaces around them; requisites without the spaces inside."""
    result: dict[str, Any] = {}
    for field, value in values.items():
        if field in ("inn", "kpp", "ogrn"):
            result[field] = requisites.clean(str(value or "")).upper()
        else:
            result[field] = value.strip() if isinstance(value, str) else value
    return result


def composed(form: str, changes: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    """The names that follow from a change: a person's from its parts, or the parts from the name.

    `now` holds the values before the change. People are listed as «Олег Тихонов», documents carry
    «Тихонов Олег Игоревич»; a sole trader without a name of his own is «ИП Тихонов Олег Игоревич».
    """
    if form == ORGANISATION:
        return {}
    if any(field in changes for field in NAME_PARTS):
        before = PersonName(*(now.get(field) or "" for field in NAME_PARTS))
        after = PersonName(*(changes.get(field, now.get(field)) or "" for field in NAME_PARTS))
        return _from_parts(form, before, after, changes, now)
    if name := str(changes.get("name") or ""):
        parts = split_name(strip_legal_form(name)[1] if form == SOLE_TRADER else name)
        if form == SOLE_TRADER and any(now.get(field) for field in NAME_PARTS):
            return {}
        result = dict(zip(NAME_PARTS, (parts.last, parts.first, parts.middle), strict=True))
        return {**result, "full_name": parts.full}
    return {}


def _from_parts(
    form: str,
    before: PersonName,
    after: PersonName,
    changes: Mapping[str, Any],
    now: Mapping[str, Any],
) -> dict[str, str]:
    if form == PERSON:
        return {"name": after.listed, "full_name": after.full}
    own = str(changes.get("name", now.get("name")) or "")
    if not own or own == f"ИП {before.full}":
        own = f"ИП {after.full}" if after.full else ""
    return {"name": own, "full_name": after.full}


@dataclass(frozen=True, slots=True)
class Reach:
    """A contact point as it is compared: E.164, lower-case mail, a messenger's bare name."""

    normal: str
    extension: str = ""


PHONES = ("phone", "fax", "whatsapp", "max")
"""Channels whose address is a phone number, or may be one."""


def reach(channel: str, value: str) -> Reach:
    """The comparable form of a contact point. What cannot be read is compared as it was written."""
    text = value.strip()
    if channel == "email":
        return Reach(text.lower())
    if channel in PHONES and (phone := phones.parse(text)):
        return Reach(phone.e164, phone.extension)
    if channel in ("phone", "fax"):
        return Reach(text.lower())
    return Reach(_account_name(text))


def _account_name(text: str) -> str:
    """A messenger's name without @ and without the address of the messenger in front."""
    bare = text.lower().removeprefix("https://").removeprefix("http://")
    for host in ("t.me/", "telegram.me/", "vk.com/", "wa.me/", "max.ru/"):
        bare = bare.removeprefix(host)
    return bare.strip("@/ ")


_IGNORED_IN_ORDER = str.maketrans("ё", "е", "«»\"“”'")


def sort_key(name: str) -> str:
    """The same key as the database generates for a party's name."""
    return name.lower().translate(_IGNORED_IN_ORDER)
