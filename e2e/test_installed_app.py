"""Orbita as an app: it can be installed, says when there is no connection, shows notices."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from e2e.house import House, go

READY = "async () => (await navigator.serviceWorker.ready).active.state"


@pytest.fixture(scope="module")
def office(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """A house of its own: its server is stopped here."""
    with house_of("demo") as house:
        yield house


@pytest.fixture
def page(office: House, browser: Browser) -> Iterator[Page]:
    """A seller's page on which the service worker has begun its work."""
    opened = office.visit(browser, "seller")
    opened.context.grant_permissions(["notifications"], origin=office.url)
    go(opened, "/")
    opened.evaluate(READY)
    opened.wait_for_function("navigator.serviceWorker.controller !== null")
    yield opened
    opened.context.close()


def faults_of(page: Page) -> list[str]:
    """What the browser complains of from now on."""
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return faults


def registration(tools: CDPSession) -> str:
    """The number by which the browser knows the service worker."""
    found: list[Any] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.append(event))
    tools.send("ServiceWorker.enable")
    tools.send("Runtime.evaluate", {"expression": "1"})
    return str(found[-1]["registrations"][-1]["registrationId"])


@pytest.mark.req("PLT-11")
def test_the_browser_finds_nothing_to_object_to_in_the_manifest(page: Page) -> None:
    tools = page.context.new_cdp_session(page)

    found = tools.send("Page.getAppManifest")
    told = tools.send("Page.getInstallabilityErrors")

    assert found["errors"] == []
    assert json.loads(found["data"])["short_name"] == "Орбита"
    # A window that is kept private is never installed: everything else must be in order.
    objections = {error["errorId"] for error in told["installabilityErrors"]}
    assert objections <= {"in-incognito"}


@pytest.mark.req("PLT-11")
def test_pages_with_data_are_kept_nowhere(page: Page) -> None:
    faults = faults_of(page)
    for address in ("/parties/", "/deals/", "/notices/"):
        go(page, address)

    kept = page.evaluate(
        """async () => {
          const names = await caches.keys();
          const all = await Promise.all(names.map(async (n) => (await caches.open(n)).keys()));
          return all.flat().map((request) => new URL(request.url).pathname);
        }"""
    )

    pages = [path for path in kept if not path.startswith("/static/")]
    assert sorted(pages) == ["/language", "/offline/en/", "/offline/ru/"]
    assert faults == []


@pytest.mark.req("PLT-11")
def test_a_notice_is_shown_by_the_browser(page: Page, office: House) -> None:
    tools = page.context.new_cdp_session(page)
    notice = {"title": "Напоминание", "body": "Позвонить", "url": "/notices/", "tag": "1"}

    tools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": office.url,
            "registrationId": registration(tools),
            "data": json.dumps(notice),
        },
    )

    shown = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
        .map(({ title, body, data }) => [title, body, data.url])"""
    until = time.monotonic() + 10
    while not (found := page.evaluate(shown)) and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert found == [["Напоминание", "Позвонить", "/notices/"]]


@pytest.mark.req("PLT-11")
def test_the_page_on_devices_offers_notices_and_the_choice(page: Page) -> None:
    go(page, "/push/")

    assert page.get_by_role("button", name="Получать уведомления").is_visible()
    assert page.get_by_text("только по https").is_hidden()
    page.get_by_label("Напоминание").uncheck()
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Сохранено").wait_for()
    page.reload()
    assert not page.get_by_label("Напоминание").is_checked()


@pytest.mark.req("PLT-11")
def test_without_the_server_a_page_says_so_in_the_language_of_its_reader(
    page: Page, office: House
) -> None:
    go(page, "/deals/?mode=table")

    office.stop()
    page.goto("/parties/")

    assert page.get_by_role("heading", name="Нет связи").is_visible()
    assert re.fullmatch(r".*/parties/", page.url)
    ground = page.locator("main .plain-card").evaluate(
        "card => getComputedStyle(card).borderRadius"
    )
    assert ground != "0px"
