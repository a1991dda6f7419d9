"""Writing down, planning, finishing and moving contacts."""

import pytest
from django.utils import timezone

from orbita.activities.timeline.commands import (
    NextStep,
    change_interactions,
    delete_interactions,
    finish_interaction,
    log_interaction,
    pin_interaction,
    plan_interaction,
    reschedule_interaction,
    tell_story,
)
from orbita.activities.timeline.errors import (
    DoneInFuture,
    NeedsSubject,
    NotAnEmployee,
    NothingWritten,
    StepIsDone,
    StepNeedsTime,
    StoriesStay,
)
from orbita.activities.timeline.models import Interaction, Participant, PartyPulse
from orbita.activities.timeline.tests.factories import contact, in_hours, step
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, employee
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import ChangedMeanwhile, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.mark.req("SAL-08")
def test_a_logged_call_counts_as_the_last_touch() -> None:
    party = organisation(owner=alice())
    call = contact(party, kind="call", direction="out", result="reached", duration=378)
    assert call.is_done
    assert call.owner_id == alice().pk
    assert PartyPulse.objects.get(pk=party.pk).last_touch_at == call.done_at


@pytest.mark.req("SAL-08")
def test_a_note_is_not_a_touch() -> None:
    party = organisation(owner=alice())
    contact(party, kind="note", text="They moved")
    assert PartyPulse.objects.get(pk=party.pk).last_touch_at is None


def test_an_empty_note_is_refused() -> None:
    with pytest.raises(NothingWritten):
        contact(organisation(owner=alice()), kind="note", text="  ")


def test_a_contact_in_the_future_is_refused() -> None:
    with pytest.raises(DoneInFuture):
        contact(organisation(owner=alice()), done_at=in_hours(1))


def test_a_contact_about_nobody_is_refused() -> None:
    with pytest.raises(NeedsSubject):
        log_interaction(kind="call", by=actor())


def test_a_stranger_cannot_log_on_a_client_that_he_does_not_see() -> None:
    party = organisation(owner=alice())
    with pytest.raises(NotFound):
        contact(party, by=actor(carol()))


@pytest.mark.req("PAR-14")
def test_a_decision_is_pinned_with_its_day() -> None:
    party = organisation(owner=alice())
    decision = contact(party, kind="decision", text="Pay in 14 days", due_at=in_hours(48))
    assert decision.is_pinned
    assert decision.is_done
    assert PartyPulse.objects.get(pk=party.pk).next_step_at is None


@pytest.mark.req("SAL-09")
def test_the_earliest_planned_step_is_the_next_step_of_the_client() -> None:
    party = organisation(owner=alice())
    step(party, hours=48)
    earliest = step(party, hours=2, kind="call", subject="")
    assert PartyPulse.objects.get(pk=party.pk).next_step_id == earliest.pk


def test_a_step_without_a_time_is_refused() -> None:
    with pytest.raises(StepNeedsTime):
        plan_interaction(
            kind="call", party_id=organisation(owner=alice()).pk, due_at=None, by=actor()
        )


def test_a_step_for_somebody_who_does_not_work_here_is_refused() -> None:
    gone = employee(is_active=False)
    with pytest.raises(NotAnEmployee):
        step(organisation(owner=alice()), assignee_id=gone.pk)


@pytest.mark.req("SAL-08")
def test_finishing_a_step_plans_the_one_that_follows() -> None:
    party = organisation(owner=alice())
    first = step(party, kind="call", hours=-1)
    finish_interaction(
        first.pk,
        result="reached",
        text="Agreed on a demo",
        duration=300,
        next_step=NextStep("meeting", in_hours(72), subject="Demo"),
        by=actor(),
    )
    first.refresh_from_db()
    assert first.is_done
    assert first.result == "reached"
    following = Interaction.objects.planned().get(party=party)
    assert following.subject == "Demo"
    assert PartyPulse.objects.get(pk=party.pk).next_step_id == following.pk


