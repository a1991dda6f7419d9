"""The pages of webhooks: for administrators, in a few statements, with the secret shown once."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from orbita.api.webhooks.catalogue import event_types, known_types
from orbita.api.webhooks.commands import add_endpoint, remove_endpoint, send_ping
from orbita.api.webhooks.errors import EventIsUnknown, OwnerHasLeft
from orbita.api.webhooks.models import Endpoint, Message, State
from orbita.api.webhooks.signing import opened
from orbita.api.webhooks.tests.factories import Receiver, endpoint, send_all
from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, signed_in
from orbita.platform.acts.errors import NotAllowed, NotFound, NothingToUndo
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ANYWHERE = "http://127.0.0.1:9/hook"


@pytest.fixture
def office(client: Client) -> Client:
    return signed_in(client, admin())


@pytest.mark.req("PLT-14")
def test_a_webhook_is_added_and_its_secret_is_shown_once(office: Client) -> None:
    form = {
        "url": ANYWHERE,
        "description": "Склад",
        "owner_id": alice().pk,
        "events": ["deal.won", "party.added"],
    }

    answer = office.post(reverse("webhooks:new"), form, headers=HTMX)

    made = Endpoint.objects.get()
    secret = opened(made.secret)
    assert made.events == ["deal.won", "party.added"]
    assert made.owner == alice()
    assert secret in answer.content.decode()
    assert "whsec_" not in made.secret
    pages = [reverse("webhooks:list"), reverse("webhooks:endpoint", args=[made.pk]),
             reverse("webhooks:change", args=[made.pk])]  # fmt: skip
    assert [secret in office.get(page).content.decode() for page in pages] == [False] * 3


def test_the_form_says_what_is_wrong(office: Client) -> None:
    form = {"url": "ftp://example.com", "owner_id": admin().pk}

    answer = office.post(reverse("webhooks:new"), form, headers=HTMX)

    assert answer.status_code == 422
    assert "https://" in answer.content.decode()
    assert not Endpoint.objects.exists()


def test_unknown_events_and_people_who_have_left_are_refused() -> None:
    with pytest.raises(EventIsUnknown):
        endpoint(ANYWHERE, "deal.eaten")
    with pytest.raises(OwnerHasLeft):
        endpoint(ANYWHERE, owner=bob(is_active=False))


@pytest.mark.req("PLT-09")
def test_only_who_may_manage_webhooks_may_act(office: Client) -> None:
    with pytest.raises(NotAllowed):
        add_endpoint(ANYWHERE, by=actor(alice()))
    made = endpoint(ANYWHERE)
    with pytest.raises(NotAllowed):
        send_ping(made.pk, by=actor(bob()))


def test_a_webhook_is_changed_switched_and_gets_a_new_secret(office: Client) -> None:
    made = endpoint(ANYWHERE)
    before = opened(made.secret)
    form = {"url": ANYWHERE + "/2", "owner_id": alice().pk, "description": "Касса"}

    office.post(reverse("webhooks:change", args=[made.pk]), form)
    office.post(reverse("webhooks:switch", args=[made.pk]), {"on": "0"})
    answer = office.post(reverse("webhooks:secret", args=[made.pk]), headers=HTMX)

    made.refresh_from_db()
    assert (made.url, made.description, made.is_active) == (ANYWHERE + "/2", "Касса", False)
    assert opened(made.secret) != before == opened(made.old_secret)
    assert opened(made.secret) in answer.content.decode()


def test_a_removed_webhook_comes_back_with_its_messages(office: Client) -> None:
    made = endpoint(ANYWHERE)
    deal()
    count = Message.objects.count()

    office.post(reverse("webhooks:removal", args=[made.pk]))
    assert office.get(reverse("webhooks:endpoint", args=[made.pk])).status_code == 404
    with pytest.raises(NotFound):
        send_ping(made.pk, by=actor(admin()))

    undo_act(_last_act(), by=actor(admin()))

    assert office.get(reverse("webhooks:endpoint", args=[made.pk])).status_code == 200
    assert Message.objects.count() == count > 0


def test_adding_a_webhook_is_undone_until_something_was_told() -> None:
    fresh = endpoint(ANYWHERE)
    undo_act(_last_act(), by=actor(admin()))
    assert not Endpoint.objects.filter(pk=fresh.pk).exists()

    endpoint(ANYWHERE)
    add = _last_act()
    deal()
    with pytest.raises(NothingToUndo):
        undo_act(add, by=actor(admin()))


def _last_act() -> UUID:
    found = last_act_id()
    assert found
    return found


def test_a_removal_gets_no_messages() -> None:
    made = endpoint(ANYWHERE)
    remove_endpoint(made.pk, by=actor(admin()))

    deal()

    assert not Message.objects.exists()


@pytest.mark.req("PLT-14")
def test_the_log_shows_each_message_with_what_was_sent_and_said(
    office: Client, listener: Receiver
) -> None:
    made = endpoint(listener.url, "deal.opened")
    deal()
    listener.says(422, body="сумма не та".encode())
    send_all(made)
    message = Message.objects.get()

    page = office.get(reverse("webhooks:endpoint", args=[made.pk])).content.decode()
    drawer = office.get(reverse("webhooks:message", args=[message.uid])).content.decode()
    waiting = reverse("webhooks:endpoint", args=[made.pk]) + "?state="

    assert "deal.opened" in page
    assert "422" in page
    assert "сумма не та" in drawer
    assert message.message_id in drawer
    assert f"/deals/{message.record_id}/" in drawer
    assert "deal.opened" in office.get(waiting + "waiting").content.decode()
    assert not re.search("message-\\d", office.get(waiting + "delivered").content.decode())


def test_messages_are_sent_again_from_the_page(office: Client, listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.opened")
    for _ in range(3):
        deal()
    send_all(made)
    uids = list(Message.objects.order_by("id").values_list("uid", flat=True))

    office.post(reverse("webhooks:again", args=[made.pk]), {"message": [uids[0], uids[2]]})
    assert Message.objects.filter(state=State.WAITING).count() == 2
    since = timezone.localtime(timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    office.post(reverse("webhooks:replay", args=[made.pk]), {"since": since})
    assert Message.objects.filter(state=State.WAITING).count() == 3
    office.post(reverse("webhooks:ping", args=[made.pk]))
    send_all(made)

    assert [got.data["type"] for got in listener.got].count("deal.opened") == 6
    assert listener.got[-1].data["type"] == "ping"
    assert len(set(listener.ids)) == 4


@pytest.mark.parametrize("count", [5, 120])
def test_the_log_costs_the_same_however_long_it_is(
    count: int, office: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = endpoint(ANYWHERE)
    now = timezone.now()
    Message.objects.bulk_create(
        [Message(endpoint=made, type="ping", body="{}", created_at=now, next_at=now)
         for _ in range(count)]
    )  # fmt: skip

    with django_assert_max_num_queries(14):
        page = office.get(reverse("webhooks:endpoint", args=[made.pk]))

    assert page.status_code == 200
    assert page.content.decode().count('name="message"') == min(count, 50)


def test_the_list_costs_the_same_however_long_it_is(
    office: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        endpoint(f"{ANYWHERE}/{number}")

    with django_assert_max_num_queries(10):
        page = office.get(reverse("webhooks:list"))

    assert page.content.decode().count("settings-line") == 12


def test_the_page_of_events_names_every_type(office: Client) -> None:
    page = office.get(reverse("webhooks:types")).content.decode()

    assert [name for name in known_types() if f">{name}</code>" not in page] == []
    assert {"deal.won", "deal.deleted", "party.added", "lead.given"} <= known_types()
    assert not [one for one in event_types() if "by" in one.values]
