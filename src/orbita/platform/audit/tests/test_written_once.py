"""History, the journal and the log of looks are written once: the database refuses the rest."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.models import Act
from orbita.platform.audit.commands import note_look, undo_act
from orbita.platform.audit.guards import erasing, settle_guards
from orbita.platform.audit.models import Look
from orbita.platform.tracking import EVENT_MODELS

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-17")]
HISTORY = EVENT_MODELS[Party]._meta.db_table


def refused(sql: str, values: tuple[Any, ...] = ()) -> bool:
    """Whether the database refuses the statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


def test_history_rows_are_neither_changed_nor_deleted() -> None:
    party = organisation(city="Tver")

    assert refused(f"UPDATE {HISTORY} SET city = 'Omsk' WHERE id = %s", (party.pk,))
    assert refused(f"DELETE FROM {HISTORY} WHERE id = %s", (party.pk,))


def test_every_history_table_has_its_guard() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE tgname LIKE 'pgtrigger\\_append\\_only%%' AND prosrc LIKE '%%orbita.erasing%%'"
        )
        guarded = {name for (name,) in cursor.fetchall()}

    assert {model._meta.db_table for model in EVENT_MODELS.values()} <= guarded


def test_an_act_is_neither_changed_nor_deleted() -> None:
    change_parties([organisation().pk], {"city": "Omsk"}, by=actor())
    act = last_act_id()

    assert refused("UPDATE acts_act SET command = 'x.y' WHERE id = %s", (act,))
    assert refused("UPDATE acts_act SET by_id = NULL, at = now() WHERE id = %s", (act,))
    assert refused("DELETE FROM acts_act WHERE id = %s", (act,))


def test_that_an_act_was_undone_is_written_once() -> None:
    change_parties([organisation(city="Tver").pk], {"city": "Omsk"}, by=actor())
    act = last_act_id()
    assert act is not None
    undo_act(act, by=actor())

    assert Act.objects.get(pk=act).undone_by_id == last_act_id()
    assert refused("UPDATE acts_act SET undone_by_id = NULL WHERE id = %s", (act,))


def test_a_look_is_neither_changed_nor_deleted() -> None:
    note_look(actor(), "party", organisation().pk)

    assert refused("UPDATE audit_look SET at = now()")
    assert refused("DELETE FROM audit_look")
    assert Look.objects.count() == 1


def test_erasure_has_a_door_that_closes_behind_it() -> None:
    party = organisation(note="Olga likes tea")

    with erasing(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {HISTORY} SET note = '' WHERE id = %s", (party.pk,))

    assert not EVENT_MODELS[Party]._default_manager.filter(note__contains="tea").exists()
    assert refused(f"UPDATE {HISTORY} SET note = 'x' WHERE id = %s", (party.pk,))


def test_guards_are_settled_any_number_of_times() -> None:
    settle_guards()
    settle_guards()

    party = organisation()
    assert refused(f"DELETE FROM {HISTORY} WHERE id = %s", (party.pk,))
