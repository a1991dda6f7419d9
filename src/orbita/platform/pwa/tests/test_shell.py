"""What a browser needs to install Orbita, and what it shows without a network."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from orbita.platform.accounts.tests.factories import alice, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _somebody_works_here() -> None:
    """Before the first employee every page leads to the first visit."""
    alice()


@pytest.mark.req("PLT-11")
@pytest.mark.parametrize(("language", "name"), [("ru", "Орбита"), ("en", "Orbita")])
def test_the_manifest_says_what_browsers_ask_for(client: Client, language: str, name: str) -> None:
    answer = client.get(f"/manifest/{language}.webmanifest")

    said = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (said["short_name"], said["lang"], said["start_url"]) == (name, language, "/")
    assert said["display"] == "standalone"
    kinds = {(icon["sizes"], icon["purpose"]) for icon in said["icons"]}
    assert kinds == {(f"{n}x{n}", p) for n in (192, 512) for p in ("any", "maskable")}


@pytest.mark.parametrize(
    ("name", "side"),
    [("icon-192", 192), ("icon-512", 512), ("maskable-512", 512), ("apple-180", 180)],
)
def test_a_picture_is_as_large_as_it_says(name: str, side: int) -> None:
    with open(str(finders.find(f"pwa/icons/{name}.png")), "rb") as picture:  # noqa: PTH123
        head = picture.read(24)

    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(head[at : at + 4], "big") for at in (16, 20)] == [side, side]


def test_a_page_names_its_manifest(client: Client) -> None:
    page = signed_in(client, alice()).get("/notices/").content.decode()

    assert '<link rel="manifest" href="/manifest/ru.webmanifest">' in page


def test_the_service_worker_is_for_the_whole_site_and_always_asked_for_anew(
    client: Client,
) -> None:
    answer = client.get("/service-worker.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_service_worker_keeps_nothing_but_assets_and_the_offline_page(
    client: Client,
) -> None:
    script = client.get("/service-worker.js").content.decode()

    release = json.loads(script.splitlines()[0].removeprefix("const RELEASE = ").rstrip(";"))
    assert release["pages"] == {"ru": "/offline/ru/", "en": "/offline/en/"}
    assert all(asset.startswith("/static/") for asset in release["assets"])
    assert re.search("[а-яё]", script, re.IGNORECASE) is None


@pytest.mark.req("PLT-11")
@pytest.mark.parametrize(("language", "words"), [("ru", "Нет связи"), ("en", "No connection")])
def test_the_offline_page_is_in_the_language_and_knows_nobody(
    client: Client, language: str, words: str
) -> None:
    answer = client.get(f"/offline/{language}/")

    assert words in answer.content.decode()
    assert answer.headers["Content-Language"] == language
    assert "csrf" not in answer.content.decode()


def test_there_is_no_manifest_in_a_language_that_we_do_not_speak(client: Client) -> None:
    assert client.get("/manifest/de.webmanifest").status_code == 404
    assert client.get("/offline/de/").status_code == 404
