"""Each verb over records, with the rights, the sentences and the undo of the pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from orbita.api.keys.tests.factories import Program, ids_of
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import FieldRight
from orbita.platform.accounts.tests import factories as people
from orbita.platform.accounts.tests.factories import alice, bob, carol, employee, role
from orbita.platform.conditions.tree import parse
from orbita.platform.lists.queries import matching
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal, reason, stage

pytestmark = pytest.mark.django_db
NEW = {
    "form": "organisation",
    "name": "ООО «Маяк»",
    "city": "Тверь",
    "contact_points": [{"channel": "phone", "value": "+7 495 123-45-67"}],
}


@pytest.mark.req("PLT-14")
def test_nobody_gets_in_without_a_key(client: Client) -> None:
    for headers in ({}, {"Authorization": "Bearer orb_guess"}, {"Authorization": "Basic eA=="}):
        answer = client.get("/api/v1/parties/", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.req("PLT-14")
def test_a_client_is_created_read_changed_deleted_and_restored() -> None:
    program = Program(alice())

    made = program.call("post", "parties/", NEW)
    record = made.json()
    assert made.status_code == 201
    assert made.headers["Location"] == f"/api/v1/parties/{record['id']}/"
    assert record["contact_points"][0]["normal"] == "+74951234567"

    changed = program.patch(f"parties/{record['id']}/", {"city": "Клин"})
    assert (changed["city"], changed["name"]) == ("Клин", "ООО «Маяк»")

    assert program.call("delete", f"parties/{record['id']}/").status_code == 200
    assert program.call("get", f"parties/{record['id']}/").status_code == 404
    assert program.post(f"parties/{record['id']}/restoration/")["id"] == record["id"]


@pytest.mark.req("PLT-14")
def test_collections_come_with_the_fields_as_one_act() -> None:
    program = Program(alice())
    made = program.post("parties/", NEW)

    changed = program.patch(
        f"parties/{made['id']}/",
        {"site": "mayak.ru", "contact_points": [{"channel": "email", "value": "a@mayak.ru"}]},
    )

    assert [one["value"] for one in changed["contact_points"]] == ["a@mayak.ru"]
    program.post(f"acts/{changed['act']}/undo/")
    back = program.get(f"parties/{made['id']}/")
    assert (back["site"], back["contact_points"][0]["channel"]) == ("", "phone")


@pytest.mark.req("PLT-14")
def test_a_refusal_says_the_sentence_of_the_pages_in_the_language_of_the_call() -> None:
    program = Program(alice())
    body = {"form": "organisation", "name": "Маяк", "inn": "123"}

    russian = program.call("post", "parties/", body, Accept_Language="ru")
    english = program.call("post", "parties/", body, Accept_Language="en")

    assert russian.status_code == english.status_code == 422
    assert russian.json()["errors"][0] == {"field": "inn", "detail": russian.json()["detail"]}
    assert russian.json()["detail"] != english.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"name": NaN}', 400),
        (b"[" * 3000 + b"]" * 3000, 400),
        (b'{"form": "organisation", "name": "a\\u0000"}', 422),
        (b'{"form": "organisation", "name": "\\ud800"}', 422),
        (b'{"form": "organisation", "name": "x", "revenue": 1e400}', 422),
        (b'{"form": "person", "name": "x", "born_on": "0000-01-01"}', 422),
        (b'{"form": "organisation", "name": "x", "employees": 99999999999999}', 422),
        (b'{"form": "organisation", "nosuch": 1}', 422),
        (b"[]", 422),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(body: bytes, status: int) -> None:
    program = Program(alice())

    answer = program.client.post("/api/v1/parties/", body, content_type="application/json")

    assert answer.status_code == status, answer.content
    assert answer.json()["status"] == status
    assert not Party.objects.exists()


def test_protocol_refusals() -> None:
    program = Program(alice())

    assert program.call("get", "nosuch/").status_code == 404
    assert program.call("put", "parties/").headers["Allow"] == "GET, OPTIONS, PATCH, POST"
    text = program.client.post("/api/v1/parties/", "x", content_type="text/plain")
    assert text.status_code == 415
    assert program.call("options", "parties/").status_code == 204


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize(
    "query",
    [
        {"where": '["city","is","Тверь"]'},
        {"city": "Тверь"},
        {"city__contains": "вер"},
        {"city__empty": "1"},
        {"form": "organisation,person", "city": "Клин"},
        {"q": "Маяк"},
    ],
)
def test_a_filter_gives_what_the_page_gives(query: dict[str, str]) -> None:
    who = alice()
    organisation("Маяк", owner=who, city="Тверь")
    organisation("Буй", owner=who, city="Клин")
    organisation("Риф", owner=who)
    where = (
        query.get("where")
        or {
            "city": '["city","is","Тверь"]',
            "city__contains": '["city","contains","вер"]',
            "city__empty": '["city","empty"]',
            "form": '["and",["form","in",["organisation","person"]],["city","is","Клин"]]',
            "q": "",
        }[next(iter(query))]
    )
    state = ListState(screen=screens["party"], where=parse(where), q=query.get("q", ""))
    wanted = set(matching(state, people.actor(who)).values_list("pk", flat=True))

    found = Program(who).client.get("/api/v1/parties/", query).json()

    assert {one["id"] for one in found["items"]} == set(map(str, wanted))
    assert len(wanted) == 1


@pytest.mark.req("PLT-14")
def test_pages_follow_each_other_by_cursor_and_the_count_is_exact() -> None:
    who = alice()
    names = [organisation(f"Клиент {number:02}", owner=who).name for number in range(7)]
    program = Program(who)

    found, seen = program.get("parties/?limit=3&sort=name&count=exact"), []
    assert found["count"] == 7
    seen += [one["name"] for one in found["items"]]
    while found["next"]:
        found = program.get(found["next"])
        seen += [one["name"] for one in found["items"]]

    assert seen == names


@pytest.mark.parametrize(
    "query", ["nosuch=1", "where=[", "sort=nosuch", "limit=0", "limit=501", "cursor=x", "count=1",
              "city=%00", "created_at__is=0000-00-00", 'where=["owner","in",[{}]]', "employees__gte=NaN"],
)  # fmt: skip
def test_a_senseless_question_is_refused(query: str) -> None:
    assert Program(alice()).call("get", f"parties/?{query}").status_code == 422


@pytest.mark.req("PLT-14")
def test_statements_of_a_page_do_not_grow_with_its_rows(django_assert_max_num_queries: Any) -> None:
    who = alice()
    program = Program(who)
    program.get("parties/")
    for number in range(30):
        organisation(f"Клиент {number}", owner=who)

    with django_assert_max_num_queries(8):
        assert len(program.get("parties/?count=exact")["items"]) == 30


@pytest.mark.req("PLT-09")
def test_a_stranger_finds_nothing_and_a_colleague_does() -> None:
    hidden = deal("Поставка", owner=alice())
    address = f"deals/{hidden.pk}/"

    assert Program(bob()).get(address)["title"] == "Поставка"
    stranger = Program(carol())
    assert ids_of(stranger.get("deals/")) == []
    for method, path, body in (
        ("get", address, None),
        ("patch", address, {"title": "x"}),
        ("delete", address, None),
        ("post", f"{address}closure/won/", {}),
    ):
        assert stranger.call(method, path, body).status_code == 404
    assert Deal.objects.get(pk=hidden.pk).title == "Поставка"


@pytest.mark.req("PLT-09")
def test_a_hidden_field_is_absent_and_cannot_be_asked_for() -> None:
    who = employee("seller")
    sold = deal("Поставка", owner=who, amount=100)
    FieldRight.objects.create(role=role("seller"), kind="deal", field="amount", level="hidden")
    program = Program(who)

    read = program.get(f"deals/{sold.pk}/")

    assert "amount" not in read
    assert "margin" not in read
    assert "amount" not in program.get("deals/")["items"][0]
    for query in ("amount__gte=1", "sort=amount", 'where=["amount","gte",1]'):
        assert program.call("get", f"deals/?{query}").status_code == 422
    assert program.call("patch", f"deals/{sold.pk}/", {"amount": "5"}).status_code == 403


@pytest.mark.req("PLT-14")
def test_a_state_that_was_not_seen_is_not_written_over() -> None:
    who = alice()
    sold = deal("Поставка", owner=who)
    program = Program(who)
    seen = program.call("get", f"deals/{sold.pk}/").headers["ETag"]

    first = program.call("patch", f"deals/{sold.pk}/", {"product": "Насос"}, If_Match=seen)
    second = program.call("patch", f"deals/{sold.pk}/", {"product": "Труба"}, If_Match=seen)
    third = program.call(
        "put", f"deals/{sold.pk}/lines/", {"lines": [{"values": {"title": "Насос"}}]},
        If_Match=first.headers["ETag"],
    )  # fmt: skip

    assert (first.status_code, second.status_code, third.status_code) == (200, 412, 200)
    now = program.call("get", f"deals/{sold.pk}/").headers["ETag"]
    assert len({seen, first.headers["ETag"], now}) == 3


@pytest.mark.req("PLT-14")
def test_a_deal_is_won_lost_and_reopened_by_its_acts() -> None:
    who = alice()
    sold = deal("Поставка", owner=who)
    program = Program(who)

    assert program.post(f"deals/{sold.pk}/closure/won/")["outcome"] == "won"
    assert program.call("post", f"deals/{sold.pk}/closure/won/").status_code == 422
    assert program.delete(f"deals/{sold.pk}/closure/")["outcome"] == "open"
    lost = program.post(f"deals/{sold.pk}/closure/lost/", {"reason_id": reason().pk})
    assert lost["outcome"] == "lost"
    program.post(f"acts/{lost['act']}/undo/")
    assert program.get(f"deals/{sold.pk}/")["outcome"] == "open"


def test_a_key_that_leads_nowhere_is_refused_by_its_field() -> None:
    program = Program(alice())
    sold = deal("Поставка")

    answer = program.call("patch", f"deals/{sold.pk}/", {"stage_id": uuid4()})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "stage_id"


def test_many_are_changed_and_deleted_at_once() -> None:
    who = alice()
    ids = [deal(owner=who).pk for _number in range(3)]
    program = Program(who)

    changed = program.patch("deals/", {"ids": ids, "changes": {"stage_id": stage(1).pk}})
    assert changed["count"] == 3
    assert set(Deal.objects.values_list("stage", flat=True)) == {stage(1).pk}
    assert program.post("deals/deletion/", {"ids": ids})["count"] == 3
    assert ids_of(program.get("deals/")) == []
    assert program.post("deals/restoration/", {"ids": ids})["count"] == 3
