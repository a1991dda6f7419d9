"""A paper of a client: dropped on its page, renewed, found by what is written in it, read here."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright._impl._api_structures import FilePayload
from playwright.sync_api import Browser, Page, expect

from e2e.dossiers import new_dossier
from e2e.house import House, close, go

pytestmark = pytest.mark.req("PAR-23")
FIRST = "Спецификация: мельничные жернова, две пары.".encode()
SECOND = "Спецификация: мельничные жернова и крупорушка, три пары.".encode()


@pytest.fixture(scope="module")
def house(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """A company of its own with a worker: files are read beside."""
    with house_of("demo", worker=True) as opened:
        yield opened


@pytest.fixture
def page(house: House, browser: Browser) -> Iterator[Page]:
    """The seller whose client it is."""
    opened = house.visit(browser, "seller")
    yield opened
    close(opened)


def paper(text: bytes) -> FilePayload:
    """A text file of a browser's form."""
    return {"name": "Спецификация.txt", "mimeType": "text/plain", "buffer": text}


def test_a_paper_is_dropped_renewed_and_found_by_its_text(house: House, page: Page) -> None:
    address = house.inside(new_dossier, "seller", "Ржевская мельница", "+7 48232 2-10-11")
    go(page, address)
    page.locator("#documents-here input[type=file]").set_input_files([paper(FIRST)])
    page.locator("#documents-here").get_by_role("link", name="Спецификация", exact=True).click()
    page.wait_for_url("**/documents/*/")
    page.wait_for_load_state("networkidle")

    page.get_by_role("link", name="Новая версия").first.click()
    page.locator("#document-upload input[type=file]").set_input_files([paper(SECOND)])
    page.keyboard.press("Control+Enter")
    expect(page.locator("#document-upload")).to_be_hidden()
    versions = page.locator("#panel-document-versions")
    expect(versions).to_contain_text("Версия 2")
    expect(versions).to_contain_text("Версия 1")
    expect(page.locator(".doc-preview")).to_contain_text("крупорушка")

    document = page.url
    page.keyboard.press("Control+KeyK")
    page.keyboard.type("крупорушка", delay=15)
    palette = page.locator("#palette")
    expect(palette).to_contain_text("Спецификация")
    go(page, "/search/?q=крупорушка")
    page.get_by_role("link", name="Спецификация").first.click()
    page.wait_for_url(document)
