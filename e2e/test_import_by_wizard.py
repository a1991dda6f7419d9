"""A company brings its own clients: a file of its spreadsheet, looked at, tried, imported, undone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.house import House, close, go

pytestmark = pytest.mark.req("PLT-13")
LINES = (
    "Наименование;ИНН;Телефон;E-mail;Город;Любимый цвет",
    "ООО «Гжельский фарфор»;7707083893;+7 (496) 123-45-67, 8 916 000-11-22;post@gzhel.example;Гжель;синий",
    "АО «Тульский самовар»;7728168971;8 (4872) 55-44-33;info@samovar.example;Тула;",
    "ООО «Павловская ложка»;;89200001122;;Павлово;серый",
    ";;нет;;;",
)


@pytest.fixture(scope="module")
def house(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """The demo company with its worker: imports are long work."""
    with house_of("demo", worker=True) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """As a spreadsheet of a Russian Windows saves it: semicolons, cp1251."""
    path = tmp_path / "Клиенты 2026.csv"
    path.write_bytes("\r\n".join(LINES).encode("cp1251"))
    return path


def test_own_clients_come_in_and_go_again(house: House, browser: Browser, file: Path) -> None:
    page = house.visit(browser, "admin")
    upload(page, file)
    columns(page)
    run(page)
    found(page, "Гжельский фарфор", count=1)

    go(page, "/imports/")
    page.get_by_role("link", name=file.name).click()
    page.get_by_role("button", name="Откатить импорт").click()
    expect(page.get_by_text("Импорт отменён откатом")).to_be_visible(timeout=30_000)
    found(page, "Гжельский фарфор", count=0)
    close(page)


def upload(page: Page, file: Path) -> None:
    """From the list of clients to the wizard, and the file into it."""
    go(page, "/parties/")
    page.get_by_role("link", name="Импорт").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Отправить файл").click()


def columns(page: Page) -> None:
    """What the columns are is guessed; the unknown one becomes a note."""
    row = page.get_by_role("row").filter(has_text="Наименование")
    expect(row).to_contain_text("Гжельский фарфор")
    for head, field in (("Наименование", "name"), ("ИНН", "inn"), ("Любимый цвет", "details")):
        expect(page.get_by_role("combobox", name=head, exact=True)).to_have_value(field)
    page.get_by_role("button", name="Проверить").click()


def run(page: Page) -> None:
    """The trial says what would happen; then it happens."""
    page.locator("section[id^=work-] a").click(timeout=30_000)
    expect(page.locator(".facts-list")).to_contain_text("Строк в файле4")
    expect(page.get_by_role("table")).to_contain_text("5")
    page.get_by_role("button", name="Импортировать", exact=True).click()
    page.locator("section[id^=work-] a").click(timeout=30_000)
    expect(page.get_by_role("heading", name="Файл загружен")).to_be_visible()


def found(page: Page, words: str, *, count: int) -> None:
    """How many clients the palette finds by these words."""
    go(page, "/parties/")
    page.keyboard.press("Control+KeyK")
    with page.expect_response("**/search/palette/**"):
        page.keyboard.type(words)
    expect(page.locator("#palette").get_by_role("option", name=words)).to_have_count(count)
