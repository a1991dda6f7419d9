"""An employee makes a key and tries the API from the page that describes it; nothing else is needed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.house import House, go

pytestmark = pytest.mark.req("PLT-14")


def test_a_first_call_from_the_page(demo: House, visit: Callable[..., Page]) -> None:
    page = visit("seller")
    go(page, "/profile/keys/")
    page.get_by_role("link", name="Создать ключ").click()
    page.get_by_label("Для какой программы").fill("Проба")
    page.keyboard.press("Control+Enter")
    secret = page.locator("#key-secret-value").input_value()
    assert secret.startswith("orb_")

    go(page, "/api/")
    page.locator("#deals > summary").click()
    go(page, "/api/operations/deals_list/")
    page.locator("#call-key").fill(secret)
    page.locator("#call-query").fill("limit=2&count=exact&outcome=open")
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_role("status").filter(has_text="200")).to_be_visible()
    expect(page.locator("[data-api-call-target=answer]")).to_contain_text('"count"')

    go(page, "/profile/keys/")
    page.get_by_role("button", name="Отозвать").first.click()
    expect(page.locator("#api-keys")).to_contain_text("отозван")
