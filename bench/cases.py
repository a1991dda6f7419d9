"""What is measured: lists, board, dossier, palette, saving."""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from bench.filling import LONG_TIMELINE, Filled
from bench.measuring import Ask, Case
from bench.site import Answer, Client
from orbita.parties.classifier.models import Branch
from orbita.parties.segments.models import Segment

SOME = 50
OPEN = ["outcome", "in", ["open"]]
CALLS = ["and", ["kind", "in", ["call"]], ["at", "within", "last_7"]]
CITIES = ("Москва", "Самара", "Тверь", "Казань", "Пермь", "Омск")


def cases(filled: Filled, client: Client) -> list[Case]:
    """Every case, with records that the signed-in user sees."""
    parties, deals = _ids("directory_party", filled), _ids("deals_deal", filled)
    long = _long_party()
    branch = str(Branch.objects.get(name="Торговля").pk)
    segment = str(Segment.objects.get().pk)
    seen = "owner_id = ANY(%s)"
    names = _column(
        f"SELECT name FROM directory_party WHERE form <> 'person' AND {seen} LIMIT 500",
        [list(filled.seen)],
    )
    phones = _column(
        "SELECT normal FROM directory_contactpoint c JOIN directory_party p ON p.id = party_id"
        f" WHERE channel = 'phone' AND {seen} LIMIT 500",
        [list(filled.seen)],
    )
    return [
        _list("parties: first page", "/parties/"),
        _list("parties: in a branch, by client", _filtered("/parties/", ["branch", "under", [branch]])),
        _lists(
            "parties: city and state",
            [
                _filtered("/parties/", ["and", ["city", "is", city], ["status", "in", ["active"]]])
                for city in CITIES
            ],
        ),
        _list("parties: two keys", "/parties/?sort=city,-revenue"),
        _list("parties: next page", _next(client, "/parties/")),
        _list("parties: totals", "/parties/totals/"),
        _lists("parties: search box", [f"/parties/?{urlencode({'q': name.split()[-1][:6]})}" for name in names]),
        _list("deals: first page", "/deals/?mode=table"),
        _lists(
            "deals: sum and client's city",
            [
                _filtered("/deals/", ["and", ["amount", "gte", 2_000_000], ["party.city", "is", city]])
                + "&mode=table"
                for city in CITIES
            ],
        ),
        _list("deals: two keys", "/deals/?mode=table&sort=stage,-amount"),
        _list("deals: next page", _next(client, "/deals/?mode=table")),
        _list("deals: totals", "/deals/totals/?mode=table"),
        _list("deals: board", "/deals/?mode=board"),
        _list("deals: my open board", _filtered("/deals/", ["and", OPEN, ["owner", "in", ["me"]]])),
        _list("contacts: first page", "/interactions/"),
        _list("contacts: calls of a week", _filtered("/interactions/", CALLS)),
        _lists("dossier: frame", [f"/parties/{key}/" for key in parties]),
        _lists("dossier: timeline", [_timeline(key) for key in parties], fragment=True),
        _list(f"dossier: timeline of {LONG_TIMELINE}", _timeline(long), fragment=True),
        _lists("dossier: deals panel", [f"/records/party/{key}/panels/deals/" for key in parties], fragment=True),
        _lists("deal: record", [f"/deals/{key}/" for key in deals]),
        _list("my day: whom to work on", "/day/promising/", fragment=True),
        _list("my day: the month", "/day/gap/", fragment=True),
        _list("leads: inbox", "/leads/inbox/"),
        _list("leads: first page", "/leads/?mode=table"),
        _list("segment: its clients", _filtered("/parties/", ["segment", "in", [segment]])),
        Case("segment: computed again", _again(segment), writes=True),
        _list("funnel: this year", "/funnels/"),
        _list("funnel: days on a stage", "/funnels/times/", fragment=True),
        _list("forecast: this year", "/deals/forecast/"),
        _list("refusals: by class of clients", "/funnels/refusals/"),
        _palette("palette: part of a name", [name.split()[-1].strip("«»")[:5] for name in names]),
        _palette("palette: part of a phone", [phone[-7:] for phone in phones]),
        _palette("palette: a typo", [_typo(name) for name in names]),
        Case("save: a deal's amount", _save(deals), writes=True),
    ]  # fmt: skip


def _ids(table: str, filled: Filled) -> list[str]:
    """Some records of those whom the user sees."""
    return _column(
        f"SELECT id::text FROM {table} WHERE owner_id = ANY(%s) ORDER BY md5(id::text) LIMIT {SOME}",
        [list(filled.seen)],
    )


def _column(sql: str, parameters: Sequence[Any] = ()) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def _long_party() -> str:
    return _column(
        "SELECT party_id::text FROM timeline_interaction GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    )[0]


def _filtered(address: str, where: Sequence[object]) -> str:
    return f"{address}?{urlencode({'where': json.dumps(where, ensure_ascii=False)})}"


def _timeline(key: str) -> str:
    return f"/records/party/{key}/panels/timeline/"


def _typo(name: str) -> str:
    """A name with two letters changed over."""
    word = name.split()[1].strip("«»") if " " in name else name
    return word[:2] + word[3:4] + word[2:3] + word[4:]


def _next(client: Client, address: str) -> str:
    """The address of the page after the first one."""
    body = client.twin().get(address).body.decode()  # the data took long: its connection is closed
    found = re.search(r'href="([^"]*cursor=[^"]*)"', body)
    assert found, f"no next page at {address}"
    return found[1].replace("&amp;", "&")


def _list(name: str, address: str, *, fragment: bool = False) -> Case:
    return _lists(name, [address], fragment=fragment)


def _lists(name: str, addresses: Sequence[str], *, fragment: bool = False) -> Case:
    def ask(client: Client, number: int) -> Answer:
        return client.get(addresses[number % len(addresses)], fragment=fragment)

    return Case(name, ask)


def _palette(name: str, texts: Sequence[str]) -> Case:
    addresses = [f"/search/palette/?{urlencode({'q': text})}" for text in texts]
    return _lists(name, addresses, fragment=True)


def _again(segment: str) -> Ask:
    """Two conditions and a measure over all clients."""

    def ask(client: Client, number: int) -> Answer:
        return client.post(f"/segments/{segment}/recomputing/", {})

    return ask


def _save(deals: Sequence[str]) -> Ask:
    def ask(client: Client, number: int) -> Answer:
        key = deals[number % len(deals)]
        amount = str(100_000 + number * 500)
        return client.post(f"/deals/cells/{key}/amount/?mode=table", {"value": amount})

    return ask
