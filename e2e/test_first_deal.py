"""The first hour of a newcomer: the tile of the start page leads him, word by word, to a won deal."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.house import sign_in

pytestmark = pytest.mark.req("PLT-06")
NEWCOMER = "moroz"
TITLE = "Стеллажи для новой секции"


def step(page: Page, name: str) -> Locator:
    """A step of the tile «First hour»."""
    tile = page.get_by_role("region", name="Первый час")
    return tile.get_by_role("listitem").filter(has_text=name)


def my_day(page: Page) -> None:
    """Back to the start page by the menu."""
    page.get_by_role("link", name="Мой день").click()
    expect(page.get_by_role("heading", name="Мой день", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")


def open_a_client(page: Page, name: str) -> None:
    """From a step to the list of clients, and there the first of his own."""
    step(page, name).get_by_role("link", name="Открыть клиентов").click()
    expect(page.get_by_role("heading", name="Клиенты", level=1)).to_be_visible()
    page.get_by_role("link", name="Мои", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("form", name="Новая запись")).to_be_visible()
    page.wait_for_load_state("networkidle")


def write_down(page: Page, kind: str, text: str, button: str) -> None:
    """An entry of this kind in the composer of the timeline."""
    composer = page.get_by_role("form", name="Новая запись")
    composer.get_by_text(kind, exact=True).click()
    composer.get_by_role("textbox", name="Текст").fill(text)
    composer.get_by_role("button", name=button).click()


def open_own_card(page: Page) -> None:
    """From a step to the board, and there the page of the new deal."""
    page.get_by_role("link", name="Открыть доску").first.click()
    expect(page.get_by_role("heading", name="Сделки", level=1)).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")


def test_a_newcomer_wins_his_first_deal(visit: Callable[..., Page]) -> None:
    page = visit()
    sign_in(page, NEWCOMER)
    page.wait_for_load_state("networkidle")

    open_a_client(page, "Запишите звонок")
    write_down(page, "Звонок", "Ждут расчёт на стеллажи", "Записать")
    expect(page.locator("#timeline-page")).to_contain_text("Ждут расчёт на стеллажи")
    my_day(page)
    expect(step(page, "Запишите звонок")).to_have_attribute("data-done", "")

    open_a_client(page, "Запланируйте следующий шаг")
    write_down(page, "Задача", "завтра в 10 отправить расчёт", "Запланировать")
    expect(page.get_by_role("region", name="Следующие шаги")).to_contain_text("тправить расчёт")
    my_day(page)

    step(page, "Откройте сделку").get_by_role("link", name="Новая сделка").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Что продаём").fill(TITLE)
    form.get_by_label("Сумма").fill("480 тыс")
    form.get_by_label("Следующий шаг").fill("завтра в 11 позвонить")
    form.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    my_day(page)

    open_own_card(page)
    page.get_by_role("link", name="Переместить").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Квалификация")).click()
    expect(page.locator(".facts")).to_contain_text("Квалификация")
    my_day(page)
    expect(step(page, "Переместите сделку")).to_have_attribute("data-done", "")

    open_own_card(page)
    page.get_by_role("button", name="Выиграна").click()
    expect(page.locator(".record-head")).to_contain_text("Выиграна")
    my_day(page)
    expect(page.get_by_role("region", name="Первый час")).to_have_count(0)
