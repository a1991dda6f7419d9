"""`./orbita test`: the suite on a real PostgreSQL that may forget everything."""

import os
import shutil
from pathlib import Path

from orbita.launch import getting_ready as ready
from orbita.launch.place import Place
from orbita.launch.postgres.lease import database
from orbita.launch.processes import run_foreground
from orbita.launch.steps import say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def run(place: Place, arguments: list[str]) -> int:
    """Run pytest with these arguments; two at a time unless they say otherwise."""
    ready.packages(place, "base", "dev")
    ready.translations(place)
    trial = Place(data=place.root / ".test-data", root=place.root)
    ready.data_folders(trial)
    ready.assets(trial)
    browser = chromium()
    say(
        f"Browser stories: with {browser}"
        if browser
        else "Browser stories: SKIPPED, no Chromium on this machine (on Debian: "
        "apt-get install chromium, or name one by ORBITA_CHROMIUM)"
    )
    with step("Database") as progress:
        lease = database(trial, durable=False)
        found = lease.__enter__()
        progress.note = "" if found.cluster else "DATABASE_URL"
    try:
        environment = trial.environment(found.url, ORBITA_CHROMIUM=browser or "")
        command = [str(place.python), "-m", "pytest", *_workers(arguments), *arguments]
        os.chdir(place.root)
        return run_foreground(command, environment)
    finally:
        lease.__exit__(None, None, None)


def chromium() -> str | None:
    """A Chromium of this machine: ORBITA_CHROMIUM or one on the path."""
    given = os.environ.get("ORBITA_CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _workers(arguments: list[str]) -> list[str]:
    """Two processes for the whole suite; one for a single test, where the start would cost more."""
    chosen = any(word.startswith(("-n", "--numprocesses", "--pdb", "--co")) for word in arguments)
    single = any("::" in word for word in arguments)
    return [] if chosen or single else ["-n", "2"]
