"""Organisations and sole traders with their requisites, addresses, accounts."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from orbita.kit.text import transliterate
from orbita.parties.directory.demo import numbers
from orbita.parties.directory.demo.people import birthday, person, points
from orbita.parties.directory.demo.places import BANKS, CITIES, STREETS, City
from orbita.parties.directory.demo.trades import FORMS, FULL_FORMS, OWN_NAMES, TAILS, Trade
from orbita.parties.directory.models import Address, BankAccount, ContactPoint, Party
from orbita.platform.ui.demo import Demo

SOURCES = {
    "Сайт": 26, "Рекомендация": 18, "Выставка": 13, "Тендерная площадка": 10, "Партнёр": 9,
    "Холодный звонок": 12, "Реклама в поиске": 8, "Вебинар": 4,
}  # fmt: skip
BY_CITY = {city.name: city for city in CITIES}
DOMAIN = "example"
"""Of all ends of an address the one that leads nowhere: no letter reaches a stranger."""


@dataclass
class Rows:
    """What is going to be stored."""

    parties: list[Party] = field(default_factory=list)
    points: list[ContactPoint] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    accounts: list[BankAccount] = field(default_factory=list)

    def store(self) -> None:
        """Write them, a table after the other."""
        Party.objects.bulk_create(self.parties, batch_size=500)
        ContactPoint.objects.bulk_create(self.points, batch_size=1000)
        Address.objects.bulk_create(self.addresses, batch_size=1000)
        BankAccount.objects.bulk_create(self.accounts, batch_size=1000)


def city(demo: Demo) -> City:
    """Where somebody is."""
    return demo.pick({place: place.weight for place in CITIES})


def firm_name(demo: Demo, trade: Trade, place: City) -> str:
    """A name such as companies of the trade have in this city, without the legal form."""
    way = demo.random.random()
    if way < 0.45:
        noun, gender = demo.random.choice(trade.nouns)
        return f"{_inflected(demo.random.choice(place.adjectives), gender)} {noun}"
    if way < 0.9:
        return demo.random.choice(trade.heads) + demo.random.choice(TAILS)
    return demo.random.choice(OWN_NAMES)


def _inflected(adjective: str, gender: str) -> str:
    return adjective if gender == "m" else adjective[:-2] + {"f": "ая", "n": "ое"}[gender]


def legal_form(demo: Demo) -> str:
    """ООО mostly."""
    return demo.pick(FORMS)


def firm(
    demo: Demo, rows: Rows, *, form: str, core: str, place: City, industry: str, status: str,
    at: datetime, owner_id: UUID,
) -> Party:  # fmt: skip
    """An organisation with all that is known about it."""
    random = demo.random
    year = random.randint(1994, at.year)
    inn = numbers.company_inn(random, place.number)
    staff = round(10 ** random.uniform(1.1, 3.4))
    domain = domain_of(core)
    party = Party(
        id=demo.key(at), form="organisation", name=f"{form} «{core}»",
        full_name=f"{FULL_FORMS[form]} «{core}»", status=status, source=demo.pick(SOURCES),
        site=f"https://{domain}", city=place.name, inn=inn, kpp=f"{inn[:4]}01001",
        ogrn=numbers.ogrn(random, place.number, year), industry=industry, employees=staff,
        revenue=Decimal(round(staff * random.uniform(1.8, 9) * 10) * 100_000), founded_in=year,
        created_at=at, owner_id=owner_id,
    )  # fmt: skip
    rows.parties.append(party)
    given = [("phone", numbers.office_phone(random, place.code)), ("email", f"info@{domain}")]
    if demo.chance(0.4):
        given.insert(1, ("phone", numbers.office_phone(random, place.code)))
    if demo.chance(0.25):
        given.append(("email", f"zakupki@{domain}"))
    rows.points += points(party.pk, given)
    _addresses(demo, rows, party, place)
    _account(demo, rows, party, "40702", 0.85)
    return party


def sole_trader(
    demo: Demo, rows: Rows, *, place: City, industry: str, at: datetime, **more: Any
) -> Party:
    """An ИП."""
    who = person(demo)
    year = demo.random.randint(2005, at.year)
    party = Party(
        id=demo.key(at), form="sole_trader", name=f"ИП {who.full}", full_name=who.full,
        last_name=who.last, first_name=who.first, middle_name=who.middle, born_on=birthday(demo),
        inn=numbers.person_inn(demo.random, place.number), industry=industry, city=place.name,
        ogrn=numbers.ogrnip(demo.random, place.number, year), source=demo.pick(SOURCES),
        revenue=Decimal(demo.random.randint(30, 900) * 100_000), created_at=at, **more,
    )  # fmt: skip
    rows.parties.append(party)
    rows.points += points(
        party.pk,
        [("phone", numbers.mobile(demo.random)), ("email", f"{who.mailbox}@mail.{DOMAIN}")],
    )
    _addresses(demo, rows, party, place)
    _account(demo, rows, party, "40802", 0.6)
    return party


def domain_of(core: str) -> str:
    """The address of a company's site, made of its name."""
    plain = re.sub(r"[^a-z0-9]+", "-", transliterate(core).lower().replace("'", ""))
    return f"{plain.strip('-')}.{DOMAIN}"


def _street(demo: Demo) -> str:
    street = f"{demo.random.choice(STREETS)}, д. {demo.random.randint(1, 140)}"
    return street + (f", стр. {demo.random.randint(1, 9)}" if demo.chance(0.3) else "")


def address(demo: Demo, party: Party, place: City, purpose: str) -> Address:
    """An address in a city."""
    return Address(
        party_id=party.pk, purpose=purpose, country="Россия", region=place.region, city=place.name,
        street=_street(demo), postcode=f"{place.postcode}{demo.random.randint(1, 180):03}",
    )  # fmt: skip


def _addresses(demo: Demo, rows: Rows, party: Party, place: City) -> None:
    rows.addresses.append(address(demo, party, place, "legal"))
    if demo.chance(0.5):
        rows.addresses.append(address(demo, party, place, "actual"))
    if demo.chance(0.35):
        rows.addresses.append(address(demo, party, place, "delivery"))


def _account(demo: Demo, rows: Rows, party: Party, kind: str, share: float) -> None:
    if demo.chance(share):
        bank, bik, correspondent = demo.random.choice(BANKS)
        number = numbers.account(demo.random, bik, kind)
        rows.accounts.append(
            BankAccount(
                party_id=party.pk, bank=bank, bik=bik, correspondent=correspondent, account=number
            )
        )
