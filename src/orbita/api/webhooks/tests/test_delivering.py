"""How messages arrive: signed, in order, again and again until they are taken."""

import base64
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from orbita.api.webhooks.commands import (
    forget_old,
    replay_since,
    rotate_secret,
    send_again,
    send_ping,
    switch_endpoint,
)
from orbita.api.webhooks.errors import EndpointIsOff
from orbita.api.webhooks.jobs import look_for_due, send_messages
from orbita.api.webhooks.marking import endpoints_due
from orbita.api.webhooks.models import Attempt, Endpoint, EndpointHealth, Message
from orbita.api.webhooks.pumping import pump
from orbita.api.webhooks.signing import opened
from orbita.api.webhooks.tests.factories import LOCAL, Receiver, endpoint, send_all
from orbita.platform.accounts.tests.factories import actor, admin, alice
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.notifications.models import Notice
from orbita.platform.own_connection import connection_parameters
from orbita.sales.deals.commands import change_deals, win_deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db


def later(**time: float) -> None:
    """So much time goes by for everything that waits."""
    gone = timedelta(**time)
    Message.objects.update(next_at=F("next_at") - gone, failing_since=F("failing_since") - gone)
    EndpointHealth.objects.update(
        paused_until=F("paused_until") - gone, failing_since=F("failing_since") - gone
    )


def states() -> list[str]:
    return list(Message.objects.order_by("id").values_list("state", flat=True))


