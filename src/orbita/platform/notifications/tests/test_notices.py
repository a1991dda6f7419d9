"""People are told what concerns them, once, and reminded on time."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts import events
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.jobs import run_listener
from orbita.platform.keys import uuid7
from orbita.platform.notifications import queries
from orbita.platform.notifications.commands import (
    clear_reminder,
    forget_notices,
    notify,
    read_notice,
    send_due_reminders,
    set_reminder,
)
from orbita.platform.notifications.jobs import remind
from orbita.platform.notifications.models import Notice, Reminder
from orbita.platform.notifications.slots import Announced, NoticeKind, notice_kinds, plug_notice
from orbita.platform.records.slots import RecordRef

pytestmark = pytest.mark.django_db
DEAL = RecordRef("test-deal", uuid7())


def remind_alice(minutes: int, text: str = "Позвонить") -> Reminder:
    at = timezone.now() + timedelta(minutes=minutes)
    return set_reminder(alice().pk, at=at, about=DEAL, text=text, by=actor(alice()))


def tell(*users: Any, by: Any = SYSTEM) -> int:
    ids = [user.pk for user in users]
    return notify(ids, kind="reminder", values={"text": "Новость"}, by=by)


def test_everybody_is_told_but_who_did_it_and_who_has_left() -> None:
    left = carol()
    left.is_active = False
    left.save()

    told = tell(alice(), bob(), left, by=actor(alice()))

    assert told == 1
    assert Notice.objects.get().user == bob()


def test_the_bell_counts_what_is_not_read(client: Client) -> None:
    tell(alice())
    tell(alice())
    signed_in(client, alice())

    assert ">2</span>" in client.get("/notices/bell/").content.decode()
    client.post("/notices/")
    assert "count hot" not in client.get("/notices/bell/").content.decode()


def test_a_notice_is_read_by_opening_it(client: Client) -> None:
    tell(alice())
    notice = Notice.objects.get()

    response = signed_in(client, alice()).post(f"/notices/{notice.pk}/")

    assert response.status_code == 302
    assert queries.unread_count(actor(alice())) == 0


def test_nobody_reads_the_notices_of_another(client: Client) -> None:
    tell(alice())
    notice = Notice.objects.get()

    read_notice(notice.pk, by=actor(carol()))

    assert queries.unread_count(actor(alice())) == 1
    assert "Новость" not in signed_in(client, carol()).get("/notices/").content.decode()
    assert "Новость" in signed_in(client, alice()).get("/notices/").content.decode()


@pytest.mark.req("SAL-02")
def test_a_reminder_comes_when_its_time_has_come_and_only_once() -> None:
    remind_alice(-1)
    remind(0)
    remind(0)

    line = queries.notices(actor(alice()))[0]
    assert (str(line.text), Notice.objects.count()) == ("Позвонить", 1)
    assert Reminder.objects.get().sent_at is not None


def test_a_reminder_that_is_not_due_waits() -> None:
    remind_alice(5)

    assert send_due_reminders(by=SYSTEM) == 0


def test_a_reminder_of_the_same_record_is_moved_and_not_doubled() -> None:
    remind_alice(5, "Раньше")
    remind_alice(60, "Позже")

    assert Reminder.objects.get().text == "Позже"


def test_a_reminder_that_is_cleared_never_comes() -> None:
    remind_alice(-1)

    assert clear_reminder(DEAL, user_id=alice().pk, by=actor(alice())) == 1
    assert send_due_reminders(by=SYSTEM) == 0


def test_sending_takes_as_many_statements_for_many_as_for_one(
    django_assert_num_queries: Any,
) -> None:
    for _ in range(30):
        set_reminder(
            alice().pk,
            at=timezone.now(),
            about=RecordRef("test-deal", uuid7()),
            text="Позвонить",
            by=SYSTEM,
        )

    with django_assert_num_queries(8):
        assert send_due_reminders(by=SYSTEM) == 30


def test_old_notices_are_forgotten_once_they_are_read() -> None:
    tell(alice())
    tell(alice())
    Notice.objects.filter(pk=Notice.objects.first().pk).update(read_at=timezone.now())  # type: ignore[union-attr]

    assert forget_notices(before=timezone.now() + timedelta(days=1), by=SYSTEM) == 1
    assert Notice.objects.count() == 1


@dataclass(frozen=True)
class Praised:
    who: UUID


def test_a_notice_can_follow_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_kinds, "_sealed", False)
    monkeypatch.setattr(notice_kinds, "_plugs", dict(notice_kinds._plugs))
    monkeypatch.setattr(events, "_after", dict(events._after))
    kind = NoticeKind("test.praise", "Praise", "star", lambda values: "Well done")
    plug_notice(kind, Praised, lambda event: Announced([event.who], {}))
    name = events._after_of[Praised][-1]

    events.call_listener(name, {"who": str(alice().pk)})

    assert [str(line.text) for line in queries.notices(actor(alice()))] == ["Well done"]


def test_a_notice_is_given_once_though_its_job_is_begun_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notice_kinds, "_sealed", False)
    monkeypatch.setattr(notice_kinds, "_plugs", dict(notice_kinds._plugs))
    monkeypatch.setattr(events, "_after", dict(events._after))
    kind = NoticeKind("test.praise", "Praise", "star", lambda values: "Well done")
    plug_notice(kind, Praised, lambda event: Announced([event.who], {}))
    name, event = events._after_of[Praised][-1], {"who": str(alice().pk)}
    job = run_listener.defer(listener=name, event=event)
    context: Any = SimpleNamespace(job=SimpleNamespace(id=job))

    run_listener(context, name, event)
    run_listener(context, name, event)
    run_listener(context, name, event, is_heard=True)

    assert len(queries.notices(actor(alice()))) == 1
