"""What a seller may not see does not exist for him: not in a list, not in search, not by address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.house import House, go
from e2e.records import new_client

NAME = "Вязниковский сеялочный комбинат"


@pytest.mark.req("PLT-09")
def test_a_seller_does_not_find_the_client_of_another(
    demo: House, visit: Callable[..., Page]
) -> None:
    address = demo.inside(new_client, "seller", NAME)
    owner, stranger = visit("seller"), visit("seller2")

    for page, seen in ((owner, 1), (stranger, 0)):
        go(page, "/parties/?q=Вязниковский+сеял")
        expect(page.get_by_role("link", name=NAME)).to_have_count(seen)
        page.keyboard.press("Control+KeyK")
        page.get_by_role("combobox", name="Найти").press_sequentially("сеялочный")
        expect(page.locator("#palette").get_by_role("option", name=NAME)).to_have_count(seen)

    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(stranger.get_by_text(NAME)).to_have_count(0)
