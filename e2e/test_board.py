"""The board: cards carried by the mouse and moved by the keyboard, sums that follow, undo."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from e2e.house import House, go
from e2e.records import new_deal, title_of

pytestmark = pytest.mark.req("SAL-02")
BOARD = '/deals/?mode=board&where=["and",["outcome","in",["open"]],["title","contains","{}"]]'


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """A seller in front of his deals."""
    return visit("seller")


def open_board(page: Page, word: str) -> None:
    """The board with the deals of which the title has this word."""
    go(page, BOARD.format(word))
    expect(page.locator(".deal").first).to_be_visible()


def column(page: Page, place: int) -> Locator:
    """The column with this place."""
    return page.locator(".col").nth(place)


def drag(page: Page, card: Locator, target: Locator) -> None:
    """Carry a card with the mouse."""
    start = card.bounding_box()
    assert start is not None
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 40, steps=4)
    page.wait_for_timeout(50)
    end = target.bounding_box()
    assert end is not None
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + min(end["height"] / 2, 60), steps=12)
    page.wait_for_timeout(200)
    page.mouse.up()


def test_a_card_carried_to_the_next_column_takes_its_sum_along(demo: House, page: Page) -> None:
    demo.inside(new_deal, "seller", "Гидравлика для пресса", 0, 1_200_000)
    demo.inside(new_deal, "seller", "Гидравлика для крана", 1, 300_000)
    open_board(page, "Гидравлика")
    card = page.get_by_role("listitem").filter(has_text="Гидравлика для пресса")
    expect(column(page, 0).locator(".col-h")).to_contain_text("1,2 млн")

    drag(page, card, column(page, 1).locator(".col-list"))

    expect(column(page, 1).locator(".deal")).to_have_count(2)
    expect(column(page, 1).locator(".col-h")).to_contain_text("1,5 млн")
    expect(column(page, 0).locator(".col-h")).not_to_contain_text("1,2 млн")
    page.reload()
    expect(column(page, 1).locator(".deal")).to_have_count(2)

    page.keyboard.press("Control+KeyZ")
    expect(column(page, 0).locator(".deal")).to_have_count(1)


def test_a_card_dropped_on_lost_asks_for_the_reason(demo: House, page: Page) -> None:
    demo.inside(new_deal, "seller", "Маслостанция новая", 2, 700_000)
    open_board(page, "Маслостанция новая")
    card = page.locator(".deal")

    carry_to_bin(page, card, "Проиграна")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", name="Почему сделка проиграна?")).to_be_visible()
    expect(column(page, 2).locator(".deal")).to_have_count(1)

    panel.get_by_role("radio").nth(1).check()
    page.keyboard.press("Control+Enter")
    expect(panel).to_be_hidden()
    expect(page.locator(".deal")).to_have_count(0)


def carry_to_bin(page: Page, card: Locator, name: str) -> None:
    """Carry a card to the bar that comes from below while one carries."""
    start = card.bounding_box()
    assert start is not None
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(start["x"] + 70, start["y"] + 60, steps=4)
    page.wait_for_timeout(300)
    end = page.locator(".drop-bar ol").filter(has_text=name).bounding_box()
    assert end is not None
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)
    page.wait_for_timeout(200)
    page.mouse.up()


def test_a_refused_drop_puts_the_card_back(demo: House, page: Page) -> None:
    key = demo.inside(new_deal, "seller", "Насосная группа", 0, 90_000)
    open_board(page, "Насосная группа")
    demo.inside(give_away, key)

    drag(page, page.locator(".deal"), column(page, 3).locator(".col-list"))

    expect(page.get_by_role("status")).not_to_be_empty()
    expect(column(page, 3).locator(".deal")).to_have_count(0)
    assert demo.inside(title_of, key) == "Насосная группа"


def give_away(key: str) -> None:
    """The deal goes to a seller of another department, without a word to the browser."""
    from orbita.platform.accounts.models import User
    from orbita.sales.deals.models import Deal

    other = User.objects.get(email="partner@demo.local")
    Deal.objects.filter(pk=key).update(owner=other)


def test_the_keyboard_moves_a_card(demo: House, page: Page) -> None:
    demo.inside(new_deal, "seller", "Клапанная плита", 0, 50_000)
    open_board(page, "Клапанная плита")

    page.keyboard.press("j")
    expect(page.locator(".deal[data-cursor]")).to_have_count(1)
    page.keyboard.press("m")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("button", name=re.compile("Переговоры"))).to_be_visible()
    page.keyboard.press("4")
    # The stage asks for the day on which the deal is expected; nothing has moved yet.
    expect(panel.get_by_label("Ожидаем")).to_be_visible()
    expect(column(page, 3).locator(".deal")).to_have_count(0)
    panel.get_by_label("Ожидаем").fill(timezone.localdate().isoformat())
    page.keyboard.press("Control+Enter")

    expect(column(page, 3).locator(".deal")).to_have_count(1)
    expect(panel).to_be_hidden()
    page.keyboard.press("Control+KeyZ")
    expect(column(page, 0).locator(".deal")).to_have_count(1)
