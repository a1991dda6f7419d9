"""An own field from its birth to its deletion, and back: made, filled in, listed, found, exported."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from e2e.house import go

pytestmark = [pytest.mark.req("PLT-04"), pytest.mark.req("PAR-08")]
BUILDER = "/settings/fields/party/"
LABEL = "Высота потолка"


def new_field(page: Page, kind: str) -> None:
    """N, the type, and its form is there."""
    page.keyboard.press("n")
    page.locator("#field-types").get_by_role("link", name=kind).click()
    expect(page.locator("#field-form")).to_be_visible()


def save(page: Page) -> None:
    """Ctrl+Enter, and the drawer closes."""
    page.keyboard.press("Control+Enter")
    expect(page.locator("#drawer .drawer-box")).to_have_count(0)


def make_fields(page: Page) -> str:
    """A number, and a formula that follows from it; the key of the number."""
    go(page, BUILDER)
    new_field(page, "Число")
    page.get_by_label("Название").fill(LABEL)
    page.locator("#field-form").get_by_label("Единица").fill("м")
    page.get_by_label("Сразу показывать в списке").check()
    save(page)
    new_field(page, "Формула")
    page.get_by_label("Название").fill("Ярусов")
    page.locator("[name=formula]").fill(f"округлить([{LABEL} / 2; 0)")
    expect(page.locator("#formula-check")).to_contain_text("квадратная скобка не закрыта")
    page.locator("[name=formula]").fill(f"округлить([{LABEL}] / 2; 0)")
    expect(page.locator("#formula-check")).to_contain_text("Формула даёт: число")
    save(page)
    expect(page.locator("#builder")).to_contain_text("Ярусов")
    expect(page.locator(".builder-preview").get_by_label(f"{LABEL}, м")).to_be_disabled()
    return "f_vysota_potolka"


def fill_in(page: Page) -> str:
    """Somebody fills the field in on a client's page; its address."""
    go(page, "/parties/")
    page.locator("[data-row-link]").first.click()
    page.get_by_role("link", name="Заполнить поля").click()
    page.locator("#own-form").get_by_label(f"{LABEL}, м").fill("12,5")
    save(page)
    expect(page.locator("dl").filter(has_text=LABEL)).to_contain_text("12,5 м")
    expect(page.locator("dl").filter(has_text="Ярусов")).to_contain_text("6")
    return page.url.split("?")[0]


def find(page: Page, key: str) -> None:
    """The list shows, filters and exports the field."""
    where = quote(json.dumps([key, "gte", "12"]))
    go(page, f"/parties/?where={where}")
    expect(page.get_by_role("columnheader", name=LABEL)).to_be_visible()
    expect(page.locator("tr[data-row]")).to_have_count(1)
    expect(page.locator("tr[data-row]")).to_contain_text("12,5")
    table = page.request.get(f"/parties/export.csv?where={where}").text()
    assert LABEL in table and "12,5" in table


def delete(page: Page) -> None:
    """The builder says where the field is used; deleted, it is in no form any more."""
    go(page, BUILDER)
    page.get_by_role("link", name=f"Удалить поле: {LABEL}").click()
    removal = page.locator("#field-removal")
    expect(removal).to_contain_text("Заполнено у 1 записи")
    expect(removal).to_contain_text("Где используется")
    expect(removal.get_by_role("link", name="Ярусов")).to_be_visible()
    save(page)
    expect(page.locator(".builder-tab", has_text=LABEL)).to_have_count(0)


def test_an_own_field_from_birth_to_deletion_and_back(visit: Callable[..., Page]) -> None:
    page = visit("director")
    key = make_fields(page)
    client = fill_in(page)
    find(page, key)
    go(page, f"/records/party/{client.rstrip('/').rsplit('/', 1)[-1]}/history/")
    expect(page.locator("body")).to_contain_text(LABEL)

    delete(page)
    go(page, client)
    expect(page.locator("body")).not_to_contain_text("12,5 м")
    go(page, BUILDER)
    page.get_by_text("удалённое поле").click()
    page.get_by_role("button", name=f"Вернуть поле: {LABEL}").click()
    expect(page.locator(".builder-tab", has_text=LABEL)).to_have_count(1)

    go(page, client)
    expect(page.locator("dl").filter(has_text=LABEL)).to_contain_text("12,5 м")
