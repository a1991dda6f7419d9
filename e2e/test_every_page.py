"""Every page in both languages, both themes, wide and narrow: no error, nothing cut, nothing barred.

Each page is drawn twice: English, light, wide and Russian, dark, narrow, or the other way round.
So each page meets each language, each theme and each width, and half of the pages each pairing.
Both drawings are under way at once, in windows of their own: the server, the browser and axe work
beside each other.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Response

from e2e.house import House
from e2e.records import places
from e2e.sights import SIGHTS, Sight

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = (1440, 900), (390, 844)
CHECK = """async (rules) => {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: rules },
    resultTypes: ["violations"],
    preload: false,
  });
  const why = ({ any, all }) => [...any, ...all].map((one) => one.message).join("; ");
  const place = (node) => `${node.html.slice(0, 160)} ${why(node).slice(0, 160)}`;
  return found.violations.map(({ id, nodes }) => ({ id, places: nodes.slice(0, 4).map(place) }));
}"""
# Words of these places come from the program; what the company has named itself is marked.
RUSSIAN = """() => {
  const ours = (one) => {
    const words = one.cloneNode(true);
    words.querySelectorAll("[translate=no]").forEach((named) => named.remove());
    return words.textContent;
  };
  const told = (one) =>
    one.placeholder ?? (one.querySelector("[translate=no]") ? ours(one) : one.innerText);
  const places = document.querySelectorAll(
    "th:not([scope=row]), dt, summary, .tab, .page-head .btn, .toolbar .btn, .drawer-f .btn, "
    + ".field-hint, input[placeholder], textarea[placeholder]",
  );
  return [...places].filter((one) => !one.closest("[translate=no]")).map(told)
    .filter((text) => /[а-яё]/i.test(text)).slice(0, 6);
}"""
AT_REST = """() => {
  const busy = document.querySelector("[data-busy], [aria-busy=true]:not(.gallery *), .htmx-request");
  const rest = !busy && window.restedBefore;
  window.restedBefore = !busy;
  return rest;
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


COMBINATIONS = (
    (("en", "light", WIDE), ("ru", "dark", NARROW)),
    (("ru", "light", NARROW), ("en", "dark", WIDE)),
)


@dataclass
class Look:
    """One drawing of a sight: its page, and what went wrong with it so far."""

    page: Page
    sight: Sight
    language: str
    where: str
    faults: list[str] = field(default_factory=list)

    def message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not (self.sight.refusal and "404" in message.text):
            self.faults.append(f"console: {message.text}")

    def answer(self, response: Response) -> None:
        if response.status >= 400 and not (self.sight.refusal and response.status == 404):
            self.faults.append(f"{response.status}: {response.url}")

    def error(self, error: Error) -> None:
        self.faults.append(f"script: {error}")

    def watched(self) -> tuple[tuple[str, Any], ...]:
        return ("console", self.message), ("response", self.answer), ("pageerror", self.error)

    def begin(self, address: str) -> None:
        """Ask for the page, and let it come while the other drawing is asked for."""
        for event, listener in self.watched():
            self.page.on(event, listener)  # type: ignore[call-overload]
        self.page.goto(address, wait_until="commit")

    def arrive(self) -> None:
        """Press the keys, wait until the page is at rest, look, and set axe to work."""
        self.page.wait_for_load_state("load")
        for key in self.sight.keys:
            self.page.wait_for_load_state("networkidle")
            self.page.keyboard.press(key)
        self.page.wait_for_function(AT_REST, polling=50)
        for event, listener in self.watched():
            self.page.remove_listener(event, listener)
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.faults.append("the page speaks another language")
        if self.language == "en" and (rest := self.page.evaluate(RUSSIAN)):
            self.faults.append(f"Russian on the English page: {rest}")
        if (excess := self.page.evaluate(SIDEWAYS)) > 0:
            self.faults.append(f"the page is {excess} px wider than the window")
        self.page.evaluate(AXE.read_text())
        self.page.evaluate(f"(rules) => {{ window.axeHasFound = ({CHECK})(rules); }}", RULES)

    def finish(self) -> list[str]:
        """What axe has found beside all else. What axe says to the console belongs to no page."""
        violations = self.page.evaluate("() => window.axeHasFound")
        self.page.goto("about:blank", wait_until="commit")
        for found in violations:
            self.faults.append(f"axe: {json.dumps(found, ensure_ascii=False, indent=1)}")
        return [f"{self.where}: {fault}" for fault in self.faults]


@pytest.fixture(scope="module")
def windows(demo: House, browser: Browser) -> Iterator[dict[tuple[str, str], Page]]:
    """One signed-in window a user and language, kept for the whole sweep."""
    opened = {
        (who, language): demo.visit(browser, who, language=language)
        for who in sorted({sight.who for sight in SIGHTS})
        for language in ("ru", "en")
    }
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture(scope="module")
def addresses(demo: House) -> dict[str, str]:
    """The keys of records to look at."""
    found: dict[str, str] = demo.inside(places)
    return found


@pytest.mark.req("PLT-18")
@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_page(
    sight: Sight, windows: dict[tuple[str, str], Page], addresses: dict[str, str], demo: House
) -> None:
    looks = []
    for language, theme, size in COMBINATIONS[SIGHTS.index(sight) % 2]:
        page = windows[sight.who, language]
        page.context.add_cookies([{"name": "theme", "value": theme, "url": demo.url}])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        looks.append(Look(page, sight, language, f"{language}, {theme}, {size[0]}"))
    for look in looks:
        look.begin(sight.address.format(language=look.language, **addresses))
    for look in looks:
        look.arrive()
    faults = [fault for look in looks for fault in look.finish()]
    assert not faults, "\n".join(faults)
