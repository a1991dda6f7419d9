"""The profile of a party: every value with who gave it, when and from which source."""

from collections.abc import Iterator, Mapping
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
from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.queries import Origin, contact_points, origins
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.dates import when

NOT_SHOWN = {"name", "status", *rules.NAME_PARTS}
"""Fields that stand in the head already, or inside the full name."""


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
    """Contacts, fields, addresses, accounts: five statements. As of a day only the fields: none."""
    known = origins(party.pk) if as_of is None else {}
    lines = list(_fields(party, known))
    if as_of is not None:
        return {"lines": lines, "points": [], "may_edit": False}
    return {
        "lines": [*lines, *_addresses(party), *_accounts(party)],
        "points": contact_points(party),
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


def _addresses(party: Party) -> Iterator[Line]:
    for address in party.addresses.all():
        yield Line(
            gettext("Address"), str(address), note=str(address.get_purpose_display()).lower()
        )


def _accounts(party: Party) -> Iterator[Line]:
    for account in party.bank_accounts.all():
        note = ", ".join(filter(None, (account.bank, gettext("BIC %s") % account.bik)))
        yield Line(gettext("Account"), account.account, note=note)
