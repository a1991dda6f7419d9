"""A board of 5,000 cards is as quick as one of fifty: opened, scrolled, dragged, moved by a key."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.house import House, close, go
from e2e.test_board import column, drag

pytestmark = [pytest.mark.req("SAL-02"), pytest.mark.req("PLT-18")]
CARDS, STAGES, DRAWN = 5_000, 5, 30
BOARD = '/deals/?mode=board&where=["and",["outcome","in",["open"]],["title","contains","Жатва"]]'
MOST_SECONDS = 4
"""Two are promised; a machine that runs other tests meanwhile gets twice as much."""


@pytest.fixture(scope="module")
def house(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """The demo company with a seller who has 5,000 open deals."""
    with house_of("demo") as opened:
        opened.inside(fill)
        yield opened


def fill() -> None:
    """A thousand deals of 100,000 ₽ on each stage of the first pipeline, in one statement."""
    from django.db import connection
    from django.utils import timezone

    from orbita.platform.accounts.models import User
    from orbita.platform.keys import uuid7
    from orbita.sales.deals.models import Deal, Stage

    owner = User.objects.get(email="seller@demo.local")
    found = Stage.objects.filter(outcome="open").order_by("pipeline__position", "position")
    now = timezone.now()
    Deal.objects.bulk_create(
        Deal(
            id=uuid7(),
            title=f"Жатва {number:04}",
            owner=owner,
            stage=stage,
            stage_since=now,
            created_at=now,
            opened_on=now.date(),
            amount=100_000,
            expected_on=now.date(),
        )
        for stage in found[:STAGES]
        for number in range(CARDS // STAGES)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def head(page: Page, place: int, count: int, total: str) -> None:
    """The head of a column says so many cards and this sum."""
    top = column(page, place).locator(".col-h")
    expect(top).to_contain_text(re.compile(rf"\b{count}\b"))
    expect(top).to_contain_text(re.compile(total))


def test_a_board_of_five_thousand_cards(house: House, browser: Browser) -> None:
    page = house.visit(browser, "seller")
    go(page, "/")
    began = time.monotonic()
    page.goto(BOARD)
    expect(page.locator(".deal").first).to_be_visible()
    assert time.monotonic() - began < MOST_SECONDS
    page.wait_for_load_state("networkidle")
    for place in range(STAGES):
        expect(column(page, place).locator(".deal")).to_have_count(DRAWN)
        head(page, place, 1000, r"100\sмлн")

    # What is below comes when one scrolls there.
    column(page, 2).locator(".deal").nth(DRAWN - 1).scroll_into_view_if_needed()
    expect(column(page, 2).locator(".deal")).to_have_count(2 * DRAWN)

    drag(page, column(page, 0).locator(".deal").first, column(page, 1).locator(".col-list"))
    head(page, 0, 999, r"99,9\sмлн")
    head(page, 1, 1001, r"100\sмлн")

    page.keyboard.press("j")
    expect(page.locator(".deal[data-cursor]")).to_have_count(1)
    page.keyboard.press("m")
    expect(page.locator("#stage-form")).to_be_visible()
    page.keyboard.press("5")
    expect(page.locator("#stage-form")).to_be_hidden()
    head(page, 4, 1001, r"100\sмлн")
    close(page)
