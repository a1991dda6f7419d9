"""Taking, giving, rejecting, returning leads."""

import pytest

from orbita.activities.timeline.models import Interaction
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.sales.leads.commands import (
    add_lead,
    add_leads,
    assign_leads,
    change_leads,
    delete_leads,
    join_leads,
    reject_leads,
    restore_leads,
    return_lead,
    take_lead,
)
from orbita.sales.leads.errors import (
    JoinedWithItself,
    LeadIsClosed,
    LeadIsOpen,
    LeadIsTaken,
    LeadSaysNothing,
    RejectReasonIsUnknown,
)
from orbita.sales.leads.models import Lead, Status
from orbita.sales.leads.queries import inbox, similar_leads
from orbita.sales.leads.tests.factories import lead, reason

pytestmark = pytest.mark.django_db


def _undo() -> None:
    act = last_act_id()
    assert act is not None
    undo_act(act, by=SYSTEM)


@pytest.mark.req("SAL-25")
def test_a_request_of_any_source_stands_in_the_common_inbox() -> None:
    for key in ("site", "phone", "mail", "exhibition", "api", "file"):
        lead(key=key)
    assert [len(inbox(actor(who), "new").leads) for who in (alice(), carol())] == [6, 6]


@pytest.mark.req("SAL-25")
def test_a_taken_lead_leaves_the_inbox_of_everybody_else() -> None:
    taken = take_lead(lead().pk, by=actor())

    assert (taken.status, taken.owner_id) == (Status.TAKEN, alice().pk)
    assert inbox(actor(carol()), "new").leads == []
    assert inbox(actor(), "mine").leads == [taken]
    told = Interaction.objects.filter(about_id=taken.pk).values_list("story__key", flat=True)
    assert set(told) == {"lead-added", "lead-taken"}


@pytest.mark.req("SAL-25")
def test_the_second_of_two_who_take_the_same_lead_is_told_who_has_it() -> None:
    wanted = lead()
    take_lead(wanted.pk, by=actor())
    with pytest.raises(LeadIsTaken, match="Alice"):
        take_lead(wanted.pk, by=actor(carol()))


def test_taking_ones_own_lead_again_does_nothing() -> None:
    mine = take_lead(lead().pk, by=actor())
    assert take_lead(mine.pk, by=actor()).taken_at == mine.taken_at


@pytest.mark.req("PLT-09")
def test_a_stranger_does_not_see_a_lead_that_somebody_has() -> None:
    given = lead(owner=alice())
    for act in (take_lead, return_lead):
        with pytest.raises(NotFound):
            act(given.pk, by=actor(carol()))
    with pytest.raises(NotFound):
        reject_leads([given.pk], reason_id=reason().pk, by=actor(carol()))


@pytest.mark.req("SAL-25")
def test_a_lead_is_rejected_with_a_reason_and_can_be_returned() -> None:
    spam = lead()
    reject_leads([spam.pk], reason_id=reason().pk, comment="again", by=actor())

    spam.refresh_from_db()
    assert (spam.status, spam.reject_reason, spam.reject_comment) == ("rejected", reason(), "again")
    with pytest.raises(LeadIsClosed):
        take_lead(spam.pk, by=actor())

    back = return_lead(spam.pk, by=actor())
    assert (back.status, back.owner, back.reject_reason) == (Status.NEW, None, None)
    with pytest.raises(LeadIsOpen):
        return_lead(spam.pk, by=actor())


def test_a_rejection_needs_a_reason() -> None:
    with pytest.raises(RejectReasonIsUnknown):
        reject_leads([lead().pk], reason_id=None, by=actor())


@pytest.mark.req("SAL-25")
def test_a_rejection_is_undone() -> None:
    spam = lead()
    reject_leads([spam.pk], reason_id=reason().pk, by=actor())
    _undo()
    spam.refresh_from_db()
    assert (spam.status, spam.owner, spam.reject_reason) == (Status.NEW, None, None)


