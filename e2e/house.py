"""A running Orbita for a story: the real web process on a database of its own."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page

from e2e.databases import Inside, surroundings

PATIENCE_SECONDS = 60
PASSWORD = "orbita-demo"


@dataclass
class House:
    """An address, and a way to look into its database."""

    url: str
    inside: Inside
    cookies: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    running: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def stop(self) -> None:
        """End its processes before its time: nobody answers any more."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()

    def visit(
        self,
        browser: Browser,
        role: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
        language: str = "ru",
    ) -> Page:
        """A page of a new visitor; with a role it is signed in as that user of the demo company."""
        context = browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            locale={"ru": "ru-RU", "en": "en-US"}[language],
            timezone_id="Europe/Moscow",
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        session = f"{role}, {language}"
        if role and session not in self.cookies:
            sign_in(page, role)
            self.cookies[session] = context.cookies()  # type: ignore[assignment]
        elif role:
            context.add_cookies(self.cookies[session])  # type: ignore[arg-type]
        return page


def sign_in(page: Page, role: str) -> None:
    """Sign in with the keyboard, as people do."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(f"{role}@demo.local")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/accounts/login/" not in address)


def go(page: Page, address: str) -> None:
    """Open a page and wait until its behaviours have come: keys pressed earlier would be lost."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


@contextmanager
def open_house(name: str, inside: Inside, *, worker: bool = False) -> Iterator[House]:
    """Start the web process (and a worker) on the database `name`; stop it afterwards."""
    port = _free_port()
    log = Path(tempfile.mkstemp(prefix="orbita-story-", suffix=".log")[1])
    web = [sys.executable, "-m", "uvicorn", "orbita.config.asgi:application"]
    commands = [[*web, "--port", str(port), "--log-level", "warning"]]
    if worker:
        commands.append([sys.executable, "-m", "orbita.config.worker"])
    with log.open("w") as output:
        running = [
            subprocess.Popen(
                command,
                env=surroundings(name, ORBITA_WEB_CONNECTIONS="6"),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            for command in commands
        ]
    house = House(f"http://localhost:{port}", inside, running=running)
    try:
        _wait(house.url, running[0], log)
        yield house
    finally:
        house.stop()
        log.unlink()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str, web: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the first answer; a process that has died shows its last words."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert web.poll() is None, f"the web process has ended: {log.read_text()[-3000:]}"
        try:
            with urlopen(f"{url}/accounts/login/", timeout=10):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer in {PATIENCE_SECONDS} s: {log.read_text()[-3000:]}")


def close(page: Page) -> None:
    """Close the visitor's browser window with everything in it."""
    context: BrowserContext = page.context
    context.close()
