"""A company starts: four steps, requisites that are checked, and the first page to fill."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.house import House, close

WORDS = {
    "ru": {
        "welcome": "Добро пожаловать в Орбиту",
        "name": "Название компании",
        "go_on": "Продолжить",
        "start": "Начать работу",
        "clients": "Клиенты",
        "empty": "Здесь пока пусто",
        "first": "Новый клиент",
    },
    "en": {
        "welcome": "Welcome to Orbita",
        "name": "Company name",
        "go_on": "Continue",
        "start": "Start working",
        "clients": "Clients",
        "empty": "Nothing here yet",
        "first": "New client",
    },
}


@pytest.fixture(scope="module")
def empty(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """An installation in which nobody has been."""
    with house_of("empty") as house:
        yield house


@pytest.mark.req("PLT-18")
def test_whoever_comes_first_is_welcomed_in_the_language_of_his_browser(
    empty: House, browser: Browser
) -> None:
    page = empty.visit(browser, language="en")
    page.goto("/parties/")

    expect(page.get_by_role("heading", name=WORDS["en"]["welcome"])).to_be_visible()
    expect(page.get_by_label(WORDS["en"]["name"])).to_be_focused()
    close(page)


def test_a_company_starts_in_four_steps(empty: House, browser: Browser) -> None:
    page = empty.visit(browser)
    words = WORDS["ru"]
    page.goto("/")
    expect(page.get_by_role("heading", name=words["welcome"])).to_be_visible()

    page.locator("input[name=name]").fill("Северный ветер")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name=words["go_on"]).click()

    requisites(page)

    page.locator("input[name=first_name]").fill("Олег")
    page.locator("input[name=last_name]").fill("Тихонов")
    page.locator("input[name=email]").fill("oleg@example.com")
    page.locator("input[name=password]").fill("тихая-гавань-73")
    page.get_by_role("button", name=words["go_on"]).click()

    expect(page.get_by_text("Северный ветер").first).to_be_visible()
    expect(page.get_by_text("7707083893")).to_be_visible()
    page.get_by_role("button", name=words["start"]).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Мой день")
    page.get_by_role("link", name=words["clients"]).first.click()
    expect(page.get_by_text(words["empty"])).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=words["first"]).last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    close(page)


def requisites(page: Page) -> None:
    """A wrong tax number is refused with a sentence and the focus; the right one passes."""
    page.locator("input[name=name]").fill("Северный ветер")
    number = page.locator("input[name=inn]")
    number.fill("77070838")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("В ИНН 10 цифр, сейчас 8")).to_be_visible()
    expect(number).to_have_attribute("aria-invalid", "true")

    number.fill("7707083893")
    page.locator("input[name=kpp]").fill("773601001")
    page.get_by_role("button", name=WORDS["ru"]["go_on"]).click()
    expect(page.locator("input[name=first_name]")).to_be_focused()
