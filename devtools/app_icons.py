"""The pictures of the installed app, drawn from the logo: platform/pwa/static/pwa/icons/*.png.

    python -m devtools.app_icons

needs the packages of requirements/dev.txt and a Chromium (ORBITA_CHROMIUM names one).
"""

import os
import shutil
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from devtools.sources import ROOT

LOGO = ROOT / "src/orbita/platform/ui/static/ui/img/orbita.svg"
ICONS = ROOT / "src/orbita/platform/pwa/static/pwa/icons"
GROUND = "#2d55d7"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Icon:
    """A picture: its side, how much of it the logo takes, and what is behind."""

    name: str
    side: int
    share: float = 1.0
    ground: str = "transparent"
    plain: bool = False


DRAWN = (
    Icon("icon-192", 192),
    Icon("icon-512", 512),
    # Systems cut a circle or a rounded square out of these: the logo keeps to the inner part.
    Icon("maskable-192", 192, 0.86, GROUND),
    Icon("maskable-512", 512, 0.86, GROUND),
    Icon("apple-180", 180, 0.92, GROUND),
    # Only its outline counts: Android paints it in one colour.
    Icon("badge-96", 96, 1.0, plain=True),
)


def draw(page: Page, icon: Icon) -> bytes:
    """One picture as PNG."""
    logo = LOGO.read_text()
    if icon.plain:
        logo = logo.replace(f'<circle cx="12" cy="12" r="11" fill="{GROUND}"/>', "")
        logo = logo.replace("#f5b942", "#fff")
    size = icon.side * icon.share
    page.set_viewport_size({"width": icon.side, "height": icon.side})
    page.set_content(
        f"<style>*{{margin:0}}body{{background:{icon.ground};display:grid;place-content:center;"
        f"block-size:{icon.side}px}}svg{{inline-size:{size}px;block-size:{size}px}}</style>{logo}"
    )
    return page.screenshot(omit_background=True)


def main() -> None:
    """Draw all of them anew."""
    named = os.environ.get("ORBITA_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)))
    ICONS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox"])
        page = browser.new_page()
        for icon in DRAWN:
            (ICONS / f"{icon.name}.png").write_bytes(draw(page, icon))
        browser.close()


if __name__ == "__main__":
    main()
