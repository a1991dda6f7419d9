"""Sessions as the requests read them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from orbita.platform.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def saved() -> str:
    store = SessionStore()
    store["language"] = "ru"
    store.save()
    return str(store.session_key)


def test_a_session_keeps_what_was_put_in() -> None:
    assert SessionStore(saved())["language"] == "ru"


def test_an_expired_session_is_empty_and_loses_its_key() -> None:
    key = saved()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    store = SessionStore(key)

    assert store.get("language") is None
    assert store.session_key is None


def test_a_made_up_key_opens_nothing() -> None:
    store = SessionStore("nobody-has-this-key")

    assert dict(store.items()) == {}
    assert store.session_key is None
