"""Who the clients are: known ones, organisations of all trades, sole traders, people."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from orbita.kit.text import strip_legal_form
from orbita.parties.directory.demo import firms, trades
from orbita.parties.directory.demo.people import person, person_party, personal_points
from orbita.parties.directory.demo.places import City
from orbita.platform.accounts.demo import sellers_of
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail

FIRMS, PUBLIC, SOLE_TRADERS, PEOPLE = 288, 14, 34, 46
CAPITALS = ("Москва", "Санкт-Петербург")
SHARES = {"seller": 2.2, "seller2": 1.4, "elkin": 1.3, "vlasov": 0.6}
"""How many clients a seller has, against his colleagues."""
OLDEST = 1250
"""Days since the first client came."""


@command
def gather_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Some 360 organisations, sole traders and people, with owners by region."""
    rows = firms.Rows()
    owners = _Owners(demo)
    names: set[str] = set()
    for arrival in (_known, _firms, _public, _others):
        arrival(demo, rows, owners, names)
    for _number in range(SOLE_TRADERS):
        place, at = firms.city(demo), _since(demo)
        trade = demo.pick({trade: trade.weight for trade in trades.TRADES[:6]})
        firms.sole_trader(
            demo, rows, place=place, industry=trade.name, at=at, owner_id=owners.of(place),
            status=_status(demo, at),
        )  # fmt: skip
    _people(demo, rows, owners)
    rows.store()


class _Owners:
    """Who looks after whom: corporate sellers the capitals, the others the regions."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.by_mail = dict(User.objects.values_list("email", "pk"))
        self.sellers = {
            name: [(seller, SHARES.get(login, 1)) for login, seller in sellers_of(name)]
            for name in ("Корпоративные продажи", "Региональные продажи")
        }

    def named(self, login: str) -> UUID:
        return self.by_mail[mail(login)]

    def of(self, place: City) -> UUID:
        name = "Корпоративные" if place.name in CAPITALS else "Региональные"
        return self.demo.pick(dict(self.sellers[f"{name} продажи"]))


def _since(demo: Demo) -> datetime:
    """When somebody became known to us: more of them lately."""
    days = OLDEST * demo.random.random() ** 1.3 + 3
    return demo.moment(demo.workday(demo.ago(days)))


def _status(demo: Demo, at: datetime) -> str:
    if (demo.today - at.date()).days < 90:
        return demo.pick({"new": 6, "active": 4})
    return demo.pick({"active": 62, "at_risk": 9, "sleeping": 20, "former": 9})


def _known(demo: Demo, rows: firms.Rows, owners: _Owners, names: set[str]) -> None:
    for name, industry, city, login, status in trades.KNOWN:
        form, core = strip_legal_form(name)
        days = demo.random.randint(20, 60) if status == "new" else demo.random.randint(850, OLDEST)
        names.add(core)
        firms.firm(
            demo, rows, form=form, core=core, place=firms.BY_CITY[city], industry=industry,
            status=status, at=demo.moment(demo.workday(demo.ago(days))),
            owner_id=owners.named(login),
        )  # fmt: skip


def _firms(demo: Demo, rows: firms.Rows, owners: _Owners, names: set[str]) -> None:
    weights = {trade: trade.weight for trade in trades.TRADES}
    for _number in range(FIRMS):
        place, trade, at = firms.city(demo), demo.pick(weights), _since(demo)
        core = _new_name(demo, trade, place, names)
        firms.firm(
            demo, rows, form=firms.legal_form(demo), core=core, place=place, industry=trade.name,
            status=_status(demo, at), at=at, owner_id=owners.of(place),
        )  # fmt: skip


def _new_name(demo: Demo, trade: trades.Trade, place: City, names: set[str]) -> str:
    """A name that nobody has; a city's second company of a name carries the city."""
    for core in _names(demo, trade, place):
        if core not in names:
            names.add(core)
            return core
    raise AssertionError


def _names(demo: Demo, trade: trades.Trade, place: City) -> Iterator[str]:
    for _try in range(4):
        yield firms.firm_name(demo, trade, place)
    while True:
        core = firms.firm_name(demo, trade, place)
        yield f"{core} {demo.random.choice(('Плюс', 'Инвест', 'и партнёры', place.name))}"


def _public(demo: Demo, rows: firms.Rows, owners: _Owners, names: set[str]) -> None:
    for number in range(PUBLIC):
        form, industry, pattern = trades.PUBLIC[number % len(trades.PUBLIC)]
        place, at = firms.city(demo), _since(demo)
        core = pattern.format(demo.random.randint(2, 90))
        core = f"{core} {place.name}" if core in names else core
        names.add(core)
        firms.firm(
            demo, rows, form=form, core=core, place=place, industry=industry, at=at,
            status=_status(demo, at), owner_id=owners.of(place),
        )  # fmt: skip


def _others(demo: Demo, rows: firms.Rows, owners: _Owners, names: set[str]) -> None:
    for industry, login, count, heads in trades.OTHERS:
        trade = trades.Trade(industry, 1, (("компания", "f"), ("завод", "m")), tuple(heads.split()))
        for _number in range(count):
            place, at = firms.city(demo), _since(demo)
            core = _new_name(demo, trade, place, names)
            firms.firm(
                demo, rows, form=firms.legal_form(demo), core=core, place=place, industry=industry,
                status="active", at=at, owner_id=owners.named(login),
            )  # fmt: skip


def _people(demo: Demo, rows: firms.Rows, owners: _Owners) -> None:
    """People who buy for themselves: a rack for the garage, a trolley."""
    for _number in range(PEOPLE):
        place, at, who = firms.city(demo), _since(demo), person(demo)
        party = person_party(
            demo, who, at=at, city=place.name, source=demo.pick(firms.SOURCES),
            owner_id=owners.of(place), status=_status(demo, at),
        )  # fmt: skip
        rows.parties.append(party)
        rows.points += personal_points(demo, party, who, f"mail.{firms.DOMAIN}")
        rows.addresses.append(firms.address(demo, party, place, "home"))
