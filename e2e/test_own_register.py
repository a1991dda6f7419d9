"""A register of one's own from its birth to a board: made, filled in, moved, found, deleted, back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.house import go

pytestmark = pytest.mark.req("PLT-04")
SETTINGS = "/settings/registers/"
NAME = "Прокат техники"
LIST = "/registers/prokat_tekhniki/"


def save(page: Page) -> None:
    """Ctrl+Enter, and the drawer closes."""
    page.keyboard.press("Control+Enter")
    expect(page.locator("#drawer .drawer-box")).to_have_count(0)


def make_register(page: Page) -> None:
    """N, a ready register, one's own words; then a stage and a field more."""
    go(page, SETTINGS)
    page.keyboard.press("n")
    page.locator("#register-patterns").get_by_role("link", name="Аренда оборудования").click()
    page.get_by_label("Название раздела").fill(NAME)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{SETTINGS}*-*/")
    page.get_by_role("link", name="Новый этап").click()
    page.get_by_label("Название").fill("На ремонте")
    save(page)
    expect(page.locator("#register")).to_contain_text("На ремонте")

    page.get_by_role("link", name="Настроить поля").click()
    page.wait_for_url("**/settings/fields/r_*/")
    page.keyboard.press("n")
    page.locator("#field-types").get_by_role("link", name="Число").click()
    page.get_by_label("Название").fill("Моточасы")
    save(page)


def add_entry(page: Page) -> None:
    """From the menu to the board, and a rental with its client."""
    page.get_by_role("link", name=NAME).first.click()
    page.wait_for_url(f"**{LIST}")
    expect(page.locator(".col")).to_have_count(5)
    page.keyboard.press("n")
    form = page.locator("#entry-form")
    form.get_by_label("Оборудование").fill("Экскаватор Hitachi")
    form.get_by_label("Цена за день").fill("18 500")
    form.get_by_label("Моточасы").fill("1200")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1").filter(has_text="Экскаватор Hitachi")).to_be_visible()
    expect(page.locator("dl").filter(has_text="Цена за день")).to_contain_text("18 500 ₽")


def move(page: Page) -> None:
    """M and 2: handed out; the board shows it there, and Ctrl+Z takes it back."""
    page.keyboard.press("m")
    expect(page.locator("#stage-form")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("#record-head")).to_contain_text("Выдано")
    go(page, LIST)
    expect(page.locator(".col").nth(1).locator(".deal")).to_contain_text("Экскаватор Hitachi")
    page.keyboard.press("Control+z")
    expect(page.locator(".col").nth(0).locator(".deal")).to_contain_text("Экскаватор Hitachi")


def find(page: Page) -> None:
    """The search names it, and so does the export."""
    go(page, "/search/?q=hitachi")
    expect(page.locator("main")).to_contain_text("Экскаватор Hitachi")
    table = page.request.get(f"{LIST}export.csv").text()
    assert "Экскаватор Hitachi" in table and "Цена за день" in table


def delete_and_restore(page: Page) -> None:
    """Not while it has entries; then it leaves the menu, and comes back from the bin."""
    go(page, SETTINGS)
    page.get_by_role("link", name=NAME).last.click()
    page.get_by_role("link", name="Удалить раздел").click()
    expect(page.locator("#register-removal")).to_contain_text("В нём ещё 1 запись")
    go(page, f"{LIST}?mode=table")
    page.locator("[data-row-link]").first.click()
    page.get_by_role("button", name="Ещё").last.click()
    page.get_by_role("button", name="Удалить").click()
    page.wait_for_url(f"**{LIST}")
    go(page, SETTINGS)
    page.get_by_role("link", name=NAME).last.click()
    page.get_by_role("link", name="Удалить раздел").click()
    expect(page.locator("#register-removal")).to_contain_text("Раздел уйдёт из меню")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{SETTINGS}")
    expect(page.locator(".side")).not_to_contain_text(NAME)
    page.locator(".builder-bin summary").click()
    page.get_by_role("button", name=f"Восстановить раздел: {NAME}").click()
    expect(page.locator(".side")).to_contain_text(NAME)


def test_an_own_register_from_birth_to_a_board_and_back_from_the_bin(
    visit: Callable[..., Page],
) -> None:
    page = visit("director")
    make_register(page)
    add_entry(page)
    move(page)
    find(page)
    delete_and_restore(page)
