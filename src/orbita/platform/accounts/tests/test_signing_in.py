"""Whoever guesses passwords is locked out for a while."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from orbita.platform.accounts.tests.factories import PASSWORD, alice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, password: str, email: str = "alice@example.com") -> int:
    return client.post("/accounts/login/", {"login": email, "password": password}).status_code


def test_the_right_password_lets_in(client: Client) -> None:
    alice(password=PASSWORD)

    assert sign_in(client, PASSWORD, "ALICE@example.com") == 302
    assert client.get("/profile/").status_code == 200


def test_after_five_wrong_passwords_even_the_right_one_is_refused_in_words(client: Client) -> None:
    alice(password=PASSWORD)
    for _ in range(5):
        assert sign_in(client, "wrong") != 302

    response = client.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})

    assert response.status_code in (200, 429)
    assert "_auth_user_id" not in client.session
    assert "попыт" in response.content.decode().lower()


def test_an_employee_who_has_left_cannot_sign_in(client: Client) -> None:
    alice(password=PASSWORD, is_active=False)

    sign_in(client, PASSWORD)

    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_himself(client: Client) -> None:
    alice()
    page = client.get("/accounts/signup/")

    assert "password1" not in page.content.decode()
