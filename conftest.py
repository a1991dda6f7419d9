"""What every test run needs: surroundings, the `--slow` option, marks, the report's header."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a run says something of the change; HYPOTHESIS_RANDOM=1
# looks for new ones.
settings.register_profile("steady", derandomize=not os.environ.get("HYPOTHESIS_RANDOM"))
settings.load_profile("steady")

# Plain `pytest` with DATABASE_URL works as well as ./orbita test, which sets these itself.
os.environ.setdefault("ORBITA_SECRET_KEY", "a key for tests only, which signs nothing of value")
os.environ.setdefault("ORBITA_DATA", tempfile.mkdtemp(prefix="orbita-test-"))
os.environ.setdefault("DATABASE_URL", "postgresql://orbita@127.0.0.1:5432/orbita")
os.environ.setdefault(
    "ORBITA_CHROMIUM",
    next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too")


def pytest_report_header(config: pytest.Config) -> list[str]:
    browser = os.environ["ORBITA_CHROMIUM"]
    return [
        f"browser stories: with {browser}"
        if browser
        else "browser stories: SKIPPED, no Chromium found (ORBITA_CHROMIUM names one)",
        "slow tests: " + ("with them" if config.getoption("--slow") else "left out (--slow)"),
    ]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    slow = pytest.mark.skip(reason="slow: runs with --slow")
    story = pytest.mark.skip(reason="no Chromium on this machine")
    for item in items:
        if "slow" in item.keywords and not config.getoption("--slow"):
            item.add_marker(slow)
        if "story" in item.keywords and not os.environ["ORBITA_CHROMIUM"]:
            item.add_marker(story)


@pytest.fixture(scope="session", autouse=True)
def _assets() -> None:
    """Plain pytest has no collected assets: pages then name them as they lie in the source."""
    from django.conf import settings

    if settings.configured and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of this machine."""
    return Path(os.environ["ORBITA_CHROMIUM"])
