"""The helper that answers htmx and plain browsers."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.safestring import SafeString

from orbita.platform.ui.reply import Reply, page_before, refusal_reply, root_id


def request(*, htmx: bool = True, method: str = "post", referer: str = "") -> HttpRequest:
    headers = {"HX-Request": "true"} if htmx else {}
    if referer:
        headers["Referer"] = referer
    made: HttpRequest = getattr(RequestFactory(), method)("/deals/1/", headers=headers)
    made.session = SessionStore()
    made._messages = FallbackStorage(made)  # type: ignore[attr-defined]
    return made


def body(reply: Reply) -> str:
    return reply.content.decode()


def test_nothing_to_show_is_an_empty_answer() -> None:
    assert Reply(request()).status_code == 204


def test_a_fragment_is_aimed_at_the_id_of_its_root() -> None:
    reply = Reply(request()).html(SafeString('<tr data-row id="deal-7"><td id="x"></td></tr>'))

    assert reply.status_code == 200
    assert '<hx-partial hx-target="#deal-7" hx-swap="outerMorph"><tr' in body(reply)


def test_an_arrow_in_an_attribute_does_not_hide_the_id() -> None:
    assert root_id('<li data-action="click->menu#open" class="a" id="row-1">') == "row-1"


def test_a_fragment_without_an_id_is_a_mistake_of_the_template() -> None:
    with pytest.raises(ValueError, match="needs an id"):
        root_id('<div class="a"><b id="inner"></b></div>')


def test_a_browser_without_htmx_is_led_back_and_finds_the_toast_there() -> None:
    asked = request(htmx=False, referer="http://testserver/deals/?view=2")

    reply = Reply(asked).html(SafeString('<b id="a"></b>')).toast("Saved")

    assert (reply.status_code, reply.headers["Location"]) == (303, "/deals/?view=2")
    assert [str(message) for message in get_messages(asked)] == ["Saved"]


def test_a_foreign_page_is_not_a_way_back() -> None:
    asked = request(htmx=False, referer="https://elsewhere.example/deals/")

    assert page_before(asked) == "/"


def test_a_toast_of_a_reply_that_leads_on_is_shown_on_the_next_page() -> None:
    asked = request()

    reply = Reply(asked).toast("Created").go("/deals/7/")

    assert reply.headers["HX-Redirect"] == "/deals/7/"
    assert [str(message) for message in get_messages(asked)] == ["Created"]


def test_toast_text_is_escaped() -> None:
    assert "&lt;script&gt;" in body(Reply(request()).toast("<script>"))


def test_events_add_up() -> None:
    reply = Reply(request()).close_panel().refresh()

    assert reply.headers["HX-Trigger"] == "close-panel,refresh-live"


class Refused(Exception):
    status = 409


def test_a_refusal_with_htmx_is_a_toast_with_its_status() -> None:
    reply = refusal_reply(request(), Refused("This deal is closed"))

    assert reply.status_code == 409
    assert "This deal is closed" in reply.content.decode()


def test_a_refusal_of_a_plain_form_waits_on_the_page_before() -> None:
    asked = request(htmx=False)

    assert refusal_reply(asked, Refused("This deal is closed")).status_code == 303
    assert [str(message) for message in get_messages(asked)] == ["This deal is closed"]