def test_a_step_is_finished_once() -> None:
    done = step(organisation(owner=alice()))
    finish_interaction(done.pk, by=actor())
    with pytest.raises(StepIsDone):
        finish_interaction(done.pk, by=actor())


def test_whoever_does_a_step_may_finish_it() -> None:
    party = organisation(owner=alice())
    given = step(party, assignee_id=carol().pk)
    finish_interaction(given.pk, by=actor(carol()))
    given.refresh_from_db()
    assert given.is_done


def test_a_colleague_sees_the_step_and_may_not_change_it() -> None:
    mine = step(organisation(owner=alice()))
    peer = employee("seller", alice().department)
    with pytest.raises(NotAllowed):
        reschedule_interaction(mine.pk, due_at=in_hours(5), by=actor(peer))


def test_the_head_moves_a_step_of_his_seller() -> None:
    mine = step(organisation(owner=alice()))
    later = in_hours(100)
    reschedule_interaction(mine.pk, due_at=later, by=actor(bob()))
    mine.refresh_from_db()
    assert mine.due_at == later


def test_two_editors_of_the_same_text_do_not_overwrite_each_other() -> None:
    note = contact(organisation(owner=alice()), kind="note", text="First")
    change_interactions([note.pk], {"text": "Bob’s"}, base={"text": "First"}, by=actor(bob()))
    with pytest.raises(ChangedMeanwhile, match="Bob"):
        change_interactions([note.pk], {"text": "Mine"}, base={"text": "First"}, by=actor())


@pytest.mark.req("PAR-11")
def test_colleagues_and_people_of_the_client_take_part() -> None:
    party = organisation(owner=alice())
    oleg = person(owner=alice())
    meeting = contact(party, kind="meeting", colleagues=[bob().pk], people=[oleg.pk])
    assert {str(row) for row in Participant.objects.filter(interaction=meeting)} == {
        str(bob()),
        str(oleg),
    }


def test_a_colleague_called_by_name_is_noted_as_mentioned() -> None:
    anna = employee(first_name="Анна", last_name="Крылова")
    employee(first_name="Анна", last_name="Кры")
    note = contact(organisation(owner=alice()), kind="note", text="@Анна Крылова, посмотри")
    assert list(note.participants.filter(is_mentioned=True).values_list("user", flat=True)) == [
        anna.pk
    ]


def test_a_mentioned_stranger_does_not_see_the_client_of_the_note() -> None:
    party = organisation(owner=alice())
    contact(party, kind="note", text=f"@{carol()} look")
    assert not Interaction.objects.visible_to(actor(carol())).exists()


def test_pinning_is_open_to_whoever_sees_the_contact() -> None:
    call = contact(organisation(owner=alice()))
    pin_interaction(call.pk, pinned=True, by=actor(bob()))
    call.refresh_from_db()
    assert call.is_pinned


def test_a_deleted_step_is_no_next_step() -> None:
    party = organisation(owner=alice())
    only = step(party)
    delete_interactions([only.pk], by=actor())
    assert PartyPulse.objects.get(pk=party.pk).next_step_id is None


def test_what_orbita_has_noted_cannot_be_changed() -> None:
    party = organisation(owner=alice())
    story = tell_story("deal_won", party_id=party.pk, values={"title": "Desks"}, by=SYSTEM)
    with pytest.raises(StoriesStay):
        change_interactions([story.pk], {"text": "Lies"}, by=actor(bob()))


def test_steps_are_seen_by_those_who_see_the_client_or_do_them() -> None:
    party = organisation(owner=alice())
    mine = step(party, assignee_id=carol().pk)
    step(party)
    assert Interaction.objects.visible_to(actor()).count() == 2
    assert Interaction.objects.visible_to(actor(bob())).count() == 2
    assert list(Interaction.objects.visible_to(actor(carol()))) == [mine]


def test_contacts_of_a_client_in_the_bin_are_hidden_with_him() -> None:
    party = organisation(owner=bob())
    contact(party, by=actor(bob()))
    party.deleted_at = timezone.now()
    party.save(update_fields=["deleted_at"])
    assert not Interaction.objects.visible_to(actor()).exists()
