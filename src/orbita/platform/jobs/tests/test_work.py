"""Long work shows how far it is, can be cancelled, survives a crash."""

import threading
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client

from orbita.platform.accounts.tests.factories import actor, admin, alice, carol, signed_in
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotAllowed, Refusal
from orbita.platform.company.models import LegalEntity
from orbita.platform.jobs import jobs
from orbita.platform.jobs.commands import cancel_work, start_work
from orbita.platform.jobs.errors import WorkIsOver
from orbita.platform.jobs.models import JobFault, Work
from orbita.platform.jobs.progress import Interrupted, Progress
from orbita.platform.jobs.slots import WorkKind, work_kinds
from orbita.platform.jobs.stopping import STOPPING

CONTEXT: Any = SimpleNamespace(job=SimpleNamespace(id=77))


class Refused(Refusal):
    sentence = "The file is empty."


def count_to_ten(progress: Progress, by: Actor, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    with transaction.atomic():
        progress.begin(10, "Counting")
        for number in range(10):
            LegalEntity.objects.create(form="other", name=str(number))
            if parameters.get("stop_at") == number:
                _interfere(progress.work_id, parameters["how"])
            progress.step()
            progress.tell()
    return {"counted": 10}


def _interfere(work_id: UUID, how: str) -> None:
    """What happens meanwhile in another process, while the work's transaction is open."""
    if how == "look":
        seen.append(elsewhere(lambda: Work.objects.get(pk=work_id).done))
    elif how == "cancel":
        elsewhere(lambda: cancel_work(work_id, by=SYSTEM))
    elif how == "stop":
        STOPPING.set()
    elif how == "refuse":
        raise Refused
    else:
        raise RuntimeError("first line\nthe last line")


seen: list[int] = []


def elsewhere(question: Any) -> Any:
    """Ask on another connection, as another process would."""
    found: list[Any] = []

    def ask() -> None:
        try:
            found.append(question())
        finally:
            connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return found[0]


@pytest.fixture(autouse=True)
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kind = WorkKind(
        "test.count", "Counting", count_to_ten, lambda work: ("Open the list", "/company/")
    )
    monkeypatch.setitem(work_kinds._plugs, kind.key, kind)
    yield
    STOPPING.clear()
    seen.clear()


def begin(stop_at: int | None = None, how: str = "") -> Work:
    return start_work(
        "test.count",
        title="Count to ten",
        parameters={"stop_at": stop_at, "how": how},
        by=actor(alice()),
    )


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_transaction_of_the_work_is_open() -> None:
    work = begin(5, "look")

    jobs.run_work(CONTEXT, str(work.pk))

    work.refresh_from_db()
    assert seen == [5]
    assert (work.state, work.done, work.percent) == ("done", 10, 100)
    assert work.result == {"counted": 10}


@pytest.mark.django_db(transaction=True)
def test_cancelled_work_leaves_nothing_half_done() -> None:
    work = begin(5, "cancel")

    jobs.run_work(CONTEXT, str(work.pk))

    work.refresh_from_db()
    assert work.state == "cancelled"
    assert not LegalEntity.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_that_the_stop_of_the_worker_interrupts_is_begun_again() -> None:
    work = begin(5, "stop")

    with pytest.raises(Interrupted):
        jobs.run_work(CONTEXT, str(work.pk))

    work.refresh_from_db()
    assert work.state == "queued"
    STOPPING.clear()
    Work.objects.update(parameters={})
    jobs.run_work(CONTEXT, str(work.pk))
    work.refresh_from_db()
    assert work.state == "done"
    assert LegalEntity.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_shown_to_who_has_started_the_work() -> None:
    work = begin(2, "refuse")

    jobs.run_work(CONTEXT, str(work.pk))

    work.refresh_from_db()
    assert (work.state, work.note) == ("failed", "The file is empty.")


@pytest.mark.django_db(transaction=True)
def test_a_fault_is_kept_for_administrators_and_not_shown_to_others(client: Client) -> None:
    work = begin(2, "break")

    with pytest.raises(RuntimeError):
        jobs.run_work(CONTEXT, str(work.pk))

    assert JobFault.objects.get(job_id=77).text == "RuntimeError: the last line"
    page = signed_in(client, alice()).get(f"/works/{work.pk}/").content.decode()
    assert "the last line" not in page


@pytest.mark.django_db
def test_waiting_work_is_cancelled_at_once_and_only_once() -> None:
    work = begin()

    cancel_work(work.pk, by=actor(alice()))

    work.refresh_from_db()
    assert work.state == "cancelled"
    with pytest.raises(WorkIsOver):
        cancel_work(work.pk, by=actor(alice()))


@pytest.mark.django_db
def test_others_neither_see_nor_cancel_the_work(client: Client) -> None:
    work = begin()

    assert signed_in(client, carol()).get(f"/works/{work.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        cancel_work(work.pk, by=actor(carol()))
    assert signed_in(client, admin()).get(f"/works/{work.pk}/").status_code == 200


@pytest.mark.django_db
def test_the_piece_fetches_itself_until_the_work_is_over(client: Client) -> None:
    work = begin()
    url = f"/works/{work.pk}/"
    signed_in(client, alice())

    waiting = client.get(url, headers={"HX-Request": "true"}).content.decode()
    Work.objects.update(state="done")
    over = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "every 1s" in waiting
    assert "cancellation" in waiting
    assert "every 1s" not in over
    assert "Open the list" in over
    assert "<html" not in over
