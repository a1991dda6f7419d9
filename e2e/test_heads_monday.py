"""A head's Monday: the day, the figures and what is behind them, a plan, a hand-over, a rule."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.house import House, close, go

GIVER, RECEIVER = "Артём Власов", "Екатерина Мороз"


@pytest.fixture(scope="module")
def house(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """A company of its own: plans are changed and clients are handed over here."""
    with house_of("demo") as opened:
        yield opened


@pytest.fixture
def page(house: House, browser: Browser) -> Iterator[Page]:
    """The head of sales in front of the analysis, as he gets there from his day."""
    opened = house.visit(browser, "head")
    go(opened, "/")
    opened.get_by_role("link", name="Анализ продаж").click()
    expect(opened.get_by_role("heading", name="Анализ продаж", level=1)).to_be_visible()
    yield opened
    close(opened)


def tab(page: Page, name: str) -> None:
    """Another tab of the analysis."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("table.analysis").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def row(page: Page, name: str) -> Locator:
    """The line of the first table with this head."""
    rows = page.locator("table.analysis").first.locator("tbody tr")
    return rows.filter(has=page.get_by_role("rowheader", name=name)).first


def opens_as_many(page: Page, figure: Locator) -> None:
    """A figure, clicked, opens a list with exactly so many records; back again."""
    said = figure.get_attribute("data-count")
    figure.click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#totals")).to_contain_text(re.compile(rf"^{said}\s"))
    page.go_back()
    expect(page.locator("table.analysis").first).to_be_visible()


@pytest.mark.req("SAL-04")
def test_a_figure_of_the_funnel_opens_its_deals(page: Page) -> None:
    opens_as_many(page, row(page, "Переговоры").get_by_role("cell").nth(4).get_by_role("link"))

    page.get_by_role("combobox", name="Сравнить").select_option(label="год назад")
    page.wait_for_url("**compare=year_ago**")
    expect(row(page, "Переговоры")).to_contain_text("было")


@pytest.mark.req("SAL-05")
def test_activity_opens_its_contacts(page: Page) -> None:
    tab(page, "Активность")
    opens_as_many(page, row(page, "Екатерина Мороз").get_by_role("link").first)


@pytest.mark.req("MKT-11")
def test_a_cell_of_the_refusals_opens_its_deals(page: Page) -> None:
    tab(page, "Отказы")
    opens_as_many(page, row(page, "Дорого").get_by_role("cell").nth(1).get_by_role("link"))


@pytest.mark.req("SAL-03")
def test_a_figure_of_the_forecast_opens_its_deals(page: Page) -> None:
    tab(page, "Прогноз")
    opens_as_many(page, row(page, "январь").get_by_role("link").first)


@pytest.mark.req("SAL-06")
def test_a_plan_is_written_into_a_cell(page: Page) -> None:
    tab(page, "План")
    cell = row(page, RECEIVER).get_by_role("textbox").nth(10)
    year = row(page, RECEIVER).get_by_role("cell").last
    before = year.inner_text()
    cell.fill("9,4 млн")
    cell.press("Enter")
    expect(year).not_to_have_text(before)
    page.reload()
    expect(row(page, RECEIVER).get_by_role("textbox").nth(10)).to_have_value(
        re.compile(r"9\s400\s000")
    )


@pytest.mark.req("SAL-23")
def test_a_colleagues_clients_are_handed_over(page: Page) -> None:
    page.keyboard.press("Control+KeyK")
    page.keyboard.type("передать дела", delay=15)
    page.locator("#palette").get_by_role("option", name="Передать дела").first.click()
    page.get_by_label("От кого").select_option(label=GIVER)
    page.get_by_role("checkbox", name=RECEIVER).check()
    page.get_by_role("button", name="Показать, что уйдёт").click()
    expect(page.get_by_role("table")).to_contain_text(RECEIVER)
    page.get_by_role("button", name=re.compile(r"^Передать \d+")).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(GIVER)
    page.get_by_role("button", name="Вернуть").click()
    expect(page.get_by_role("status").first).not_to_be_empty()


@pytest.mark.req("SAL-29")
def test_a_rule_is_tried_and_switched_on(page: Page) -> None:
    page.get_by_role("link", name="Сделки", exact=True).click()
    page.get_by_role("link", name="Автоматизация").click()
    rule = page.get_by_role("listitem").filter(has_text="сказать руководителю").first
    rule.get_by_role("link", name="Проверить").click()
    trial = page.locator("#drawer")
    expect(trial).to_contain_text("Сообщить")
    page.keyboard.press("Escape")
    expect(trial).to_be_hidden()

    switch = rule.get_by_role("switch")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
