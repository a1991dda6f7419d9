"""Words for wrong requisites: what is wrong and how it should be."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from orbita.kit.requisites import Fault

NAMES = {
    "inn": lambda: _("INN"),
    "kpp": lambda: _("KPP"),
    "ogrn": lambda: _("OGRN"),
    "ogrnip": lambda: _("OGRNIP"),
    "bik": lambda: _("BIC"),
    "account": lambda: pgettext("in the …", "account number"),
    "correspondent_account": lambda: pgettext("in the …", "correspondent account number"),
}


def sentence(fault: Fault) -> str:
    """What the user reads about a requisite: «В ИНН 10 цифр, сейчас 8»."""
    name = NAMES[fault.subject]()
    values = {"name": name, "expected": fault.expected, "actual": fault.actual}
    if fault.code == "characters":
        return _("The %(name)s has only digits.") % values
    if fault.code == "length":
        return _length(fault, name)
    if fault.code == "prefix":
        return _("The %(name)s cannot begin with %(actual)s. Check the first digits.") % values
    if fault.code == "bank":
        return _("Give the BIC of the bank first: the number is checked against it.")
    if fault.code == "check" and fault.subject in ("account", "correspondent_account"):
        return _("The number does not fit this bank. Check the account and the BIC.")
    if fault.code == "check":
        return _("A digit of the %(name)s is wrong: the check digit does not fit.") % values
    return _("The %(name)s looks different: 4 digits, 2 digits or letters, 3 digits.") % values


def _length(fault: Fault, name: str) -> str:
    if "|" in fault.expected:
        return _("The %(name)s has 10 digits (company) or 12 (sole trader), now %(actual)s.") % {
            "name": name,
            "actual": fault.actual,
        }
    return ngettext(
        "The %(name)s has %(expected)s digit, now %(actual)s.",
        "The %(name)s has %(expected)s digits, now %(actual)s.",
        int(fault.expected),
    ) % {"name": name, "expected": fault.expected, "actual": fault.actual}
