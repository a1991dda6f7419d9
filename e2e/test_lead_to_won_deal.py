"""From a request on the site to a won deal, as the seller goes this way by keys."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from e2e.house import go

pytestmark = [pytest.mark.req("SAL-25"), pytest.mark.req("SAL-26"), pytest.mark.req("SAL-02")]
COMPANY = "Камышинский пуговичный завод"
WISH = "Нужны упаковочные столы, 14 штук, с подсветкой"


def ask(page: Page) -> None:
    """A visitor of the site sends the public form."""
    page.goto("/f/site/")
    page.get_by_label("Что вас интересует?").fill(WISH)
    page.get_by_label("Как вас зовут?").fill("Семён Рыбаков")
    page.get_by_label("Компания").fill(COMPANY)
    page.get_by_label("Телефон").fill("+7 905 313-77-20")
    page.get_by_role("button", name="Отправить заявку").click()
    expect(page.get_by_role("heading", name="Спасибо")).to_be_visible()


def walk_to(page: Page, row: Locator) -> None:
    """J, or K, until the cursor stands on the row."""
    rows = page.locator(".inbox-row")
    names = rows.all_inner_texts()
    place = next(number for number, name in enumerate(names) if COMPANY in name)
    here = page.locator(".inbox-row[data-cursor]").evaluate(
        "row => [...row.parentElement.children].indexOf(row)"
    )
    for _ in range(abs(place - here)):
        page.keyboard.press("j" if place > here else "k")
    expect(row).to_have_attribute("data-cursor", "")


def pane(page: Page) -> Locator:
    """The lead that is open beside the list."""
    return page.get_by_role("region", name="Выбранная заявка")


def convert(page: Page) -> None:
    """C, a next step in words, Ctrl+Enter: nothing is typed twice."""
    expect(pane(page)).to_contain_text(WISH)
    expect(pane(page).get_by_role("link", name="Сделать клиентом")).to_be_visible()
    page.wait_for_load_state("networkidle")  # a new page: its keys listen once its scripts are here
    page.keyboard.press("c")
    form = page.locator("#conversion-form")
    expect(form.get_by_label("Компания")).to_have_value(COMPANY)
    expect(form.get_by_label("Контактное лицо")).to_have_value("Семён Рыбаков")
    form.get_by_label("Следующий шаг").fill("завтра в 10 позвонить")
    page.keyboard.press("Control+Enter")
    expect(form).to_be_hidden()
    expect(pane(page)).not_to_contain_text(WISH)


def move(page: Page, digit: str) -> None:
    """M and the digit of a stage."""
    page.keyboard.press("m")
    expect(page.locator("#stage-form")).to_be_visible()
    page.keyboard.press(digit)
    expect(page.locator("#stage-form")).to_be_hidden()


def asked(page: Page, field: str, value: str) -> None:
    """The stage asks for what is missing; it is given, and the deal goes on."""
    form = page.locator("#missing-form")
    form.get_by_label(field).fill(value)
    page.keyboard.press("Control+Enter")
    expect(form).to_be_hidden()


def test_a_request_of_the_site_becomes_a_won_deal(visit: Callable[..., Page]) -> None:
    seller = visit("seller")
    with seller.expect_websocket():
        go(seller, "/leads/inbox/")
    seller.wait_for_timeout(300)

    ask(visit())
    row = seller.locator(".inbox-row").filter(has_text=COMPANY)
    expect(row).to_be_visible()
    walk_to(seller, row)
    seller.keyboard.press("k")
    expect(row).not_to_have_attribute("data-cursor", "")
    seller.keyboard.press("j")
    expect(pane(seller)).to_contain_text(WISH)
    seller.keyboard.press("a")
    expect(row).to_have_count(0)

    # Converted, taken back, converted again.
    seller.get_by_role("link", name=re.compile("У меня в работе")).click()
    convert(seller)
    seller.keyboard.press("Control+KeyZ")
    expect(row).to_be_visible()
    walk_to(seller, row)
    convert(seller)

    find_the_deal(seller)
    facts = seller.locator(".facts")
    move(seller, "2")
    expect(facts).to_contain_text("Квалификация")
    move(seller, "3")
    asked(seller, "Сумма", "640 тыс")
    expect(facts).to_contain_text("КП отправлено")
    expect(facts).to_contain_text(re.compile(r"640\s000"))
    move(seller, "4")
    asked(seller, "Ожидаем", (timezone.localdate() + timedelta(days=20)).isoformat())
    expect(facts).to_contain_text("Переговоры")
    move(seller, "w")
    expect(seller.locator(".record-head")).to_contain_text("Выиграна")

    timeline = seller.locator("#timeline-page")
    for told in (WISH, "Квалификация", "КП отправлено", "Переговоры", "выиграна"):
        expect(timeline).to_contain_text(told)


def find_the_deal(page: Page) -> None:
    """From the palette to the client, from its page to the deal."""
    page.keyboard.press("Control+KeyK")
    page.keyboard.type("Камышинский", delay=15)
    palette = page.locator("#palette")
    expect(palette.get_by_role("option", name=COMPANY).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=re.compile(COMPANY))).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("main")).to_contain_text("завтра, 10:00")
    deals = page.locator("#panel-deals")
    deals.get_by_role("link", name=re.compile("упаковочные столы")).click()
    page.wait_for_url("**/deals/*/")
    page.wait_for_load_state("networkidle")
