"""The pictures of the README: docs/pictures/*.png of a running demo company, in Russian.

    ./orbita up --demo --port 8000
    python -m devtools.screenshots --url http://localhost:8000

needs the packages of requirements/dev.txt and a Chromium (ORBITA_CHROMIUM names one).
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from devtools.palette_png import with_palette
from devtools.sources import ROOT

PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1440, 900
MOST_BYTES = 200_000
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
)
SELLER, PASSWORD = "seller@demo.local", "orbita-demo"
WON = '["and",["outcome","in",["won"]],["owner","in",["me"]]]'


@dataclass(frozen=True)
class Picture:
    """A file, how to come to what it shows, and the theme."""

    name: str
    show: Callable[[Page], None]
    theme: str = "light"


def board(page: Page) -> None:
    """The deals on their stages."""
    page.goto("/deals/?mode=board")
    page.locator("#main .deal").first.wait_for()


def dossier(page: Page) -> None:
    """The client of the seller's largest won deal: a page with something on each side."""
    page.goto(f"/deals/?mode=table&where={WON}&sort=-amount")
    address = page.locator("#main tbody a[href^='/parties/']").first.get_attribute("href")
    page.goto(address or "/parties/")
    page.locator("#record-head").wait_for()


def palette(page: Page) -> None:
    """The list of clients with the palette above it, answering to the wrong keyboard layout."""
    page.goto("/parties/")
    page.locator("#main tbody a[data-row-link]").first.wait_for()
    page.keyboard.press("Control+KeyK")
    page.locator("#palette input[name=q]").press_sequentially("ctdth", delay=30)
    page.locator("#palette-records [role=option]").first.wait_for()


def day(page: Page) -> None:
    """The seller's day."""
    page.goto("/")
    page.locator("#promising article").first.wait_for()


def inbox(page: Page) -> None:
    """The unsorted requests with the first of them."""
    page.goto("/leads/inbox/")
    page.locator("#inbox-list .inbox-row").first.wait_for()


def funnel(page: Page) -> None:
    """The funnel of sales, as a chart and as a table."""
    page.goto("/funnels/")
    page.locator("[data-controller~=chart] :is(canvas, svg)").first.wait_for()


PICTURES_OF = (
    Picture("day", day),
    Picture("inbox", inbox),
    Picture("funnel", funnel),
    Picture("board", board),
    Picture("dossier", dossier),
    Picture("palette", palette),
    Picture("dossier-dark", dossier, "dark"),
)


def take(browser: Browser, picture: Picture, url: str) -> Path:
    """One picture, in a session of its own."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": WIDTH, "height": HEIGHT},
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        color_scheme="dark" if picture.theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    sign_in(page)
    picture.show(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    target = PICTURES / f"{picture.name}.png"
    target.write_bytes(with_palette(page.screenshot(animations="disabled", caret="hide")))
    context.close()
    return target


def sign_in(page: Page) -> None:
    """Sign in as the seller of the demo company."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", SELLER)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/accounts/login/" not in address)


def chromium() -> str:
    """A Chromium of this machine."""
    found = os.environ.get("ORBITA_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), "")
    if not found:
        raise SystemExit("There is no Chromium here: install one, or name it by ORBITA_CHROMIUM.")
    return found


def main(arguments: list[str]) -> int:
    """Take the pictures; 1 when one of them is too large for the README."""
    parser = argparse.ArgumentParser(prog="python -m devtools.screenshots", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000", help="default: %(default)s")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="of these pictures alone")
    said = parser.parse_args(arguments)
    PICTURES.mkdir(parents=True, exist_ok=True)
    too_large = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        for picture in PICTURES_OF:
            if said.only and picture.name not in said.only:
                continue
            target = take(browser, picture, said.url.rstrip("/"))
            size = target.stat().st_size
            too_large = too_large or size > MOST_BYTES
            note = "  too large" if size > MOST_BYTES else ""
            print(f"{target.relative_to(ROOT)}  {size / 1000:.0f} kB{note}")
        browser.close()
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
