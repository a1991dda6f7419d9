"""A client is lent to a colleague for a term: found, explained, and gone once it is taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from e2e.dossiers import new_dossier
from e2e.house import House, go

pytestmark = pytest.mark.req("PLT-09")
NAME = "Кологривская смолокурня"


def shares(page: Page, address: str) -> None:
    """The drawer with those who have the record by a share."""
    go(page, address)
    page.get_by_role("button", name="Ещё действия").click()
    page.locator("#record-more").get_by_role("link", name="Поделиться").click()
    expect(page.locator("#record-shares")).to_be_visible()


def test_a_client_is_shared_for_a_term_and_taken_back(
    demo: House, visit: Callable[..., Page]
) -> None:
    address = demo.inside(new_dossier, "seller", NAME, "+7 49443 5-10-20")
    owner, stranger = visit("seller"), visit("seller2")
    answer = stranger.goto(address)
    assert answer is not None and answer.status == 404

    shares(owner, address)
    owner.get_by_label("С кем").select_option(label="Игорь Савельев")
    until = timezone.localdate() + timedelta(days=7)
    owner.get_by_label("До конца дня").fill(until.isoformat())
    owner.get_by_label("Зачем").fill("Помогает с пуском")
    owner.keyboard.press("Control+Enter")
    expect(owner.locator("#record-shares")).to_contain_text("Помогает с пуском")

    go(stranger, "/parties/?q=Кологривская")
    stranger.get_by_role("link", name=NAME).first.click()
    expect(stranger.get_by_role("heading", level=1)).to_contain_text(NAME)
    stranger.wait_for_load_state("networkidle")
    stranger.get_by_role("button", name="Ещё действия").click()
    stranger.locator("#record-more").get_by_role("link", name="Почему я это вижу").click()
    expect(stranger.locator("#record-why")).to_contain_text("Анна Крылова")
    expect(stranger.locator("#record-why")).to_contain_text("Помогает с пуском")

    shares(owner, address)
    owner.get_by_role("button", name="Забрать").click()
    expect(owner.locator("#record-shares")).not_to_contain_text("Игорь Савельев, ")
    answer = stranger.goto(address)
    assert answer is not None and answer.status == 404
