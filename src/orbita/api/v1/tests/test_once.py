"""A call with an Idempotency-Key is carried out once, however often it comes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from orbita.api.keys.tests.factories import Program
from orbita.parties.directory.models import Party
from orbita.platform.accounts.tests.factories import alice, bob

BODY = {"form": "organisation", "name": "ООО «Маяк»"}


@pytest.mark.django_db
@pytest.mark.req("PLT-14")
def test_a_repeated_call_gives_the_first_record() -> None:
    program = Program(alice())

    first = program.call("post", "parties/", BODY, Idempotency_Key="a")
    again = program.call("post", "parties/", BODY, Idempotency_Key="a")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert first.headers["Orbita-Act"] == again.headers["Orbita-Act"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Party.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.req("PLT-14")
def test_the_same_key_with_another_body_is_a_mistake() -> None:
    program = Program(alice())
    program.post("parties/", BODY, Idempotency_Key="a")

    answer = program.call("post", "parties/", {**BODY, "name": "Буй"}, Idempotency_Key="a")

    assert answer.status_code == 422
    assert Party.objects.count() == 1


@pytest.mark.django_db
def test_two_people_may_have_the_same_key() -> None:
    Program(alice()).post("parties/", BODY, Idempotency_Key="a")

    assert Program(bob()).call("post", "parties/", BODY, Idempotency_Key="a").status_code == 201
    assert Party.objects.count() == 2


@pytest.mark.django_db
def test_a_refused_call_may_come_again() -> None:
    program = Program(alice())
    wrong = {**BODY, "inn": "1"}

    assert program.call("post", "parties/", wrong, Idempotency_Key="a").status_code == 422
    assert program.call("post", "parties/", BODY, Idempotency_Key="a").status_code == 201


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("PLT-14")
def test_calls_at_the_same_time_are_one() -> None:
    program = Program(alice())

    def send(_number: int) -> tuple[int, str]:
        try:
            answer = program.call("post", "parties/", BODY, Idempotency_Key="a")
            return answer.status_code, answer.json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(send, range(4)))

    assert len(answers) == 1
    assert {status for status, _id in answers} == {201}
    assert Party.objects.count() == 1
