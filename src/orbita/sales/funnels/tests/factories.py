"""Deals with a way behind them, and the check that a figure opens exactly its records."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils import timezone

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, alice
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import parse
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage, StageStay
from orbita.sales.deals.tests.factories import deal, stage
from orbita.sales.funnels.figures import Figure, rows_of

_LINK = re.compile(r'href="(/[a-z]+/\?[^"]*)" data-count="(\d+)"(?: data-sum="([\d.]+)")?')


def went(
    *days: int,
    to: str = "open",
    amount: int = 100,
    opened: date | None = None,
    owner: User | None = None,
    reason: LossReason | None = None,
    **values: Any,
) -> Deal:
    """A deal that stood so many days on each of its first stages and then ended (or did not)."""
    start = opened or timezone.localdate()
    made = deal(owner=owner or alice(), amount=Decimal(amount), opened_on=start, **values)
    at = timezone.make_aware(datetime.combine(start, datetime.min.time())) + timedelta(hours=12)
    StageStay.objects.filter(deal=made).delete()
    for place, length in enumerate(days):
        left = at + timedelta(days=length)
        last = to == Outcome.OPEN and place == len(days) - 1
        Deal.objects.filter(pk=made.pk).update(stage=stage(place), stage_since=at)
        at = at if last else left
    if to != Outcome.OPEN:
        end = Stage.objects.get(pipeline=stage().pipeline_id, outcome=to)
        closing = {"loss_reason": reason} if to == Outcome.LOST else {}
        Deal.objects.filter(pk=made.pk).update(
            stage=end, stage_since=at, closed_on=values.get("closed_on") or start, **closing
        )
    made.refresh_from_db()
    return made


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
    kind = {"/deals/": "deal", "/interactions/": "interaction"}[parts.path]
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
