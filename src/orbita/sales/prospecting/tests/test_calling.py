"""Lists for calling and the calls made from them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.models import Interaction, Kind, Result
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.segments.tests.factories import segment
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, employee, signed_in
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.conditions.tree import Test as Asked
from orbita.sales.prospecting.commands import (
    add_to_call_list,
    call_segment,
    delete_call_lists,
    make_call_list,
    record_call,
)
from orbita.sales.prospecting.errors import AlreadyCalled, CallListNeedsName, NobodyToCall
from orbita.sales.prospecting.models import CallList, State
from orbita.sales.prospecting.queries import next_entry
from orbita.sales.prospecting.tests.factories import call_list, entry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.mark.req("SAL-27")
def test_chosen_clients_go_onto_a_list_from_the_list_of_clients(client: Client) -> None:
    first, second = organisation("А"), organisation("Б")
    seller = signed_in(client)
    sent = {"ids": [first.pk], "confirmed": "1", "call_list": "", "name": "Декабрь"}
    seller.post("/parties/bulk/call-list/", sent, headers=HTMX)
    made = CallList.objects.get(name="Декабрь")
    sent = {"ids": [first.pk, second.pk], "confirmed": "1", "call_list": str(made.pk), "name": ""}
    seller.post("/parties/bulk/call-list/", sent, headers=HTMX)

    assert list(made.entries.values_list("party__name", flat=True)) == ["А", "Б"]


@pytest.mark.req("SAL-27")
def test_a_segment_becomes_a_list_shared_out_in_turn() -> None:
    for number in range(4):
        organisation(f"c{number}", city="Самара")
    organisation("Чужой", city="Самара", owner=carol())
    found = segment(Asked("city", "is", "Самара"), is_shared=True)
    other = employee(department=alice().department)

    made = call_segment(found.pk, name="x", assignees=[alice().pk, other.pk], by=actor())

    given = list(made.entries.values_list("assignee", flat=True))
    assert made.entries.count() == 4
    assert given.count(alice().pk) == given.count(other.pk) == 2


@pytest.mark.req("SAL-27")
def test_a_call_stands_in_the_list_and_on_the_timeline_and_is_undone() -> None:
    client = organisation()
    found = call_list(client)
    record_call(found.pk, entry(found).pk, state=State.INTERESTED, text="Ждут расчёт", by=actor())
    act = last_act_id()

    told = Interaction.objects.get(party=client, kind=Kind.CALL)
    assert (told.result, told.text) == (Result.AGREED, "Ждут расчёт")
    assert entry(found).state == State.INTERESTED
    found.progress.refresh_from_db()
    assert (found.progress.waiting, found.progress.interested) == (0, 1)
    assert act is not None
    undo_act(act, by=actor())
    assert entry(found).state == State.TO_CALL
    assert not Interaction.objects.alive().filter(party=client, kind=Kind.CALL).exists()


def test_the_same_client_is_not_called_twice() -> None:
    found = call_list()
    key = entry(found).pk
    record_call(found.pk, key, state=State.CALLED, by=actor())
    with pytest.raises(AlreadyCalled):
        record_call(found.pk, key, state=State.CALLED, by=actor(bob()))


@pytest.mark.req("SAL-27")
def test_next_come_ones_own_then_nobodys_then_who_did_not_answer() -> None:
    mine, free, others, silent = (organisation(name) for name in "АБВГ")
    found = call_list(free, others, mine, silent)
    found.entries.filter(party=mine).update(assignee=alice())
    found.entries.filter(party=others).update(assignee=bob())
    found.entries.filter(party=silent).update(
        state=State.NO_ANSWER, called_at=timezone.now() - timedelta(hours=3)
    )
    order = []
    for _number in range(3):
        one = next_entry(actor(), found.pk)
        assert one is not None
        order.append(one.party)
        record_call(found.pk, one.pk, state=State.NO_ANSWER, by=actor())

    assert order == [mine, free, silent]
    assert next_entry(actor(), found.pk) is None


def test_a_list_needs_a_name_and_somebody_to_call() -> None:
    with pytest.raises(CallListNeedsName):
        make_call_list(name=" ", party_ids=[organisation().pk], by=actor())
    with pytest.raises(NobodyToCall):
        make_call_list(name="x", party_ids=[organisation(owner=carol()).pk], by=actor())


def test_strangers_see_no_list_and_add_nobody(client: Client) -> None:
    found = call_list()
    with pytest.raises(NotFound):
        add_to_call_list(found.pk, [organisation(owner=carol()).pk], by=actor(carol()))
    with pytest.raises(NotFound):
        record_call(found.pk, entry(found).pk, state=State.CALLED, by=actor(carol()))
    stranger = signed_in(client, carol())
    for name in ("prospecting:record", "prospecting:calling", "prospecting:profile"):
        assert stranger.get(reverse(name, args=[found.pk])).status_code == 404


def test_whoever_is_given_a_client_of_the_list_sees_the_list(client: Client) -> None:
    found = call_list(organisation(owner=bob()), owner=bob(), assignees=[alice().pk])
    page = signed_in(client).get(reverse("prospecting:record", args=[found.pk]))
    assert page.status_code == 200


@pytest.mark.req("SAL-27")
def test_calling_one_by_one_on_the_page_plans_the_next_step_in_words(client: Client) -> None:
    first, second = organisation("Первый", phones=("+79161234567",)), organisation("Второй")
    found = call_list(first, second, script="Добрый день")
    url = reverse("prospecting:calling", args=[found.pk])
    seller = signed_in(client)
    page = seller.get(url).content.decode()
    assert "tel:+79161234567" in page
    assert "Добрый день" in page

    sent = {"entry": entry(found).pk, "state": "interested", "text": "Хотят КП"}
    wrong = seller.post(url, {**sent, "next": "как-нибудь"})
    assert wrong.status_code == 422
    assert "Хотят КП" in wrong.content.decode()
    seller.post(url, {**sent, "next": "завтра в 10 отправить КП"})

    step = Interaction.objects.get(party=first, done_at=None)
    assert step.subject == "отправить КП"
    assert "Второй" in seller.get(url).content.decode()
    seller.post(url, {"entry": entry(found, second).pk, "state": "refused", "text": ""})
    assert seller.get(url).context["entry"] is None


def test_forms_and_panels_of_a_list_open(client: Client) -> None:
    found = call_list(organisation(city="Самара"))
    seller = signed_in(client)
    marked = segment(Asked("city", "is", "Самара"), is_shared=True)
    for address in (
        "/call-lists/",
        "/call-lists/new/",
        f"/call-lists/{found.pk}/",
        f"/call-lists/{found.pk}/profile/",
        reverse("prospecting:of_segment", args=[marked.pk]),
        reverse("records:panel", args=["call_list", found.pk, "call-list-about"]),
        reverse("records:panel", args=["call_list", found.pk, "call-list-entries"]),
    ):
        assert seller.get(address).status_code == 200, address
    url = reverse("prospecting:profile", args=[found.pk])
    seller.post(url, {"name": "Новое имя", "script": "Слова"}, headers=HTMX)
    url = reverse("prospecting:of_segment", args=[marked.pk])
    seller.post(url, {"name": "Волга", "script": ""}, headers=HTMX)
    assert set(CallList.objects.values_list("name", flat=True)) == {"Новое имя", "Волга"}


def test_a_deleted_list_is_gone(client: Client) -> None:
    found = call_list()
    delete_call_lists([found.pk], by=actor())
    url = reverse("prospecting:record", args=[found.pk])
    assert signed_in(client).get(url).status_code == 404


@pytest.mark.parametrize("count", [3, 300])
def test_statements_do_not_grow_with_clients(
    client: Client, count: int, django_assert_max_num_queries: object
) -> None:
    Party.objects.bulk_create([Party(name=f"c{n}", owner=alice()) for n in range(count)])
    found = call_list(*Party.objects.all())
    seller = signed_in(client)
    panel = reverse("records:panel", args=["call_list", found.pk, "call-list-entries"])
    for address in ("/call-lists/", f"/call-lists/{found.pk}/", panel):
        seller.get(address)
        with django_assert_max_num_queries(16):  # type: ignore[operator]
            seller.get(address)
