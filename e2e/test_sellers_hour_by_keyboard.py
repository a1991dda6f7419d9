"""A seller's hour without a mouse: find, call, plan, finish, move, edit, give away, undo."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.house import House, go, sign_in
from e2e.records import name_of, new_client, new_deal

CLIENT = "Тарусская фабрика вышивки"
WRONG_LAYOUT = "nfheccrfz af,hbrf"
BOARD = '/deals/?mode=board&where=["and",["outcome","in",["open"]],["title","contains","{}"]]'
TABLE = '/deals/?mode=table&sort=title&where=["title","contains","{}"]'


def focus_is_on(page: Page, selector: str) -> None:
    """The focus is on this element or inside of it."""
    page.wait_for_function(
        "selector => Boolean(document.activeElement?.closest(selector))", arg=selector
    )


def open_by_palette(page: Page, words: str, found: str) -> None:
    """Ctrl+K, type, Enter."""
    page.keyboard.press("Control+KeyK")
    page.keyboard.type(words, delay=15)
    expect(page.locator("#palette").get_by_role("option", name=found).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/parties/[0-9a-f-]{36}/"))
    page.wait_for_load_state("networkidle")


@pytest.mark.req("SAL-08")
@pytest.mark.req("PAR-07")
def test_a_call_and_its_next_step(demo: House, visit: Callable[..., Page]) -> None:
    demo.inside(new_client, "seller", CLIENT)
    page = visit()
    sign_in(page, "seller")
    page.wait_for_load_state("networkidle")

    open_by_palette(page, WRONG_LAYOUT, CLIENT)
    expect(page.get_by_role("heading", level=1)).to_have_text(CLIENT)
    expect(page.get_by_text("Нет следующего шага. Запланируйте: клавиша T.")).to_be_visible()

    # A call: the kind is chosen by the arrows, the text is written, Ctrl+Enter writes it down.
    page.keyboard.press("l")
    focus_is_on(page, ".composer textarea")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Ждут образцы до пятницы")
    page.keyboard.press("Control+Enter")
    entry = page.locator("#timeline-page article").first
    expect(entry).to_contain_text("Ждут образцы до пятницы")
    expect(entry).to_contain_text("звонок")

    # A next step in words.
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    focus_is_on(page, ".composer textarea")
    page.keyboard.type("завтра в 10 отправить образцы")
    page.keyboard.press("Control+Enter")
    steps = page.get_by_role("region", name="Следующие шаги")
    expect(steps).to_contain_text("тправить образцы")
    expect(steps).to_contain_text("завтра, 10:00")

    # The step is done; the page asks for the next one.
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("d")
    focus_is_on(page, "#follow-up input[name=next]")
    page.keyboard.type("через неделю узнать мнение")
    page.keyboard.press("Control+Enter")
    expect(steps).to_contain_text("знать мнение")
    expect(page.locator("#timeline-page")).to_contain_text("тправить образцы")


@pytest.mark.req("SAL-02")
def test_the_board_by_arrows(demo: House, visit: Callable[..., Page]) -> None:
    for place, title in enumerate(("Иглы на пробу", "Иглы, партия 1", "Иглы, партия 2")):
        demo.inside(new_deal, "seller", title, place, 10_000)
    page = visit("seller")
    go(page, "/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/deals/")
    go(page, BOARD.format("Иглы"))

    cursor = page.locator(".deal[data-cursor]")
    page.keyboard.press("j")
    expect(cursor).to_contain_text("Иглы на пробу")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(cursor).to_contain_text("Иглы, партия 2")
    page.keyboard.press("ArrowLeft")
    expect(cursor).to_contain_text("Иглы, партия 1")

    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator(".col").nth(2).locator(".deal")).to_have_count(2)
    page.keyboard.press("Control+KeyZ")
    expect(page.locator(".col").nth(2).locator(".deal")).to_have_count(1)


@pytest.mark.req("PAR-02")
def test_cells_are_edited_one_after_another(demo: House, visit: Callable[..., Page]) -> None:
    for number in range(1, 4):
        demo.inside(new_deal, "seller", f"Нитки, партия {number}", 0, 1_000)
    page = visit("seller")
    go(page, TABLE.format("Нитки"))
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(3)

    page.keyboard.press("j")
    page.keyboard.press("e")
    focus_is_on(page, "[data-field=stage] select")
    page.keyboard.press("Tab")
    focus_is_on(page, "[data-field=amount] input")
    page.keyboard.type("125 000,50")
    page.keyboard.press("Tab")
    amount = rows.nth(0).locator("[data-field=amount]")
    expect(amount).to_contain_text(re.compile(r"125\s000,50"))
    focus_is_on(page, "[data-field=expected_on] input")
    page.keyboard.press("Shift+Tab")
    focus_is_on(page, "[data-field=amount] input")
    page.keyboard.press("Escape")
    focus_is_on(page, "tr[data-cursor]")

    page.keyboard.press("Control+KeyZ")
    expect(amount).to_contain_text(re.compile(r"^1\s000"))


@pytest.mark.req("PLT-09")
def test_rows_are_given_to_a_colleague_and_taken_back(
    demo: House, visit: Callable[..., Page]
) -> None:
    for number in range(1, 5):
        demo.inside(new_deal, "seller", f"Пяльцы, партия {number}", 0, 1_000)
    page = visit("head")
    go(page, TABLE.format("Пяльцы"))
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(4)

    for key in ("j", "x", "j", "j", "Shift+x"):
        page.keyboard.press(key)
    bar = page.get_by_role("form", name="Действия с выбранными")
    expect(bar).to_contain_text("Выбрано: 3")

    bar.get_by_role("button", name="Ответственный").focus()
    page.keyboard.press("Enter")
    focus_is_on(page, "#drawer form select")
    colleague = demo.inside(name_of, "seller2")
    chosen = page.locator("#drawer select option:checked")
    for _ in range(page.locator("#drawer select option").count()):
        page.keyboard.press("ArrowDown")
        if chosen.inner_text() == colleague:
            break
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="3 сделки")).to_be_visible()
    expect(rows.filter(has_text=colleague)).to_have_count(3)

    page.keyboard.press("Control+KeyZ")
    expect(rows.filter(has_text=colleague)).to_have_count(0)


def test_the_sheet_of_keys_and_a_look_from_the_list(
    demo: House, visit: Callable[..., Page]
) -> None:
    page = visit("seller")
    go(page, "/parties/")
    expect(page.locator("tbody tr").first).to_be_visible()

    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Клавиши")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()

    page.keyboard.press("j")
    page.keyboard.press("Space")
    look = page.locator("#drawer .drawer-h h2")
    names = page.locator("tbody tr a[data-row-link]").all_inner_texts()
    expect(look).to_have_text(names[0])
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(look).to_have_text(names[2])
    page.keyboard.press("k")
    expect(look).to_have_text(names[1])
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(names[1])
