"""Every page in both languages, both themes, wide and narrow: no error, nothing cut, nothing barred.

Each page is drawn twice: English, light, wide and Russian, dark, narrow, or the other way round.
So each page meets each language, each theme and each width, and half of the pages each pairing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from e2e.house import House
from e2e.records import places

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
RUSSIAN = """() => [...document.querySelectorAll(
  "th:not([scope=row]), dt, summary, .tab, .page-head .btn, .toolbar .btn, .drawer-f .btn, "
  + ".field-hint, input[placeholder], textarea[placeholder]",
)].filter((one) => !one.closest("[translate=no]"))
  .map((one) => one.placeholder ?? one.innerText).filter((text) => /[а-яё]/i.test(text)).slice(0, 6)"""
AT_REST = """() => {
  const busy = document.querySelector("[data-busy], [aria-busy=true]:not(.gallery *), .htmx-request");
  const rest = !busy && window.restedBefore;
  window.restedBefore = !busy;
  return rest;
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Sight:
    """A page, who looks at it, and the keys that bring it to the state to be looked at."""

    name: str
    address: str
    who: str = "director"
    keys: tuple[str, ...] = ()
    refusal: bool = False


SIGHTS = (
    Sight("home", "/"),
    Sight("clients", "/parties/"),
    Sight("clients, nothing found", "/parties/?q=жжжжжж"),
    Sight("filter", "/parties/?mode=table", keys=("f",)),
    Sight("columns", "/deals/columns/?mode=table"),
    Sight("view", "/deals/views/?mode=table"),
    Sight("new client", "/parties/", keys=("n",)),
    Sight("new organisation", "/parties/new/organisation/"),
    Sight("new sole trader", "/parties/new/sole-trader/"),
    Sight("new person", "/parties/new/person/"),
    Sight("organisation", "/parties/{organisation}/"),
    Sight("person", "/parties/{person}/"),
    Sight("profile", "/parties/{organisation}/profile/"),
    Sight("report", "/parties/{organisation}/report/"),
    Sight("as of a day", "/parties/{organisation}/?as_of={day}"),
    Sight("board", "/deals/?mode=board"),
    Sight("deals", "/deals/?mode=table"),
    Sight("month", "/deals/?mode=calendar"),
    Sight("deals, chosen", "/deals/?mode=table", keys=("j", "x")),
    Sight("look", "/deals/?mode=table", keys=("j", "Space")),
    Sight("deal", "/deals/{deal}/"),
    Sight("lost deal", "/deals/{lost}/"),
    Sight("deal form", "/deals/{deal}/", keys=("e",)),
    Sight("stages", "/deals/{deal}/", keys=("m",)),
    Sight("loss", "/deals/{deal}/closure/?outcome=lost"),
    Sight("history", "/deals/{deal}/", keys=("h",)),
    Sight("new deal", "/deals/new/"),
    Sight("interactions", "/interactions/"),
    Sight("interaction", "/interactions/{interaction}/"),
    Sight("call", "/deals/{deal}/", keys=("c",)),
    Sight("search", "/search/?q=порт"),
    Sight("search, nothing found", "/search/?q=жжжжжж"),
    Sight("palette", "/", keys=("Control+KeyK",)),
    Sight("keys", "/deals/?mode=table", keys=("?",)),
    Sight("bin", "/bin/"),
    Sight("notices", "/notices/"),
    Sight("profile of the user", "/profile/"),
    Sight("settings", "/settings/", "admin"),
    Sight("company", "/company/", "admin"),
    Sight("employees", "/employees/", "admin"),
    Sight("new employee", "/employees/new/", "admin"),
    Sight("departments", "/departments/", "admin"),
    Sight("teams", "/teams/", "admin"),
    Sight("roles", "/roles/", "admin"),
    Sight("role", "/roles/{role}/", "admin"),
    Sight("jobs", "/jobs/", "admin"),
    Sight("imports", "/imports/", "admin"),
    Sight("new import", "/imports/new/", "admin"),
    Sight("classifiers", "/classifiers/", "admin"),
    Sight("classifier", "/classifiers/{tree}/", "admin"),
    Sight("two factors", "/accounts/2fa/", "admin"),
    Sight("sessions", "/accounts/sessions/", "admin"),
    Sight("password", "/accounts/password/change/", "admin"),
    Sight("gallery", "/gallery/", "admin"),
    Sight("inbox", "/leads/inbox/?tab=team"),
    Sight("rejection", "/leads/inbox/?tab=team", keys=("r",)),
    Sight("conversion", "/leads/inbox/?tab=team", keys=("c",)),
    Sight("leads", "/leads/?mode=table"),
    Sight("leads, board", "/leads/?mode=board"),
    Sight("lead", "/leads/{lead}/"),
    Sight("lead that became a client", "/leads/{converted}/"),
    Sight("lead form", "/leads/{lead}/profile/"),
    Sight("new lead", "/leads/inbox/?tab=team", keys=("n",)),
    Sight("lead settings", "/lead-settings/"),
    Sight("who would get leads", "/lead-settings/trial/"),
    Sight("rule of leads", "/lead-settings/rules/{lead_rule}/"),
    Sight("source of leads", "/lead-settings/sources/{lead_source}/"),
    Sight("form of the site", "/f/site/", ""),
    Sight("work time", "/work-time/"),
    Sight("segments", "/segments/"),
    Sight("segment", "/segments/{segment}/"),
    Sight("segment editor", "/segments/{segment}/profile/"),
    Sight("new segment", "/segments/new/"),
    Sight("history of a segment", "/segments/{segment}/history/"),
    Sight("call lists", "/call-lists/"),
    Sight("call list", "/call-lists/{call_list}/"),
    Sight("calling", "/call-lists/{call_list}/calling/", "seller"),
    Sight("look-alikes", "/call-lists/new/"),
    Sight("territories", "/territories/"),
    Sight("territory", "/territories/{territory}/"),
    Sight("territory rule", "/territories/rules/{territory_rule}/"),
    Sight("re-cut", "/territories/recut/"),
    Sight("place on the map", "/parties/{organisation}/territory/"),
    Sight("touchpoints", "/touchpoints/"),
    Sight("touchpoint", "/touchpoints/{touchpoint}/"),
    Sight("cadence", "/cadence/"),
    Sight("cadence rule", "/cadence/{cadence}/"),
    Sight("hand-overs", "/handovers/"),
    Sight("hand-over", "/handovers/{handover}/"),
    Sight("hand over a book", "/handovers/new/?from={giver}"),
    Sight("hand over a client", "/handovers/party/{organisation}/"),
    Sight("funnel", "/funnels/"),
    Sight("funnel, compared", "/funnels/?compare=previous"),
    Sight("activity", "/funnels/activity/"),
    Sight("refusals", "/funnels/refusals/"),
    Sight("forecast", "/deals/forecast/"),
    Sight("plans", "/plans/"),
    Sight("norms", "/plans/norms/"),
    Sight("pipelines", "/deals/pipelines/"),
    Sight("pipeline", "/deals/pipelines/{pipeline}/"),
    Sight("rules of a stage", "/deals/stages/{stage}/rules/"),
    Sight("reasons", "/deals/reasons/"),
    Sight("reason", "/deals/reasons/{reason}/"),
    Sight("competitors", "/deals/competitors/"),
    Sight("automation", "/automation/deal/"),
    Sight("automation of clients", "/automation/party/"),
    Sight("rule", "/automation/rules/{automation}/"),
    Sight("new rule", "/automation/deal/new/"),
    Sight("log of a rule", "/automation/rules/{ran}/log/"),
    Sight("deal with lines", "/deals/{lines}/"),
    Sight("lines", "/deals/{lines}/lines/"),
    Sight("team of a deal", "/deals/{lines}/team/"),
    Sight("competitor of a deal", "/deals/{lines}/competitors/new/"),
    Sight("postponement", "/deals/{lines}/postponement/"),
    Sight("time with clients", "/day/times/"),
    Sight("fields of clients", "/settings/fields/party/"),
    Sight("fields of deals", "/settings/fields/deal/"),
    Sight("types of fields", "/settings/fields/party/new/"),
    Sight("new formula", "/settings/fields/deal/new/?type=formula"),
    Sight("new choice", "/settings/fields/party/new/?type=choice"),
    Sight("new tab", "/settings/fields/party/new-tab/"),
    Sight("dossier templates", "/settings/fields/templates/"),
    Sight("journal", "/journal/"),
    Sight("act", "/journal/{act}/"),
    Sight("looks", "/journal/looks/"),
    Sight("who looked", "/records/party/{organisation}/looks/"),
    Sight("then and today", "/records/party/{organisation}/then/?at={moment}&all=1"),
    Sight("shares", "/records/party/{organisation}/sharing/"),
    Sight("why it is seen", "/records/party/{organisation}/access/"),
    Sight("documents", "/documents/"),
    Sight("document", "/documents/{document}/"),
    Sight("new document", "/documents/new/"),
    Sight("new version", "/documents/{document}/versions/"),
    Sight("folders", "/documents/folders/"),
    Sight("folder", "/documents/folders/{folder}/"),
    Sight("duplicates", "/duplicates/"),
    Sight("told apart", "/duplicates/apart/"),
    Sight("merging", "/merging/party/?ids={pair}"),
    Sight("classes", "/classes/"),
    Sight("classification", "/classes/{classification}/"),
    Sight("new classification", "/classes/new/"),
    Sight("why this class", "/parties/{classified}/classes/{classification}/"),
    Sight("needs", "/needs/"),
    Sight("need", "/needs/{need}/"),
    Sight("new need", "/parties/{organisation}/needs/"),
    Sight("topics of needs", "/needs/topics/"),
    Sight("handling", "/parties/{organisation}/handling/"),
    Sight("consents", "/consents/"),
    Sight("consent", "/consents/{consent}/"),
    Sight("new consent", "/parties/{person}/consents/new/"),
    Sight("requests on data", "/subject-requests/"),
    Sight("request on data", "/subject-requests/{request}/"),
    Sight("new request on data", "/parties/{person}/subject-requests/new/"),
    Sight("erasure", "/parties/{person}/personal-data/erasure/"),
    Sight("personal data", "/personal-data/"),
    Sight("purpose", "/personal-data/purposes/new/"),
    Sight("rule of retention", "/personal-data/terms/new/"),
    Sight("record of destruction", "/personal-data/erasures/"),
    Sight("own values", "/records/party/{organisation}/fields/"),
    Sight("sign in", "/accounts/login/", ""),
    Sight("reset", "/accounts/password/reset/", ""),
    Sight("nothing there", "/parties/018bb996-0000-7000-8000-000000000000/", refusal=True),
)
COMBINATIONS = (
    (("en", "light", WIDE), ("ru", "dark", NARROW)),
    (("ru", "light", NARROW), ("en", "dark", WIDE)),
)


@dataclass
class Watch:
    """What went wrong on a page, gathered while it is open."""

    faults: list[str]

    def message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def answer(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


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
    faults: list[str] = []
    for language, theme, size in COMBINATIONS[SIGHTS.index(sight) % 2]:
        page = windows[sight.who, language]
        page.context.add_cookies([{"name": "theme", "value": theme, "url": demo.url}])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        where = f"{language}, {theme}, {size[0]}"
        faults += [f"{where}: {fault}" for fault in look(page, sight, language, addresses)]
    assert not faults, "\n".join(faults)


def look(page: Page, sight: Sight, language: str, addresses: dict[str, str]) -> list[str]:
    """Open the page, press its keys, wait until it is at rest; what is wrong with it."""
    watch = Watch([])
    page.on("console", watch.message)
    page.on("response", watch.answer)
    page.on("pageerror", lambda error: watch.faults.append(f"script: {error}"))
    page.goto(sight.address.format(**addresses))
    for key in sight.keys:
        page.wait_for_load_state("networkidle")
        page.keyboard.press(key)
    page.wait_for_function(AT_REST, polling=50)
    page.remove_listener("console", watch.message)
    page.remove_listener("response", watch.answer)
    if sight.refusal:
        watch.faults = [fault for fault in watch.faults if "404" not in fault]
    if page.locator("html").get_attribute("lang") != language:
        watch.faults.append("the page speaks another language")
    if language == "en" and (rest := page.evaluate(RUSSIAN)):
        watch.faults.append(f"Russian on the English page: {rest}")
    if (excess := page.evaluate(SIDEWAYS)) > 0:
        watch.faults.append(f"the page is {excess} px wider than the window")
    page.evaluate(AXE.read_text())
    violations = page.evaluate(CHECK, RULES)
    # What axe itself says to the console belongs to no page.
    page.goto("about:blank")
    for found in violations:
        watch.faults.append(f"axe: {json.dumps(found, ensure_ascii=False, indent=1)}")
    return watch.faults
