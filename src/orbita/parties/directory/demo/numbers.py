"""Requisites and phones that pass every check and belong to nobody."""

from collections.abc import Callable
from itertools import product
from random import Random

from orbita.kit import requisites
from orbita.kit.requisites import Fault

Check = Callable[[str], Fault | None]


def _checked(body: str, digits: int, check: Check) -> str:
    """The body with the check digits that make it right."""
    tails = ("".join(tail) for tail in product("0123456789", repeat=digits))
    return next(body + tail for tail in tails if check(body + tail) is None)


def _some(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def company_inn(random: Random, region: str) -> str:
    """An ИНН of a company registered in a region."""
    body = f"{region}{random.randint(1, 35):02}{_some(random, 5)}"
    return _checked(body, 1, lambda text: requisites.check_inn(text, "company"))


def person_inn(random: Random, region: str) -> str:
    """An ИНН of a person."""
    body = f"{region}{random.randint(1, 35):02}{_some(random, 6)}"
    return _checked(body, 2, lambda text: requisites.check_inn(text, "person"))


def ogrn(random: Random, region: str, year: int) -> str:
    """An ОГРН given in a year (from 2002 on)."""
    body = f"1{max(year, 2002) % 100:02}{region}{_some(random, 7)}"
    return _checked(body, 1, requisites.check_ogrn)


def ogrnip(random: Random, region: str, year: int) -> str:
    """An ОГРНИП given in a year."""
    body = f"3{max(year, 2004) % 100:02}{region}{_some(random, 9)}"
    return _checked(body, 1, requisites.check_ogrnip)


def account(random: Random, bik: str, kind: str = "40702") -> str:
    """An account in roubles that fits the bank: 40702 of a company, 40802 of a sole trader."""
    text = f"{kind}8100{_some(random, 11)}"
    return text[:8] + requisites.account_digit(text, bik) + text[9:]


def office_phone(random: Random, code: str) -> str:
    """A city number; none of them begins with 0, so nobody is rung by mistake."""
    number = _some(random, 6)
    return f"+7 ({code}) 0{number[:2]}-{number[2:4]}-{number[4:]}"


def mobile(random: Random) -> str:
    """A mobile number with a code that no operator has, written in one of the usual ways."""
    code, number = random.choice(("943", "944", "946", "948")), _some(random, 7)
    parts = (code, number[:3], number[3:5], number[5:])
    return random.choice(("+7 {} {}-{}-{}", "8 ({}) {}-{}-{}", "8{}{}{}{}")).format(*parts)
