"""The check that a figure on a page opens exactly its records."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import parse
from orbita.platform.lists.figures import Figure, rows_of
from orbita.platform.lists.slots import screens

_LINK = re.compile(r'href="(/[a-z]+/\?[^"]*)" data-count="(\d+)"(?: data-sum="([\d.]+)")?')


@dataclass(frozen=True)
class Link:
    """A figure of a page: where it leads, and what it says stands there."""

    url: str
    count: int
    amount: Decimal | None


def links(client: Client, address: str) -> list[Link]:
    """Every figure of a page that leads to records."""
    page = client.get(address)
    assert page.status_code == 200, address
    return list(_links(page.content.decode()))


def _links(page: str) -> Iterator[Link]:
    for url, count, amount in _LINK.findall(page):
        yield Link(html.unescape(url), int(count), Decimal(amount) if amount else None)


def behind(link: Link, by: Actor) -> tuple[int, Decimal | None]:
    """How many records the list behind a figure shows, and their sum where the figure has one."""
    parts = urlsplit(link.url)
    kind = next(screen.kind for screen in screens if f"/{screen.address}" == parts.path)
    rows = rows_of(by, parse(parse_qs(parts.query)["where"][0]), kind)
    if link.amount is None:
        return rows.count(), None
    return rows.count(), sum((row.amount or Decimal(0) for row in rows), Decimal(0))


def assert_figures_open_their_records(client: Client, address: str, by: User) -> int:
    """Each figure equals the list behind it. Gives how many figures there were."""
    found = links(client, address)
    asker = actor(by)
    said = {link.url: (link.count, link.amount) for link in found}
    shown = {link.url: behind(link, asker) for link in found}
    assert said == shown, address
    return len(found)


def behind_figure(figure: Figure, by: Actor) -> tuple[int, Decimal | None]:
    """The same for a figure that was not drawn."""
    return behind(Link(figure.url, figure.count, figure.amount), by)
