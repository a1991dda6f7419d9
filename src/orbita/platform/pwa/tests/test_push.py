"""Notices come to the devices of their readers, encrypted, and to nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotFound
from orbita.platform.notifications.commands import notify, read_all_notices, set_reminder
from orbita.platform.notifications.jobs import remind
from orbita.platform.pwa import jobs
from orbita.platform.pwa.commands import (
    add_device,
    choose_kinds,
    forget_devices,
    make_push_keys,
    remove_device,
)
from orbita.platform.pwa.errors import KeysAreBroken, NotAPushService
from orbita.platform.pwa.models import PushDevice, PushKeys
from orbita.platform.pwa.queries import devices
from orbita.platform.pwa.tests.push_service import BrowserKeys, PushService, push_service
from orbita.platform.records.slots import RecordRef

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any) -> Iterator[PushService]:
    """A push service on this machine, which may be called in this test."""
    settings.ORBITA_PUSH_PRIVATE = True
    with push_service() as running:
        yield running


def session_of(user: User) -> str:
    """The key of a session that goes on."""
    session = SessionStore()
    session["whose"] = str(user.pk)
    session.save()
    return str(session.session_key)


def device(user: User, endpoint: str, keys: BrowserKeys | None = None) -> PushDevice:
    """A device that takes notices."""
    keys = keys or BrowserKeys()
    return add_device(
        endpoint=endpoint,
        p256dh=keys.p256dh,
        auth=keys.auth,
        name="Chrome, Android",
        session_key=session_of(user),
        by=actor(user),
    )


def tell(user: User, text: str = "Позвонить в «Ромашку»") -> None:
    notify([user.pk], kind="reminder", values={"text": text}, by=SYSTEM)


def deliver() -> int:
    """Do what waits in the queue; how many jobs there were."""
    waiting = list(ProcrastinateJob.objects.filter(task_name="pwa.deliver").order_by("id"))
    for job in waiting:
        jobs.deliver(**job.args)
    return len(waiting)


@pytest.mark.req("PLT-11")
def test_a_notice_comes_to_the_device_and_only_its_browser_can_read_it(
    service: PushService,
) -> None:
    keys = BrowserKeys()
    device(alice(), f"{service.url}/alice", keys)

    tell(alice())
    deliver()

    (parcel,) = service.parcels
    said = keys.read(parcel.body)
    assert said["title"] == "Напоминание"
    assert said["body"] == "Позвонить в «Ромашку»"
    assert (said["url"], said["lang"]) == ("/notices/", "ru")
    assert "Ромашк".encode() not in parcel.body
    assert parcel.headers["content-encoding"] == "aes128gcm"
    assert int(parcel.headers["ttl"]) == 86400
    assert PushDevice.objects.get().reached_at is not None


def test_the_service_learns_by_a_signature_who_sends(service: PushService, settings: Any) -> None:
    settings.ORBITA_PUSH_CONTACT = "mailto:it@example.com"
    device(alice(), f"{service.url}/alice")

    tell(alice())
    deliver()

    claims = service.parcels[0].claims(PushKeys.objects.get().public)
    assert (claims["aud"], claims["sub"]) == (service.url, "mailto:it@example.com")
    assert 0 < int(claims["exp"]) - timezone.now().timestamp() <= 86400


def test_the_text_is_in_the_language_of_the_reader(service: PushService) -> None:
    keys = BrowserKeys()
    device(alice(language="en"), f"{service.url}/alice", keys)

    tell(alice(), "Call")
    deliver()

    assert keys.read(service.parcels[0].body)["title"] == "Reminder"


def test_reminders_come_to_devices_too(service: PushService) -> None:
    device(alice(), f"{service.url}/alice")
    about = RecordRef("test-deal", UUID(int=1))
    set_reminder(alice().pk, at=timezone.now(), about=about, text="Звонок", by=SYSTEM)

    remind(0)

    assert (deliver(), len(service.parcels)) == (1, 1)


def test_nobody_without_a_device_costs_a_job() -> None:
    tell(bob())

    assert deliver() == 0


def test_a_notice_that_was_read_meanwhile_is_not_sent(service: PushService) -> None:
    device(alice(), f"{service.url}/alice")
    tell(alice())

    read_all_notices(by=actor(alice()))
    deliver()

    assert service.parcels == []


def test_kinds_that_were_not_chosen_stay_away(service: PushService) -> None:
    device(alice(), f"{service.url}/alice")
    choose_kinds({"work"}, by=actor(alice()))

    tell(alice())
    deliver()

    assert service.parcels == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_its_service_does_not_know_any_more_goes(
    service: PushService, status: int
) -> None:
    device(alice(), f"{service.url}/gone")
    device(alice(), f"{service.url}/here")
    service.answers["/gone"] = status

    tell(alice())
    deliver()

    assert [found.endpoint for found in PushDevice.objects.all()] == [f"{service.url}/here"]


def test_a_service_that_is_down_is_asked_again_later_and_not_for_ever(
    service: PushService,
) -> None:
    device(alice(), f"{service.url}/down")
    service.answers["/down"] = 503
    tell(alice())

    for _try in range(jobs.TRIES + 2):
        waiting = list(ProcrastinateJob.objects.filter(task_name="pwa.deliver"))
        ProcrastinateJob.objects.filter(task_name="pwa.deliver")._raw_delete("default")
        for job in waiting:
            jobs.deliver(**job.args)

    assert len(service.parcels) == 1 + jobs.TRIES
    assert PushDevice.objects.count() == 1


def test_a_redirect_is_not_followed(service: PushService) -> None:
    device(alice(), f"{service.url}/moved")
    service.answers["/moved"] = 307

    tell(alice())
    deliver()

    assert len(service.parcels) == 1


@pytest.mark.req("PLT-11")
def test_who_signs_out_takes_no_notices_there_any_more(service: PushService) -> None:
    kept = device(alice(), f"{service.url}/alice")
    Session.objects.filter(session_key=kept.session_key).delete()

    tell(alice())
    deliver()

    assert service.parcels == []
    assert devices(actor(alice()), "") == []
    assert forget_devices(by=SYSTEM) == 1


def test_who_has_left_takes_none(service: PushService) -> None:
    device(alice(), f"{service.url}/alice")
    tell(alice())
    User.objects.filter(pk=alice().pk).update(is_active=False)

    deliver()

    assert service.parcels == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/a",
        "https://127.0.0.1/a",
        "https://10.0.0.7/a",
        "https://[::1]/a",
        "https://localhost/a",
        "https://intranet/a",
        "https://db.internal/a",
        "https://user:word@push.example.com/a",
        "https://push.example.com:port/a",
        "ftp://push.example.com/a",
        "",
    ],
)
def test_addresses_that_are_of_no_push_service_are_refused(endpoint: str) -> None:
    with pytest.raises(NotAPushService):
        device(alice(), endpoint)


def test_a_public_name_that_leads_into_our_network_is_not_called(
    service: PushService, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = service.url.rpartition(":")[2]
    device(alice(), f"https://push.example.com:{port}/alice")
    settings.ORBITA_PUSH_PRIVATE = False
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("127.0.0.1", int(port)))]
    )

    tell(alice())
    deliver()

    assert service.parcels == []


@pytest.mark.parametrize(("p256dh", "auth"), [("short", ""), ("", "x"), ("ж", "ж")])
def test_keys_that_are_none_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(KeysAreBroken):
        add_device(
            endpoint="https://push.example.com/a",
            p256dh=p256dh,
            auth=auth,
            name="",
            session_key="",
            by=actor(alice()),
        )


def test_nobody_removes_the_device_of_another() -> None:
    kept = device(alice(), "https://push.example.com/a")

    with pytest.raises(NotFound):
        remove_device(kept.pk, by=actor(carol()))
    remove_device(kept.pk, by=actor(alice()))

    assert PushDevice.objects.count() == 0


def test_the_same_browser_is_the_same_device_of_whoever_came_last() -> None:
    device(alice(), "https://push.example.com/a")
    device(bob(), "https://push.example.com/a")

    assert PushDevice.objects.get().user == bob()


def test_keys_are_made_once_and_anew_when_the_secret_is_another(settings: Any) -> None:
    first = make_push_keys(by=SYSTEM).public
    device(alice(), "https://push.example.com/a")
    again = make_push_keys(by=SYSTEM).public
    settings.SECRET_KEY = "quite another secret of this installation, longer than fifty"

    assert again == first
    assert make_push_keys(by=SYSTEM).public != first
    assert PushDevice.objects.count() == 0


def test_many_notices_take_as_many_statements_as_one(
    service: PushService, django_assert_max_num_queries: Any
) -> None:
    device(alice(), f"{service.url}/alice")
    device(bob(), f"{service.url}/bob")
    for _ in range(15):
        notify([alice().pk, bob().pk], kind="reminder", values={"text": "Звонок"}, by=SYSTEM)
    notices = [key for job in ProcrastinateJob.objects.all() for key in job.args["notice_ids"]]

    with django_assert_max_num_queries(16):
        jobs.deliver(notices)

    assert len(service.parcels) == 30


@pytest.mark.req("PLT-11")
def test_the_page_adds_shows_tries_and_removes_a_device(
    client: Client, service: PushService
) -> None:
    keys = BrowserKeys()
    signed_in(client, alice())
    given = {"endpoint": f"{service.url}/own", "p256dh": keys.p256dh, "auth": keys.auth}

    client.post("/push/devices/", given, headers={"User-Agent": "Chrome/140 Android"})
    page = client.get("/push/").content.decode()
    kept = PushDevice.objects.get()
    client.post(f"/push/devices/{kept.pk}/trial/")
    jobs.try_out(str(kept.pk))

    assert "Chrome, Android" in page
    assert "это устройство" in page
    assert keys.read(service.parcels[0].body)["title"] == "Всё работает"
    assert client.post(f"/push/devices/{kept.pk}/removal/").status_code == 303
    assert PushDevice.objects.count() == 0


def test_a_choice_is_kept(client: Client) -> None:
    signed_in(client, alice())

    client.post("/push/kinds/", {"kind": ["reminder"]})

    page = client.get("/push/").content.decode()
    assert 'value="reminder" checked' in page
    assert 'value="work" checked' not in page


def test_a_session_that_has_run_out_is_over(service: PushService) -> None:
    kept = device(alice(), f"{service.url}/alice")
    late = timezone.now() - timedelta(minutes=1)
    Session.objects.filter(session_key=kept.session_key).update(expire_date=late)

    assert devices(actor(alice()), kept.session_key) == []