@pytest.mark.req("PLT-14")
def test_a_message_arrives_signed_by_standard_webhooks(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.won")
    win_deal(deal().pk, by=actor())

    assert send_all(made) == 1

    (got,) = listener.got
    secret = opened(made.secret)
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    Webhook(secret).verify(got.body, dict(got.headers))
    assert got.data["type"] == "deal.won"
    assert got.id == Message.objects.get().message_id
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(got.body + b" ", dict(got.headers))


@pytest.mark.req("PLT-14")
def test_a_new_secret_and_the_old_one_sign_together_for_a_day(listener: Receiver) -> None:
    made = endpoint(listener.url)
    old = opened(made.secret)
    new = opened(rotate_secret(made.pk, by=actor(admin())).secret)

    send_ping(made.pk, by=actor(admin()))
    send_all(made)
    Endpoint.objects.update(old_secret_until=timezone.now())
    send_ping(made.pk, by=actor(admin()))
    send_all(made)

    first, second = listener.got
    Webhook(old).verify(first.body, dict(first.headers))
    Webhook(new).verify(first.body, dict(first.headers))
    Webhook(new).verify(second.body, dict(second.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(second.body, dict(second.headers))


@pytest.mark.req("PLT-14")
def test_messages_of_a_record_go_in_order_and_others_do_not_wait(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.changed")
    stuck, free = deal(title="Первая"), deal(title="Вторая")
    for title in ("1", "2", "3"):
        change_deals([stuck.pk, free.pk], {"product": title}, by=actor())
    refused = str(stuck.pk)
    listener.answer = lambda got: (400 if got.data["data"]["id"] == refused else 200, {}, b"")

    send_all(made)

    tried = [got.data["data"]["id"] for got in listener.got]
    assert tried.count(refused) == 1
    assert tried.count(str(free.pk)) == 3
    listener.says(200)
    later(seconds=10)
    send_all(made)
    of_stuck = [got for got in listener.got if got.data["data"]["id"] == refused]
    expected = Message.objects.filter(record_id=stuck.pk).order_by("id")
    assert [got.id for got in of_stuck[1:]] == [one.message_id for one in expected]
    assert set(states()) == {"delivered"}


@pytest.mark.req("PLT-14")
def test_after_an_hour_down_everything_arrives_once_and_in_order(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.changed")
    deals = [deal() for _ in range(12)]
    ids = [one.pk for one in deals]
    listener.says(503)
    for number in range(3):
        change_deals(ids, {"product": str(number)}, by=actor())
    for _ in range(60):
        send_all(made)
        later(minutes=1)
    failed = len(listener.got)
    assert failed < 40  # it is left alone, and asked now and then
    assert set(states()) == {"waiting"}

    listener.says(200)
    listener.got.clear()
    later(minutes=10)
    send_all(made)

    assert len(listener.ids) == len(set(listener.ids)) == 36
    assert set(states()) == {"delivered"}
    for record in ids:
        came = [got.id for got in listener.got if got.data["data"]["id"] == str(record)]
        told = Message.objects.filter(record_id=record).order_by("id")
        assert came == [one.message_id for one in told]


def test_waits_grow_and_a_receiver_may_ask_for_more(listener: Receiver) -> None:
    made = endpoint(listener.url)
    send_ping(made.pk, by=actor(admin()))
    listener.says(400)
    waits = []
    for _ in range(5):
        send_all(made)
        message = Message.objects.get()
        waits.append((message.next_at - message.tries.latest("id").at).total_seconds())
        later(hours=1)
    wanted = [5, 30, 120, 600, 1800]
    assert all(0.8 * step <= wait <= 1.2 * step for step, wait in zip(wanted, waits, strict=True))

    listener.says(429, {"Retry-After": "7200"})
    send_all(made)
    message = Message.objects.get()

    asked = (message.next_at - message.tries.latest("id").at).total_seconds()
    assert 7200 <= asked < 7300


def test_after_three_days_a_message_is_given_up_and_the_next_one_goes(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.changed")
    one = deal()
    change_deals([one.pk], {"product": "1"}, by=actor())
    change_deals([one.pk], {"product": "2"}, by=actor())
    listener.says(422)
    send_all(made)
    later(days=3, minutes=1)
    send_all(made)
    assert states() == ["given_up", "waiting"]

    listener.says(200)
    later(minutes=1)
    send_all(made)

    assert states() == ["given_up", "delivered"]


@pytest.mark.req("PLT-14")
def test_a_receiver_that_is_gone_is_switched_off_at_once_and_people_are_told(
    listener: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    made = endpoint(listener.url, owner=alice())
    send_ping(made.pk, by=actor(admin()))
    listener.says(410)

    send_all(made)
    _run_listeners()

    made.refresh_from_db()
    assert (made.is_active, made.off_reason) == (False, "gone")
    told = Notice.objects.filter(kind="webhook-died").values_list("user", flat=True)
    assert set(told) == {alice().pk, admin().pk}


def _run_listeners() -> None:
    """Run what the act has left for its `after` listeners."""
    from orbita.platform.acts.events import call_listener

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'listener', args->'event' FROM procrastinate_jobs"
            " WHERE task_name = 'acts.run_listener' AND args->>'listener' LIKE '%webhook-died%'"
        )
        rows = cursor.fetchall()
    import json

    for name, event in rows:
        call_listener(name, json.loads(event) if isinstance(event, str) else event)


def test_a_receiver_that_fails_for_five_days_is_switched_off(listener: Receiver) -> None:
    made = endpoint(listener.url)
    send_ping(made.pk, by=actor(admin()))
    listener.says(500)
    send_all(made)
    later(days=5, minutes=1)
    Message.objects.update(failing_since=timezone.now())

    send_all(made)

    made.refresh_from_db()
    assert (made.is_active, made.off_reason) == (False, "failing")
    with pytest.raises(EndpointIsOff):
        send_ping(made.pk, by=actor(admin()))
    listener.says(200)
    switch_endpoint(made.pk, on=True, by=actor(admin()))
    send_all(made)
    assert states() == ["delivered"]


def test_nothing_is_sent_by_the_rights_of_somebody_who_has_left(listener: Receiver) -> None:
    owner = alice()
    made = endpoint(listener.url, owner=owner)
    deal()
    owner.is_active = False
    owner.save(update_fields=["is_active"])

    send_all(made)

    made.refresh_from_db()
    assert (made.is_active, made.off_reason) == (False, "owner")
    assert listener.got == []


@pytest.mark.req("PLT-14")
def test_messages_are_sent_again_under_their_ids_and_in_order(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.changed")
    one = deal()
    change_deals([one.pk], {"product": "1"}, by=actor())
    between = timezone.now()
    change_deals([one.pk], {"product": "2"}, by=actor())
    change_deals([one.pk], {"product": "3"}, by=actor())
    send_all(made)
    first = listener.ids

    assert replay_since(made.pk, since=between, by=actor(admin())) == 2
    send_all(made)
    assert listener.ids == [*first, *first[1:]]

    chosen = Message.objects.earliest("id").uid
    assert send_again(made.pk, message_ids=[chosen], by=actor(admin())) == 1
    send_all(made)
    assert listener.ids[-1] == first[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("PLT-14")
def test_two_senders_at_once_send_nothing_twice(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.changed")
    change_deals([deal().pk for _ in range(40)], {"product": "1"}, by=actor())

    def work() -> None:
        try:
            pump(made.pk, LOCAL)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(listener.ids) == len(set(listener.ids)) == 40


KILLED = """
import os, signal, sys
import django
django.setup()
from uuid import UUID
from orbita.api.webhooks import pumping
from orbita.api.webhooks.sending import Post
real = pumping.send
def send_and_die(*given):
    real(*given)
    os.kill(os.getpid(), signal.SIGKILL)
pumping.send = send_and_die
pumping.pump(UUID(sys.argv[1]), Post(private=True))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("PLT-14")
def test_a_sender_killed_before_it_wrote_down_leads_to_the_same_id_again(
    listener: Receiver,
) -> None:
    made = endpoint(listener.url)
    send_ping(made.pk, by=actor(admin()))
    server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    url = f"{server}/{connection_parameters()['dbname']}"
    surroundings = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": "src"}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(made.pk)], env=surroundings, timeout=60, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert states() == ["waiting"]

    send_all(made)

    assert len(listener.ids) == 2
    assert len(set(listener.ids)) == 1
    assert states() == ["delivered"]


def test_an_act_wakes_the_sender_and_so_does_the_clock(listener: Receiver) -> None:
    made = endpoint(listener.url, "deal.opened")
    deal()

    def woken() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'webhooks.send'"
            )
            return int(cursor.fetchone()[0])

    assert woken() == 1
    assert endpoints_due(timezone.now()) == [made.pk]
    look_for_due(timestamp=0)
    look_for_due(timestamp=0)
    assert woken() == 2
    send_messages(endpoint_id=str(made.pk))
    assert endpoints_due(timezone.now()) == []
    assert len(listener.got) == 1


def test_old_messages_are_forgotten_with_their_tries(listener: Receiver) -> None:
    made = endpoint(listener.url)
    send_ping(made.pk, by=actor(admin()))
    send_all(made)
    Message.objects.update(created_at=timezone.now() - timedelta(days=31))
    send_ping(made.pk, by=actor(admin()))

    assert forget_old(by=SYSTEM) == 1

    assert Message.objects.count() == 1
    assert Attempt.objects.count() == 0
