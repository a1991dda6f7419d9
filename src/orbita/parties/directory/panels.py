"""The profile of a party: every value with who gave it, when and from which source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext

from orbita.kit.money import format_amount
from orbita.parties.directory import rules
from orbita.parties.directory.models import Address, BankAccount, ContactPoint, Form, Party
from orbita.parties.directory.queries import Origin, origins
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.queries import parts_as_of
from orbita.platform.ui.dates import when

NOT_SHOWN = {"name", "status", *rules.NAME_PARTS}
"""Fields that stand in the head already, or inside the full name."""


PARTS: Mapping[str, type[Any]] = {
    "contact_points": ContactPoint,
    "addresses": Address,
    "bank_accounts": BankAccount,
}
"""What stands in the profile beside the fields, by the name of the collection."""

WIDE = 18
"""Values longer than this stand below their labels: the column is narrow."""


@dataclass(frozen=True)
class Line:
    """A value of the profile: `hint` says where it came from, `url` leads to a call or a site."""

    label: str | Promise
    value: str
    hint: str = ""
    note: str = ""
    url: str = ""
    is_outside: bool = False
    is_doubtful: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether it needs the whole width, below its label."""
        return len(self.value) > WIDE


def profile(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any]:
    """Contacts, fields, addresses, accounts: five statements; as of a day three."""
    known = origins(party.pk) if as_of is None else {}
    lines = list(_fields(party, {} if actor.hidden.get("party") else known))
    if as_of is not None:
        points, addresses, accounts = (
            parts_as_of(model, "party", party.pk, as_of) if actor.sees("party", name) else []
            for name, model in PARTS.items()
        )
        lines += [*_addresses(addresses), *_accounts(accounts)]
        return {"lines": lines, "points": points, "may_edit": False}
    return {
        "lines": [
            *lines,
            *_addresses(party.addresses.all()),
            *_accounts(party.bank_accounts.all()),
        ],
        "points": list(party.contact_points.all()),
        "may_edit": allows(actor, "parties.edit", party),
    }


def _fields(party: Party, known: Mapping[str, Origin]) -> Iterator[Line]:
    names = [name for name in rules.FIELDS[party.form] if name not in NOT_SHOWN]
    if party.form != Form.ORGANISATION:
        names.insert(0, "full_name")
    for name in names:
        value = getattr(party, name)
        if value in (None, "") or (name == "full_name" and value == party.name):
            continue
        yield Line(
            _label(name, party.form),
            _worded(name, value),
            hint=_hint(known.get(name)),
            url=_site(str(value)) if name == "site" else "",
            is_outside=name == "site",
            is_doubtful=name in party.doubtful,
        )
    for name, value in party.details.items():
        yield Line(name, str(value), hint=_hint(known.get("details")))


def _label(name: str, form: str) -> str:
    if name == "full_name" and form != Form.ORGANISATION:
        return pgettext("person", "Full name")
    if name == "ogrn":
        return gettext("OGRN") if form == Form.ORGANISATION else gettext("OGRNIP")
    return capfirst(str(Party.field(name).verbose_name))


def _worded(name: str, value: Any) -> str:
    if name == "revenue" and isinstance(value, Decimal):
        return format_amount(value, "RUB", get_language() or "ru")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def _site(value: str) -> str:
    """The address of a site; only http and https are followed."""
    if "://" not in value:
        return f"https://{value}"
    return value if value.lower().startswith(("http://", "https://")) else ""


def _hint(origin: Origin | None) -> str:
    """Who gave a value, when, and from which source."""
    if origin is None:
        return ""
    day = when(origin.at, "date")
    words = {"by": origin.by or "Orbita", "day": day, "source": origin.source}
    if origin.source:
        return gettext("%(by)s, %(day)s, from %(source)s") % words
    return gettext("%(by)s, %(day)s") % words


def _addresses(rows: Iterable[Address]) -> Iterator[Line]:
    for address in rows:
        yield Line(
            gettext("Address"), str(address), note=str(address.get_purpose_display()).lower()
        )


def _accounts(rows: Iterable[BankAccount]) -> Iterator[Line]:
    for account in rows:
        note = ", ".join(filter(None, (account.bank, gettext("BIC %s") % account.bik)))
        yield Line(gettext("Account"), account.account, note=note)
