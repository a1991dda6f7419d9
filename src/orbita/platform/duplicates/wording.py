"""Reasons in the words of the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

Text = str | Promise


@dataclass(frozen=True)
class Chip:
    """A reason as it is shown: green speaks for sameness, red against it."""

    text: str
    tone: str


_NAMES: dict[str, Text] = {
    "name:last": gettext_lazy("last name"),
    "name:first": gettext_lazy("first name"),
    "name:middle": gettext_lazy("middle name"),
    "company": pgettext_lazy("client", "name"),
    "form": gettext_lazy("legal form"),
    "phone": pgettext_lazy("reason", "phone"),
    "mail": pgettext_lazy("reason", "e-mail"),
    "account": gettext_lazy("messenger"),
    "site": gettext_lazy("site"),
    "born": gettext_lazy("birthday"),
    "street": gettext_lazy("address"),
    "more": gettext_lazy("address, second line"),
    "city": gettext_lazy("city"),
    "region": gettext_lazy("region"),
    "postcode": gettext_lazy("postcode"),
    "code:inn": gettext_lazy("INN"),
    "code:kpp": gettext_lazy("KPP"),
    "code:ogrn": gettext_lazy("OGRN / OGRNIP"),
    "title": gettext_lazy("subject"),
}


def named(field: str) -> str:
    """What a field is called; a column that no field holds is called by its head."""
    known = _NAMES.get(field)
    return str(known) if known is not None else field.partition(":")[2] or field


def chips(reasons: Iterable[Sequence[Any]], most: int = 8) -> list[Chip]:
    """Reasons (field, level, highest level, weight), those for sameness first."""
    told = sorted(reasons, key=lambda one: -one[3])[:most]
    return [
        _chip(str(field), int(level), int(top), float(weight)) for field, level, top, weight in told
    ]


def _chip(field: str, level: int, top: int, weight: float) -> Chip:
    name = named(field)
    if weight < 0:
        return Chip(_("other: %(field)s") % {"field": name}, "red")
    if level >= (top - 2 if field == "company" else top):
        return Chip(_("same: %(field)s") % {"field": name}, "green")
    return Chip(_("alike: %(field)s") % {"field": name}, "amber")
