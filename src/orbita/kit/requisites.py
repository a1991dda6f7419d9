"""Check digits of Russian requisites: ИНН, КПП, ОГРН, ОГРНИП, БИК and bank accounts.

Each check gives None for a right value or a `Fault` with values for the sentence that the user
reads («В ИНН юрлица 10 цифр, сейчас 8»). Algorithms: ИНН, КПП: order ЕД-7-14/559@ of the tax
service; ОГРН, ОГРНИП: order 165н of the ministry of finance; accounts: Bank of Russia, 515 of
08.09.1997; БИК: Bank of Russia, 762-П.
"""

import re
from dataclasses import dataclass

_SPACES = re.compile(r"[\s\u00a0\u202f-]+")
_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a requisite is wrong.

    code: `characters` (not only digits), `length`, `prefix` (starts with what cannot be), `format`,
    `check` (the check digit differs; expected and actual are the digits), `bank` (the БИК itself is
    wrong). expected: as text, alternatives parted by «|».
    """

    code: str
    expected: str
    actual: str
    subject: str = ""


def clean(text: str) -> str:
    """A requisite without the spaces and dashes that people put in for reading.

    >>> clean("7707 083-893")
    '7707083893'
    """
    return _SPACES.sub("", text)


def inn_kind(text: str) -> str | None:
    """Whose ИНН the length speaks of: "company" (10), "person" (12) or None.

    >>> inn_kind("7707083893"), inn_kind("500100732259"), inn_kind("77")
    ('company', 'person', None)
    """
    value = clean(text)
    if not _all_digits(value):
        return None
    return {10: "company", 12: "person"}.get(len(value))


def check_inn(text: str, kind: str | None = None) -> Fault | None:
    """Check an ИНН; kind "company" or "person" asks for that length.

    >>> check_inn("7707083893"), check_inn("500100732259")
    (None, None)
    >>> check_inn("77070838", "company")
    Fault(code='length', expected='10', actual='8', subject='inn')
    >>> check_inn("7707083894")
    Fault(code='check', expected='3', actual='4', subject='inn')
    """
    value = clean(text)
    lengths = {"company": (10,), "person": (12,)}.get(kind or "", (10, 12))
    if fault := _digits_of_length(value, "inn", *lengths):
        return fault
    if value.startswith("00"):
        return Fault("prefix", "01–99", "00", "inn")
    if len(value) == 10:
        right = _inn_digit(value, _INN_10)
    else:
        eleventh = _inn_digit(value, _INN_11)
        right = eleventh + _inn_digit(value[:10] + eleventh, _INN_12)
    return _compare(right, value[-len(right) :], "inn")


def check_kpp(text: str) -> Fault | None:
    """Check the format of a КПП: 4 digits, 2 digits or capital letters, 3 digits.

    >>> check_kpp("773601001"), check_kpp("7736AB001")
    (None, None)
    >>> check_kpp("77360100").code
    'length'
    """
    value = clean(text)
    if len(value) != 9:
        return Fault("length", "9", str(len(value)), "kpp")
    if not _KPP.fullmatch(value):
        return Fault("format", "NNNNPPXXX", value, "kpp")
    return None


def check_ogrn(text: str) -> Fault | None:
    """Check the ОГРН of a company (13 digits).

    >>> check_ogrn("1027700132195") is None
    True
    >>> check_ogrn("1027700132190")
    Fault(code='check', expected='5', actual='0', subject='ogrn')
    """
    value = clean(text)
    if fault := _digits_of_length(value, "ogrn", 13):
        return fault
    if value[0] not in "15":
        return Fault("prefix", "1|5", value[0], "ogrn")
    return _compare(str(int(value[:12]) % 11 % 10), value[12], "ogrn")


def check_ogrnip(text: str) -> Fault | None:
    """Check the ОГРНИП of a sole trader (15 digits).

    >>> check_ogrnip("304500116000157") is None
    True
    """
    value = clean(text)
    if fault := _digits_of_length(value, "ogrnip", 15):
        return fault
    if value[0] != "3":
        return Fault("prefix", "3", value[0], "ogrnip")
    return _compare(str(int(value[:14]) % 13 % 10), value[14], "ogrnip")


def check_bik(text: str) -> Fault | None:
    """Check a БИК: 9 digits that start with 00–04.

    >>> check_bik("044525225") is None
    True
    >>> check_bik("944525225").code
    'prefix'
    """
    value = clean(text)
    if fault := _digits_of_length(value, "bik", 9):
        return fault
    if value[:2] not in ("00", "01", "02", "03", "04"):
        return Fault("prefix", "04", value[:2], "bik")
    return None


def check_account(account: str, bik: str, *, correspondent: bool = False) -> Fault | None:
    """Check a bank account (20 digits) against the БИК of its bank. The treasury's own accounts
    (they start with 0) carry no key, only their length is checked.

    >>> check_account("40702810938000000001", "044525225") is None
    True
    >>> check_account("30101810400000000225", "044525225", correspondent=True) is None
    True
    """
    subject = "correspondent_account" if correspondent else "account"
    value = clean(account)
    if fault := _digits_of_length(value, subject, 20):
        return fault
    bank = clean(bik)
    if check_bik(bank):
        return Fault("bank", "9", bank, subject)
    if value.startswith("0"):
        return None
    right = account_digit(value, bank, correspondent=correspondent)
    return _compare(right, value[8], subject)


def account_digit(account: str, bik: str, *, correspondent: bool = False) -> str:
    """The ninth digit that makes an account fit its bank.

    A correspondent account, and any account kept by the Bank of Russia or the treasury itself, is
    keyed by the region digits of the БИК, all others by its last three.
    """
    central = bik[6:] in ("000", "001", "002") or not bik.startswith("04")
    key = "0" + bik[4:6] if correspondent or central else bik[6:]
    digits = key + account[:8] + "0" + account[9:]
    total = sum(int(digit) * (7, 1, 3)[at % 3] for at, digit in enumerate(digits))
    return str(total * 3 % 10)


def _inn_digit(value: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(d) * w for d, w in zip(value, weights, strict=False)) % 11 % 10)


def _all_digits(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _digits_of_length(value: str, subject: str, *lengths: int) -> Fault | None:
    if value and not _all_digits(value):
        return Fault("characters", "0–9", value, subject)
    if len(value) not in lengths:
        return Fault("length", "|".join(map(str, lengths)), str(len(value)), subject)
    return None


def _compare(right: str, given: str, subject: str) -> Fault | None:
    return None if right == given else Fault("check", right, given, subject)
