"""The shell, the gallery, errors, languages and the headers that keep pages safe."""

import re

import pytest
from django.test import Client

from orbita.platform.accounts.tests import factories

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_gallery_shows_every_component_to_an_administrator() -> None:
    client = factories.signed_in(Client(), factories.admin())

    text = page(client, "/gallery/")

    assert all(name in text for name in ('class="grid', 'class="board"', 'class="toast"'))


def test_the_gallery_is_closed_to_others() -> None:
    client = factories.signed_in(Client(), factories.alice())

    assert client.get("/gallery/").status_code == 403


@pytest.mark.req("PLT-18")
def test_the_language_is_the_browsers_until_the_user_chooses() -> None:
    client = factories.signed_in(Client(), factories.alice())

    first = client.get("/settings/", headers={"Accept-Language": "en"})
    client.post("/language/", {"language": "ru"})
    second = client.get("/settings/", headers={"Accept-Language": "en"})

    assert 'lang="en"' in first.content.decode()
    assert 'lang="ru"' in second.content.decode()


def test_the_policy_lets_in_no_inline_script_but_the_import_map() -> None:
    answer = factories.signed_in(Client(), factories.alice()).get("/settings/")

    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", answer.content.decode())
    assert inline == [f'<script type="importmap" nonce="{nonce[1]}">']
    assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")


def test_an_unknown_address_shows_nothing_inside() -> None:
    answer = factories.signed_in(Client(), factories.alice()).get("/no/such/page/")

    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()
