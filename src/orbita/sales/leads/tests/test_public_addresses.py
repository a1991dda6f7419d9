"""The form of a site and the intake for other programs."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from orbita.platform.accounts.tests.factories import alice
from orbita.sales.leads.models import Lead
from orbita.sales.leads.tests.factories import source

pytestmark = pytest.mark.django_db
JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture(autouse=True)
def _somebody_works_here() -> None:
    """Otherwise every address leads to the first visit; and no limit is reached yet."""
    alice()
    source()
    cache.clear()


def _strict() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.req("SAL-25")
def test_a_form_of_the_site_makes_a_lead_without_a_session() -> None:
    page = _strict().get("/f/site/")
    assert "<form" in page.content.decode() and "script" not in page.content.decode()
    assert "frame-ancestors 'self' *" in page["Content-Security-Policy"]

    data = {"name": "Илья", "phone": "8 912 345-67-89", "text": "Цена?", "utm_source": "ads"}
    answer = _strict().post("/f/site/", data)

    made = Lead.objects.get()
    assert answer.status_code == 200
    assert (made.person_name, made.phone_normal, made.source) == ("Илья", "+79123456789", source())
    assert made.details == {"utm_source": "ads"}


@pytest.mark.req("SAL-25")
def test_a_form_takes_json_and_answers_with_the_key() -> None:
    body = json.dumps({"message": "Цена?", "email": "a@b.ru", "items": [1, 2]})
    answer = _strict().post("/f/site/", body, **JSON)
    made = Lead.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"id": str(made.pk)})
    assert (made.text, made.details) == ("Цена?", {"items": "[1, 2]"})


def test_a_program_that_fills_the_hidden_field_writes_nothing() -> None:
    answer = _strict().post("/f/site/", {"text": "Buy", "website": "http://spam"})
    assert (answer.status_code, Lead.objects.count()) == (200, 0)


def test_a_form_asks_for_the_consent_and_keeps_its_words() -> None:
    asking = source()
    asking.consent = "I agree."
    asking.save()
    assert _strict().post("/f/site/", {"text": "Hi"}).status_code == 422
    _strict().post("/f/site/", {"text": "Hi", "consent": "1"})
    assert "I agree." in Lead.objects.get().details.values()


def test_only_the_named_sites_may_send() -> None:
    named = source()
    named.origins = ["https://a.ru"]
    named.save()
    other = _strict().post("/f/site/", {"text": "Hi"}, headers={"Origin": "https://b.ru"})
    assert (other.status_code, Lead.objects.count()) == (403, 0)
    assert "Access-Control-Allow-Origin" not in other
    ours = _strict().post("/f/site/", {"text": "Hi"}, headers={"Origin": "https://a.ru"})
    assert (ours.status_code, ours["Access-Control-Allow-Origin"]) == (200, "https://a.ru")
    assert _strict().options("/f/site/", headers={"Origin": "https://a.ru"}).status_code == 204


def test_too_many_requests_of_one_address_are_refused() -> None:
    answers = [_strict().post("/f/site/", {"text": f"{n}"}).status_code for n in range(12)]
    assert (answers.count(200), answers[-1], Lead.objects.count()) == (10, 429, 10)


def test_an_empty_request_and_nonsense_are_refused() -> None:
    assert _strict().post("/f/site/", {"city": "Тверь"}).status_code == 422
    assert _strict().post("/f/site/", "{", **JSON).status_code == 400
    assert _strict().post("/f/site/", "[1]", **JSON).status_code == 400
    assert _strict().get("/f/unknown/").status_code == 404
    off = source()
    off.is_active = False
    off.save()
    assert _strict().get("/f/site/").status_code == 404


def _send(body: Any, secret: str = "", **headers: str) -> Any:
    address = f"/leads/intake/{secret or source('api').secret}/"
    return _strict().post(address, json.dumps(body), headers=headers, **JSON)


@pytest.mark.req("SAL-25")
def test_another_program_sends_a_lead_and_a_repeated_call_writes_nothing() -> None:
    body = {"id": 17, "name": "Илья", "text": "Цена?", "amount": "12 500,50", "score": "7"}
    first = _send(body, **{"Idempotency-Key": "a1"})
    again = _send(body, **{"Idempotency-Key": "a1"})
    made = Lead.objects.get()
    assert (first.status_code, first.json()) == (201, {"id": str(made.pk)})
    assert again.json() == first.json()
    assert (made.external_system, made.external_id, made.score) == ("api", "17", 7)
    assert str(made.amount) == "12500.50"


@pytest.mark.req("SAL-25")
def test_another_program_sends_many_and_what_it_sent_before_is_left_out() -> None:
    _send({"id": 1, "text": "One"})
    answer = _send([{"id": n, "text": f"{n}"} for n in (1, 2, 3, 3)])
    assert (len(answer.json()["ids"]), Lead.objects.count()) == (2, 3)


def test_strange_values_are_kept_as_details() -> None:
    _send({"text": "x", "amount": "much", "score": 10**9, "received_at": "once",
           "phone": {"a": 1}, "nul": "a\x00b"})  # fmt: skip
    kept = Lead.objects.get().details
    assert kept == {"amount": "much", "score": 10**9, "received_at": "once",
                    "phone": '{"a": 1}', "nul": "ab"}  # fmt: skip


def test_a_wrong_address_or_body_is_refused() -> None:
    assert _send({"text": "x"}, secret="guess").status_code == 404
    assert _send([]).status_code == 400
    assert _send(["x"]).status_code == 400
    assert _send({"city": "Тверь"}).status_code == 422
    assert _strict().get(f"/leads/intake/{source('api').secret}/").status_code == 405
    assert not Lead.objects.exists()
