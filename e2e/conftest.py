"""What the stories share: houses to visit and a browser to visit them with."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from e2e import databases
from e2e.house import House, open_house

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a story."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)
            if not os.environ["ORBITA_CHROMIUM"]:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that has failed leaves a picture of every open page in ORBITA_PICTURES."""
    report = yield
    folder = os.environ.get("ORBITA_PICTURES")
    if report.when == "call" and report.failed and folder:
        browser = item.funcargs.get("browser")  # type: ignore[attr-defined]
        pages = [page for context in browser.contexts for page in context.pages] if browser else []
        for number, page in enumerate(pages):
            page.screenshot(path=Path(folder) / f"{item.name[:80]}-{number}.png")
    return report


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser a story: its driver runs an event loop, which other tests must not meet."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _assets_collected(_assets: None) -> None:
    """The web process serves collected assets; `./orbita test` has them ready."""
    from django.conf import settings

    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        databases.manage(settings.DATABASES["default"]["NAME"], "collectstatic", "--noinput")


@pytest.fixture(scope="session")
def originals(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """An empty database and one of the demo company, made once a run: stories work in copies."""
    base = urlsplit(os.environ["DATABASE_URL"]).path.lstrip("/")
    names = {"empty": f"test_{base}_empty", "demo": f"test_{base}_demo"}
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    made = folder / "originals.made"
    with databases.one_at_a_time(folder):
        kept = request.config.getoption("reuse_db") and databases.exists(names["demo"])
        if not made.exists() and not kept:
            databases.make_empty(names["empty"])
            databases.make_demo(names["empty"], names["demo"])
        made.touch()
    return names


@pytest.fixture(scope="session")
def house_of(
    originals: dict[str, str], _assets_collected: None, django_db_blocker: Any
) -> Callable[..., AbstractContextManager[House]]:
    """Opens a house on a copy of one of the originals; the copy goes when the house closes."""

    here = os.environ.get("PYTEST_XDIST_WORKER", "own")
    numbers = count(1)

    @contextmanager
    def opened(original: str, *, worker: bool = False) -> Iterator[House]:
        name = f"{originals[original]}_{here}_{next(numbers)}"
        databases.copy(originals[original], name)
        inside = databases.Inside(name, django_db_blocker)
        with open_house(name, inside, worker=worker) as house:
            yield house
        databases.drop(name)

    return opened


@pytest.fixture(scope="session")
def demo(house_of: Callable[..., AbstractContextManager[House]]) -> Iterator[House]:
    """The demo company at work. Stories take records of their own and leave the rest alone."""
    with house_of("demo") as house:
        yield house


@pytest.fixture
def visit(demo: House, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages in the demo company, each in a browser window of its own; closes them all."""
    pages: list[Page] = []

    def come(role: str = "", **surroundings: Any) -> Page:
        pages.append(demo.visit(browser, role, **surroundings))
        return pages[-1]

    yield come
    for page in pages:
        page.context.close()
