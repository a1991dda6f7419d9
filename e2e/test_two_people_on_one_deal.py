"""Two people have the same deal open: each sees the other's change, and nothing is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.house import House
from e2e.records import new_deal, new_lines

pytestmark = pytest.mark.req("SAL-02")


def both(visit: Callable[..., Page], address: str) -> tuple[Page, Page]:
    """The seller and the head of his department on the same page, connected for live changes."""
    seller, head = visit("seller"), visit("head")
    for page in (seller, head):
        with page.expect_websocket():
            page.goto(address)
        page.wait_for_timeout(300)
    return seller, head


def change(page: Page, **values: str) -> None:
    """Open the form of the deal with E, type, save."""
    page.keyboard.press("e")
    form = page.locator("#drawer form")
    expect(form).to_be_visible()
    for name, value in values.items():
        form.locator(f"[name={name}]").fill(value)


def test_a_change_appears_on_the_other_screen_without_a_reload(
    demo: House, visit: Callable[..., Page]
) -> None:
    key = demo.inside(new_deal, "seller", "Швейный станок", 0, 500_000)
    seller, head = both(visit, f"/deals/{key}/")
    expect(head.locator(".facts")).to_contain_text("500 000")

    change(seller, amount="640000")
    seller.keyboard.press("Control+Enter")

    expect(seller.locator(".facts")).to_contain_text("640 000")
    expect(head.locator(".facts")).to_contain_text("640 000")


def test_changes_of_different_fields_are_both_kept(demo: House, visit: Callable[..., Page]) -> None:
    key = demo.inside(new_deal, "seller", "Раскройный стол", 0, 500_000)
    seller, head = both(visit, f"/deals/{key}/")

    change(seller, amount="510000")
    change(head, title="Раскройный стол с подсветкой")
    seller.keyboard.press("Control+Enter")
    expect(seller.locator("#drawer form")).to_be_hidden()
    head.keyboard.press("Control+Enter")
    expect(head.locator("#drawer form")).to_be_hidden()

    for page in (seller, head):
        expect(page.get_by_role("heading", level=1)).to_have_text("Раскройный стол с подсветкой")
        expect(page.locator(".facts")).to_contain_text("510 000")


def test_the_second_of_two_changes_of_one_field_is_told(
    demo: House, visit: Callable[..., Page]
) -> None:
    key = demo.inside(new_deal, "seller", "Оверлок", 0, 500_000)
    seller, head = both(visit, f"/deals/{key}/")

    change(seller, amount="520000")
    change(head, amount="480000")
    seller.keyboard.press("Control+Enter")
    expect(seller.locator("#drawer form")).to_be_hidden()
    head.keyboard.press("Control+Enter")

    expect(head.locator("#drawer form")).to_contain_text("Анна Крылова")
    expect(head.locator("#drawer form [name=amount]")).to_have_value("480000")
    expect(seller.locator(".facts")).to_contain_text("520 000")


def change_price(page: Page, line: int, price: str) -> None:
    """Open the editor of the lines with I, write another price into a line."""
    page.keyboard.press("i")
    rows = page.locator("#drawer .line-row")
    expect(rows.nth(line)).to_be_visible()
    rows.nth(line).get_by_label("Цена").fill(price)


@pytest.mark.req("SAL-16")
def test_changes_of_different_lines_are_both_kept(demo: House, visit: Callable[..., Page]) -> None:
    key = demo.inside(new_deal, "seller", "Швейная фурнитура", 0)
    demo.inside(new_lines, "seller", key, ("Челнок", "Шпуля"))
    seller, head = both(visit, f"/deals/{key}/")

    change_price(seller, 0, "1500")
    change_price(head, 1, "2000")
    for page in (seller, head):
        page.keyboard.press("Control+Enter")
        expect(page.locator("#drawer form")).to_be_hidden()

    for page in (seller, head):
        expect(page.locator(".facts")).to_contain_text(re.compile(r"35\s000"))


def test_a_new_card_appears_on_the_board_of_the_other(
    demo: House, visit: Callable[..., Page]
) -> None:
    demo.inside(new_deal, "seller", "Пуговицы, склад 1", 0, 10_000)
    board = '/deals/?mode=board&where=["title","contains","Пуговицы"]'
    _seller, head = both(visit, board)
    expect(head.locator(".deal")).to_have_count(1)

    demo.inside(new_deal, "seller", "Пуговицы, склад 2", 1, 20_000)

    expect(head.locator(".deal")).to_have_count(2)
