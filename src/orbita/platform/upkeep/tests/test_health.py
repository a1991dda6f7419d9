"""Administrators see how the installation is, and what to do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.upkeep import looking
from orbita.platform.upkeep.commands import (
    ask_for,
    begin_upkeep,
    finish_upkeep,
    note_drill,
    set_backup_plan,
)
from orbita.platform.upkeep.errors import UpkeepRunsAlready
from orbita.platform.upkeep.models import BackupPlan, Kind, Upkeep
from orbita.platform.upkeep.schema import differences

pytestmark = pytest.mark.django_db
Bound = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Backups of this test lie in a folder of its own."""
    monkeypatch.setenv("ORBITA_BACKUPS", str(tmp_path))
    return tmp_path


def line(title: str) -> looking.Line:
    return next(one for one in looking.lines() if str(one.title) == title)


@pytest.mark.req("PLT-19")
def test_every_line_says_its_state_and_a_bad_one_what_to_do(client: Client) -> None:
    found = looking.lines()

    assert {"Резервные копии", "Очередь", "Фоновая работа", "Таблицы", "HTTPS"} <= {
        str(one.title) for one in found
    }
    assert all(one.found and one.meaning for one in found)
    assert all(one.advice for one in found if one.state in {looking.BAD, looking.WARN})
    assert people.signed_in(client, people.admin()).get("/settings/health/").status_code == 200


def test_the_page_asks_no_more_with_more_behind_it(
    client: Client, django_assert_max_num_queries: Bound
) -> None:
    people.signed_in(client, people.admin())
    Upkeep.objects.bulk_create([Upkeep(kind=Kind.DRILL) for _number in range(200)])

    with django_assert_max_num_queries(40):
        client.get("/settings/health/")


def test_it_is_for_administrators(client: Client) -> None:
    assert people.signed_in(client).get("/settings/health/").status_code == 403
    with pytest.raises(NotAllowed):
        set_backup_plan({"is_on": False}, by=people.actor())


@pytest.mark.req("PLT-19")
def test_the_plan_is_set_on_the_page(client: Client) -> None:
    people.signed_in(client, people.admin())

    client.post(
        "/settings/health/plan/",
        {"is_on": "on", "at": "03:15", "daily": "3", "weekly": "2", "monthly": "1"},
    )

    plan = BackupPlan.objects.get()
    assert (f"{plan.at:%H:%M}", plan.daily, plan.drills) == ("03:15", 3, False)


@pytest.mark.req("PLT-19")
def test_a_failed_backup_is_told_to_administrators_and_shown(
    django_capture_on_commit_callbacks: Bound,
) -> None:
    people.admin()
    row = begin_upkeep(Kind.BACKUP, by=SYSTEM)
    assert row

    finish_upkeep(row.pk, is_good=False, note="the disk is full", by=SYSTEM)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE args->>'listener' LIKE '%%upkeep%%'"
        )
        assert cursor.fetchone()[0] == 1
    assert line("Резервные копии").state == looking.BAD
    assert "the disk is full" in line("Резервные копии").advice


def test_there_is_one_backup_at_a_time() -> None:
    begin_upkeep(Kind.BACKUP, by=SYSTEM)

    assert begin_upkeep(Kind.BACKUP, by=SYSTEM) is None
    with pytest.raises(UpkeepRunsAlready):
        ask_for(Kind.BACKUP, by=people.actor(people.admin()))


def test_one_that_was_cut_off_stands_in_nobodys_way() -> None:
    Upkeep.objects.create(kind=Kind.BACKUP, started_at=timezone.now() - timedelta(hours=13))

    assert begin_upkeep(Kind.BACKUP, by=SYSTEM)


@pytest.mark.req("PLT-19")
def test_the_last_drill_is_shown_whoever_made_it() -> None:
    note_drill(
        {"is_good": False, "file": "a.tar", "note": "a file is missing", "seconds": 3}, by=SYSTEM
    )

    found = line("Пробное восстановление")

    assert (found.state, found.advice) == (looking.BAD, "a file is missing")


@pytest.mark.req("PLT-19")
def test_the_comparison_with_the_code_finds_what_is_missing() -> None:
    assert differences() == []

    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX upkeep_kind_started")
        cursor.execute("ALTER TABLE upkeep_upkeep DROP COLUMN note")
        cursor.execute("ALTER TABLE upkeep_backupplan DROP CONSTRAINT backup_plan_is_one")
        cursor.execute("ALTER TABLE deals_deal DISABLE TRIGGER USER")

    found = "\n".join(differences())
    assert "index upkeep_kind_started of upkeep_upkeep is missing" in found
    assert "column upkeep_upkeep.note is missing" in found
    assert "constraint backup_plan_is_one of upkeep_backupplan is missing" in found
    assert "of deals_deal is not the one of the code, or switched off" in found