@pytest.mark.req("SAL-25")
def test_the_head_gives_leads_and_takes_them_back() -> None:
    given = [lead(), lead()]
    ids = [one.pk for one in given]
    assign_leads(ids, owner_id=alice().pk, by=actor(bob()))
    assert {one.owner for one in Lead.objects.filter(pk__in=ids)} == {alice()}

    assign_leads(ids, owner_id=None, by=actor(bob()))
    assert {one.owner for one in Lead.objects.filter(pk__in=ids)} == {None}


def test_a_colleague_may_not_reject_what_another_is_working_on() -> None:
    taken = take_lead(lead().pk, by=actor(bob()))
    with pytest.raises((NotAllowed, NotFound)):
        reject_leads([taken.pk], reason_id=reason().pk, by=actor())


@pytest.mark.req("SAL-25")
def test_one_request_that_came_by_two_channels_is_offered_and_made_one() -> None:
    first = lead("Scanners", phone="8 (912) 345-67-89", city="Тверь")
    second = lead("When?", phone="+7 912 345-67-89", email="a@b.ru", key="phone", size="XL")
    lead("Another", phone="+7 912 000-00-00")

    [twin] = similar_leads(actor(), first)
    assert twin.lead == second

    one = join_leads(first.pk, [second.pk], by=actor())
    assert (one.email, one.city, one.details) == ("a@b.ru", "Тверь", {"size": "XL"})
    assert "Scanners" in one.text and "When?" in one.text and "size: XL" in one.text
    second.refresh_from_db()
    assert (second.joined_into, second.deleted_at is None) == (one, False)

    _undo()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, first.email, second.deleted_at) == ("Scanners", "", None)


def test_a_lead_joined_into_another_stands_alone_again_out_of_the_bin() -> None:
    first, second = lead(), lead()
    join_leads(first.pk, [second.pk], by=actor(bob()))
    restore_leads([second.pk], by=SYSTEM)
    second.refresh_from_db()
    assert second.joined_into is None


def test_it_refuses_to_join_a_lead_with_itself_and_closed_ones() -> None:
    one, closed = lead(), lead()
    reject_leads([closed.pk], reason_id=reason().pk, by=actor())
    with pytest.raises(JoinedWithItself):
        join_leads(one.pk, [one.pk], by=actor())
    with pytest.raises(LeadIsClosed):
        join_leads(one.pk, [closed.pk], by=actor())


def test_a_lead_that_says_nothing_is_refused() -> None:
    with pytest.raises(LeadSaysNothing):
        add_lead(values={"city": "Тверь", "text": "  "}, by=SYSTEM)


def test_what_no_field_holds_and_what_is_too_long_is_kept_beside() -> None:
    long = "x" * 400
    kept = add_lead(values={"person_name": long, "utm": "spring", "amount": None}, by=SYSTEM)
    assert kept.details == {"person_name": long, "utm": "spring"}
    assert kept.person_name == long[:300]


@pytest.mark.req("SAL-25")
def test_the_same_outside_key_is_the_same_lead() -> None:
    values = {"text": "Hello", "external_system": "shop", "external_id": "7"}
    once = add_lead(values=values, by=SYSTEM)
    assert add_lead(values=values, by=SYSTEM) == once
    assert add_leads([values, {**values, "external_id": "8"}, {"text": "x"}], by=SYSTEM) != []
    assert Lead.objects.count() == 3


def test_a_corrected_phone_is_compared_by_its_new_form() -> None:
    typo = lead(phone="8 912 345-67-80")
    change_leads([typo.pk], {"phone": "8 912 345-67-89", "status": "converted"}, by=actor())
    typo.refresh_from_db()
    assert (typo.phone_normal, typo.status) == ("+79123456789", Status.NEW)


def test_leads_go_to_the_bin_and_come_back() -> None:
    gone = lead()
    delete_leads([gone.pk], by=actor(bob()))
    assert inbox(actor(), "new").leads == []
    restore_leads([gone.pk], by=actor(bob()))
    assert inbox(actor(), "new").leads == [gone]
