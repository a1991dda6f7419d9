"""A person asks to be forgotten: noted, handed his data, erased, and nowhere to be found after."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.dossiers import key_of, new_person
from e2e.house import House, close, go

pytestmark = pytest.mark.req("PAR-27")
LAST, FIRST, PHONE = "Жмеринковская", "Евлампия", "+7 916 555-44-33"
VALUES = (LAST, FIRST, "555-44-33", "9165554433")


@pytest.fixture(scope="module")
def house(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """A company of its own with a worker: archives and erasures are long work."""
    with house_of("demo", worker=True) as opened:
        yield opened


@pytest.fixture
def page(house: House, browser: Browser) -> Iterator[Page]:
    """The director, who answers for personal data."""
    opened = house.visit(browser, "director")
    yield opened
    close(opened)


def more(page: Page, address: str, name: str) -> None:
    """One of the acts behind «Ещё»."""
    go(page, address)
    page.get_by_role("button", name="Ещё действия").click()
    page.locator("#record-more").get_by_text(name, exact=True).click()


def note_request(page: Page, address: str) -> None:
    """What the person asks stands on his page, with the day until which to answer."""
    more(page, address, "Запрос о данных")
    form = page.locator("#privacy-form")
    form.get_by_label("Просит").select_option(label="Удалить мои данные")
    form.get_by_label("Как поступил").fill("письмом")
    page.keyboard.press("Control+Enter")
    expect(form).to_be_hidden()
    go(page, address)
    expect(page.get_by_role("main")).to_contain_text("Удалить мои данные")


def take_archive(page: Page, address: str, folder: Path) -> None:
    """All that is known of him, as a file to hand over."""
    more(page, address, "Выгрузить персональные данные")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Сохранить архив").click()
    packed = zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes()))
    texts = "".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())
    assert all(value in texts for value in (LAST, FIRST, "9165554433"))


def erase(page: Page, address: str) -> None:
    """Only with the word typed by hand."""
    more(page, address, "Обезличить персональные данные")
    form = page.locator("#erasure-form")
    form.get_by_label("Причина").fill("Просьба человека")
    form.get_by_label("Введите").fill("да")
    form.get_by_role("button", name="Обезличить навсегда").click()
    expect(form).to_contain_text("это необратимо")
    form.get_by_label("Введите").fill("обезличить")
    form.get_by_role("button", name="Обезличить навсегда").click()
    expect(page.get_by_role("link", name="К актам обезличивания")).to_be_visible()


def test_a_person_is_forgotten_as_he_asked(house: House, page: Page, tmp_path: Path) -> None:
    address = house.inside(new_person, "seller", LAST, FIRST, PHONE)
    note_request(page, address)
    take_archive(page, address, tmp_path)
    erase(page, address)

    page.get_by_role("link", name="К актам обезличивания").click()
    expect(page.get_by_role("main")).to_contain_text("Обезличенное лицо №")
    key = key_of(address)
    places = (
        address,
        f"/records/party/{key}/history/",
        f"/records/party/{key}/then/?all=1",
        f"/parties/?q={LAST}",
        f"/search/?q={LAST}",
        "/search/?q=9165554433",
        "/journal/",
        "/subject-requests/",
    )
    for place in places:
        answer = page.goto(place)
        assert answer is not None and answer.ok, place
        shown = page.get_by_role("main").inner_text()
        assert not [value for value in VALUES if value in shown], place
