"""What is told, to whom, and what it costs the act."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from orbita.api.webhooks.commands import switch_endpoint
from orbita.api.webhooks.models import Message
from orbita.api.webhooks.tests.factories import endpoint
from orbita.platform.accounts.models import FieldLevel, FieldRight
from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, carol, role
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command, last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.imports.events import RecordsImported
from orbita.platform.keys import uuid7
from orbita.platform.merging.events import RecordsMerged
from orbita.sales.deals.commands import change_deals, delete_deals, restore_deals, win_deal
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
ANYWHERE = "http://127.0.0.1:9/hook"


def told() -> list[tuple[str, UUID | None]]:
    return list(Message.objects.order_by("id").values_list("type", "record_id"))


@pytest.mark.req("PLT-14")
def test_an_event_is_told_with_its_record_its_act_and_its_plain_values() -> None:
    endpoint(ANYWHERE, "deal.won")
    sold = deal(amount=150_000)

    win_deal(sold.pk, by=actor())

    message = Message.objects.get()
    body = json.loads(message.body)
    assert body["type"] == "deal.won"
    assert body["timestamp"] == message.created_at.isoformat()
    data = body["data"]
    assert data.pop("event")["amount"] == "150000.00"
    assert data == {
        "kind": "deal",
        "id": str(sold.pk),
        "url": f"/deals/{sold.pk}/",
        "act": str(last_act_id()),
        "by": str(alice().pk),
    }


def test_an_endpoint_gets_the_events_that_it_chose_and_without_a_choice_all() -> None:
    endpoint(ANYWHERE, "deal.won", "deal.lost")
    everything = endpoint(ANYWHERE + "/all")

    sold = deal()
    win_deal(sold.pk, by=actor())

    of_all = set(Message.objects.filter(endpoint=everything).values_list("type", flat=True))
    chosen = Message.objects.exclude(endpoint=everything).values_list("type", flat=True)
    assert list(chosen) == ["deal.won"]
    assert {"deal.opened", "deal.won"} <= of_all


@pytest.mark.req("PLT-14")
def test_only_records_that_the_owner_sees_are_told() -> None:
    endpoint(ANYWHERE, owner=carol())

    win_deal(deal().pk, by=actor())

    assert told() == []


@pytest.mark.req("PLT-09")
def test_values_stay_here_when_a_field_is_hidden_from_the_owner() -> None:
    FieldRight.objects.create(
        role=role("seller"), kind="deal", field="amount", level=FieldLevel.HIDDEN
    )
    endpoint(ANYWHERE, "deal.won", "deal.changed")
    sold = deal()

    change_deals([sold.pk], {"amount": 5, "title": "Ремонт"}, by=actor(admin()))
    change_deals([sold.pk], {"amount": 6}, by=actor(admin()))
    win_deal(sold.pk, by=actor(bob()))

    events = [json.loads(one.body)["data"]["event"] for one in Message.objects.order_by("id")]
    assert events == [{"fields": ["title"]}, {}]


def test_deleting_and_restoring_have_types_of_their_own() -> None:
    endpoint(ANYWHERE, "deal.deleted", "deal.restored")
    made = deal()

    delete_deals([made.pk], by=actor())
    restore_deals([made.pk], by=actor())

    assert told() == [("deal.deleted", made.pk), ("deal.restored", made.pk)]


def test_an_undo_is_told_of_every_record_that_it_brought_back() -> None:
    made = deal(title="Кровля")
    change_deals([made.pk], {"title": "Фасад"}, by=actor())
    act = last_act_id()
    assert act
    endpoint(ANYWHERE, "act.undone")

    undo_act(act, by=actor())

    assert told() == [("act.undone", made.pk)]


def test_of_a_merge_each_message_names_the_loser_of_its_survivor() -> None:
    endpoint(ANYWHERE, "record.merged")
    one, two, three, four = (deal() for _ in range(4))

    announce(
        RecordsMerged(
            kind="deal", survivor_ids=(one.pk, two.pk), loser_ids=(three.pk, four.pk), by=None
        )
    )

    events = {row.record_id: json.loads(row.body)["data"]["event"] for row in Message.objects.all()}
    assert events == {one.pk: {"loser_id": str(three.pk)}, two.pk: {"loser_id": str(four.pk)}}


def test_an_import_is_told_of_every_record_that_its_act_has_touched() -> None:
    made = [deal(), deal()]
    change_deals([one.pk for one in made], {"product": "насос"}, by=actor())
    act = last_act_id()
    assert act
    endpoint(ANYWHERE, "record.imported")

    announce(RecordsImported(import_id=uuid7(), kind="deal", act_id=act, by=None))

    assert set(told()) == {("record.imported", one.pk) for one in made}


def test_what_happens_while_an_endpoint_is_off_is_not_told() -> None:
    made = endpoint(ANYWHERE)
    switch_endpoint(made.pk, on=False, by=actor(admin()))

    deal()

    assert told() == []


@pytest.mark.req("PLT-14")
def test_an_act_that_is_refused_tells_nothing() -> None:
    endpoint(ANYWHERE)

    class No(Refusal):
        pass

    @command
    def open_and_refuse(*, by: Any) -> None:
        deal()
        raise No

    with pytest.raises(No), transaction.atomic():
        open_and_refuse(by=actor())

    assert told() == []


@pytest.mark.parametrize("count", [3, 300])
def test_a_mass_change_costs_two_statements_more_whatever_its_size(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = deal()
    Deal.objects.bulk_create(
        [Deal(title="x", stage=first.stage, owner=first.owner) for _ in range(count)]
    )
    ids = list(Deal.objects.values_list("pk", flat=True))
    by = actor()
    with django_assert_max_num_queries(60) as before:
        change_deals(ids, {"product": "насос"}, by=by)
    endpoint(ANYWHERE)

    with django_assert_max_num_queries(len(before) + 4):
        change_deals(ids, {"product": "труба"}, by=by)

    assert Message.objects.count() == count + 1
