"""Many records at once: created or changed by a key, each with its own fate."""

from typing import Any
from uuid import uuid4

import pytest

from orbita.api.keys.tests.factories import Program
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import FieldRight
from orbita.platform.accounts.tests.factories import alice, bob, department, employee, role
from orbita.platform.acts.models import Act
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import stage

pytestmark = pytest.mark.django_db


def _clients(count: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {"external_id": f"c{number}", "name": f"ООО «Клиент {number}»", "city": "Тверь",
         "phone": [f"+7 495 123-45-{number:02}"], **more}
        for number in range(count)
    ]  # fmt: skip


def _states(found: Any) -> list[str]:
    return [one["status"] for one in found["results"]]


@pytest.mark.req("PLT-14")
def test_records_are_created_then_unchanged_then_updated() -> None:
    program = Program(bob())
    records = _clients(5)

    first = program.post("parties/bulk/", {"key": "external_id", "records": records})
    again = program.post("parties/bulk/", {"key": "external_id", "records": records})
    records[2]["city"] = "Клин"
    third = program.post("parties/bulk/", {"key": "external_id", "records": records})

    assert _states(first) == ["created"] * 5
    assert _states(again) == ["unchanged"] * 5
    assert _states(third) == ["unchanged", "unchanged", "updated", "unchanged", "unchanged"]
    assert [one["id"] for one in first["results"]] == [one["id"] for one in third["results"]]
    party = Party.objects.get(pk=third["results"][2]["id"])
    assert (party.city, party.contact_points.get().normal) == ("Клин", "+74951234502")


@pytest.mark.req("PLT-14")
def test_a_wrong_record_is_rejected_alone_and_order_is_kept() -> None:
    program = Program(bob())
    records = _clients(3)
    records[1] |= {"nosuch": 1, "employees": "many"}

    found = program.post("parties/bulk/", {"key": "external_id", "records": records})

    assert _states(found) == ["created", "rejected", "created"]
    fields = {one["field"] for one in found["results"][1]["errors"]}
    assert fields == {"nosuch", "employees"}
    assert (found["created"], found["rejected"]) == (2, 1)


@pytest.mark.req("PLT-14")
def test_with_atomic_all_or_nothing() -> None:
    program = Program(bob())

    answer = program.call(
        "post", "parties/bulk/?atomic=true", {"records": [{"name": "Буй"}, {"city": "Тверь"}]}
    )

    assert answer.status_code == 422
    assert not Party.objects.exists()


@pytest.mark.req("PLT-14")
def test_a_mass_write_is_one_act_and_is_undone_as_one() -> None:
    program = Program(bob())
    before = Act.objects.count()

    found = program.post("parties/bulk/", {"records": _clients(20)})

    assert Act.objects.count() == before + 1
    program.post(f"acts/{found['act']}/undo/")
    assert not Party.objects.alive().exists()


@pytest.mark.req("PLT-14")
def test_deals_name_their_client_by_key() -> None:
    who = bob()
    stage()
    party = organisation("Маяк", owner=who)
    program = Program(who)
    records = [
        {"title": "Поставка", "party_id": party.pk, "amount": "125000.50"},
        {"title": "Ремонт", "party_id": uuid4()},
    ]

    found = program.post("deals/bulk/", {"records": records})

    assert _states(found) == ["created", "rejected"]
    made = Deal.objects.get()
    assert (made.party_id, str(made.amount), made.owner_id) == (party.pk, "125000.50", who.pk)


@pytest.mark.req("PLT-14")
def test_records_are_found_by_their_own_id() -> None:
    who = bob()
    mine = organisation("Маяк", owner=who)
    program = Program(who)
    body = {"key": "id", "records": [{"id": mine.pk, "name": "Маяк", "city": "Клин"}]}

    assert _states(program.post("parties/bulk/", body)) == ["updated"]
    mine.refresh_from_db()
    assert mine.city == "Клин"


@pytest.mark.req("PLT-09")
def test_a_mass_write_needs_the_right_to_import_and_reaches_no_strangers_record() -> None:
    theirs = organisation("Маяк", owner=alice())
    seller = Program(alice())
    stranger = Program(employee("head", department("Elsewhere")))
    body = {"key": "id", "records": [{"id": theirs.pk, "name": "Взято"}]}

    assert seller.call("post", "parties/bulk/", body).status_code == 403
    assert _states(stranger.post("parties/bulk/", body)) == ["rejected"]
    theirs.refresh_from_db()
    assert theirs.name == "Маяк"


@pytest.mark.req("PLT-09")
def test_a_hidden_field_is_not_written_in_bulk() -> None:
    who = employee("head")
    stage()
    FieldRight.objects.create(role=role("head"), kind="deal", field="amount", level="readonly")

    answer = Program(who).call(
        "post", "deals/bulk/", {"records": [{"title": "Поставка", "amount": "5.00"}]}
    )

    assert answer.status_code == 403
    assert not Deal.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"records": []},
        {"records": [{"name": "x"}] * 1001},
        {"records": [{"name": "x"}], "key": "nosuch"},
        {"records": [{"name": "x"}], "more": 1},
        {"records": 5},
        [],
    ],
)
def test_what_is_no_bulk_is_refused(body: Any) -> None:
    assert Program(bob()).call("post", "parties/bulk/", body).status_code == 422


def test_a_record_without_its_key_is_rejected() -> None:
    found = Program(bob()).post("parties/bulk/", {"key": "inn", "records": [{"name": "Буй"}]})

    assert _states(found) == ["rejected"]
    assert found["results"][0]["errors"][0]["field"] == "inn"


def test_statements_do_not_grow_with_the_records(django_assert_max_num_queries: Any) -> None:
    program = Program(bob())
    program.post("parties/bulk/", {"key": "external_id", "records": _clients(2)})

    with django_assert_max_num_queries(60):
        program.post("parties/bulk/", {"key": "external_id", "records": _clients(60)})
