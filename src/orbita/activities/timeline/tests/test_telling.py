"""Reminders and notices that follow from contacts."""

from typing import Any
from uuid import UUID

import pytest

from orbita.activities.timeline.commands import (
    delete_interactions,
    finish_interaction,
    reschedule_interaction,
)
from orbita.activities.timeline.events import InteractionLogged, StepPlanned
from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.notices import given, mentioned
from orbita.activities.timeline.reminders import AHEAD
from orbita.activities.timeline.tests.factories import contact, in_hours, step
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.notifications.models import Reminder

pytestmark = pytest.mark.django_db


def newest() -> UUID:
    """The act that was last finished."""
    act = last_act_id()
    assert act is not None
    return act


def planned(row: Interaction, by: UUID, **more: Any) -> StepPlanned:
    assert row.due_at is not None
    values: dict[str, Any] = {
        "about_kind": "",
        "about_id": None,
        "is_all_day": False,
        "mentioned": (),
        "by": by,
    }
    return StepPlanned(row.pk, row.party_id, due_at=row.due_at, **values | more)


@pytest.mark.req("SAL-09")
def test_a_step_with_a_time_reminds_whoever_does_it() -> None:
    given_step = step(organisation(owner=alice()), assignee_id=bob().pk)
    reminder = Reminder.objects.get(record_id=given_step.pk)
    assert reminder.user_id == bob().pk
    assert given_step.due_at is not None
    assert reminder.at == given_step.due_at - AHEAD


@pytest.mark.req("SAL-09")
def test_the_reminder_moves_with_the_step_and_goes_with_it() -> None:
    moved = step(organisation(owner=alice()))
    later = in_hours(50)
    reschedule_interaction(moved.pk, due_at=later, by=actor())
    assert Reminder.objects.get(record_id=moved.pk).at == later - AHEAD
    finish_interaction(moved.pk, by=actor())
    assert not Reminder.objects.filter(record_id=moved.pk, sent_at=None).exists()


def test_an_undone_deletion_reminds_again() -> None:
    kept = step(organisation(owner=alice()))
    delete_interactions([kept.pk], by=actor())
    assert not Reminder.objects.filter(record_id=kept.pk).exists()
    undo_act(newest(), by=actor())
    assert Reminder.objects.filter(record_id=kept.pk, sent_at=None).exists()


def test_a_colleague_called_by_name_is_told_and_oneself_is_not() -> None:
    note = contact(organisation(owner=alice()), kind="note", text="Look")
    event = InteractionLogged(
        note.pk, note.party_id, "", None, "note", (alice().pk, bob().pk), alice().pk
    )
    told = mentioned(event)
    assert told is not None
    assert set(told.to) == {bob().pk}
    assert told.values["author"] == str(alice())


def test_a_step_for_oneself_is_no_news() -> None:
    own = step(organisation(owner=alice()))
    assert given(planned(own, alice().pk, assignee_id=alice().pk)) is None
    told = given(planned(own, alice().pk, assignee_id=bob().pk))
    assert told is not None
    assert set(told.to) == {bob().pk}
