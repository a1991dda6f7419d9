"""What a client was: two people change it, then and today stand side by side, and all comes back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from e2e.dossiers import new_dossier, put_back
from e2e.house import House, go

pytestmark = [pytest.mark.req("PLT-17"), pytest.mark.req("PAR-09")]
NAME, LATER = "Тутаевский якорный завод", "Тутаевские якоря и цепи"
PHONE, NEWER = "+7 910 532-14-15", "+7 910 532-99-88"


def change(page: Page, address: str, **values: str) -> None:
    """E, the new values by the names of their fields, Ctrl+Enter."""
    go(page, address)
    page.keyboard.press("e")
    form = page.locator("#party-edit")
    for name, value in values.items():
        form.locator(f"[name={name.replace('_', '-')}]").first.fill(value)
    page.keyboard.press("Control+Enter")
    expect(form).to_be_hidden()


def then_page(page: Page, address: str) -> None:
    """H, and from the oldest change of two people to the record before it."""
    go(page, address)
    page.keyboard.press("h")
    acts = page.locator("#record-history .history-act")
    oldest = acts.filter(has_text=PHONE).filter(has_text=NEWER)
    oldest.get_by_role("link", name="Как было до этого изменения").click()
    expect(page.get_by_label("Как было", exact=True).last).to_be_visible()
    page.wait_for_load_state("networkidle")


def line(page: Page, text: str) -> object:
    """The line of the comparison with these words."""
    return page.locator("#then tbody tr").filter(has_text=text)


def test_a_dossier_goes_back_in_time_by_one_value_and_as_a_whole(
    demo: House, visit: Callable[..., Page]
) -> None:
    address = demo.inside(new_dossier, "seller", NAME, PHONE)
    demo.inside(put_back, address, 10)
    seller, head = visit("seller"), visit("head")
    change(seller, address, point_value=NEWER)
    change(head, address, name=LATER)

    then_page(seller, address)
    differing = seller.locator("#then tr[data-differs]")
    expect(differing).to_have_count(2)
    expect(seller.locator("#then")).to_contain_text(LATER)

    seller.get_by_role("button", name=re.compile("^Вернуть: название", re.IGNORECASE)).click()
    expect(differing).to_have_count(1)
    expect(seller.locator(".page-head")).to_be_visible()
    seller.get_by_role("button", name="Вернуть всё как было").click()
    expect(seller.locator("#then")).to_contain_text("С тех пор ничего не изменилось.")
    go(seller, address)
    expect(seller.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(seller.get_by_role("main")).to_contain_text(PHONE)

    seller.keyboard.press("Control+KeyZ")
    expect(seller.get_by_role("main")).to_contain_text(NEWER)
    expect(seller.get_by_role("heading", level=1)).to_contain_text(NAME)


def test_a_dossier_is_read_as_of_a_day(demo: House, visit: Callable[..., Page]) -> None:
    address = demo.inside(new_dossier, "seller", NAME, PHONE)
    demo.inside(put_back, address, 10)
    page = visit("seller")
    change(page, address, name=LATER, point_value=NEWER)

    day = timezone.localdate() - timedelta(days=3)
    go(page, f"{address}?as_of={day}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(page.get_by_role("main")).to_contain_text(PHONE)
    expect(page.get_by_role("main")).not_to_contain_text(NEWER)
    expect(page.get_by_role("main")).to_contain_text("менять её здесь нельзя")
    before = page.goto(f"{address}?as_of={day - timedelta(days=30)}")
    assert before is not None
    expect(page.get_by_role("main")).not_to_contain_text(LATER)
