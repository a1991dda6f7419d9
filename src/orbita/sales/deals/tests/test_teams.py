"""Selling together: shares, sight, notices."""

import pytest
from django.test import Client

from orbita.parties.directory.tests.factories import last_act
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import (
    actor,
    alice,
    bob,
    carol,
    employee,
    role_with,
    signed_in,
)
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.search.queries import find
from orbita.sales.deals import notices
from orbita.sales.deals.commands import Share, change_deals, set_team
from orbita.sales.deals.errors import MemberIsUnknown, SharesExceedWhole
from orbita.sales.deals.events import DealTeamSet
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def team_of(made: Deal, *users: User, share: int = 20) -> None:
    """Set the deal's team."""
    set_team(made.pk, members=[Share(user.pk, "expert", share) for user in users], by=actor())


@pytest.mark.req("SAL-23")
def test_a_member_of_the_team_sees_the_deal_and_a_stranger_does_not(client: Client) -> None:
    shared = deal("Quiet harbour")
    stranger = signed_in(client, carol())
    assert stranger.get(f"/deals/{shared.pk}/").status_code == 404
    assert not find(actor(carol()), "harbour")

    team_of(shared, carol())

    assert stranger.get(f"/deals/{shared.pk}/").status_code == 200
    assert b"Quiet harbour" in stranger.get("/deals/?mode=table").content
    assert [kind.key for kind in find(actor(carol()), "harbour")] == ["deal"]
    assert list(Deal.objects.visible_to(actor(carol()))) == [shared]


@pytest.mark.req("SAL-23")
def test_who_sees_his_own_deals_only_does_not_see_those_of_his_team() -> None:
    own_only = employee(role_with({"deals.view": "own"}))
    shared = deal()
    team_of(shared, own_only)
    assert not Deal.objects.visible_to(actor(own_only)).exists()


@pytest.mark.req("SAL-23")
def test_a_member_edits_the_deal_as_far_as_his_role_reaches() -> None:
    shared = deal()
    with pytest.raises(NotFound):
        change_deals([shared.pk], {"note": "x"}, by=actor(carol()))
    team_of(shared, carol())
    change_deals([shared.pk], {"note": "Carol was here"}, by=actor(carol()))
    watcher = employee(role_with({"deals.view": "assigned", "deals.edit": "own"}))
    team_of(shared, carol(), watcher)
    with pytest.raises(NotAllowed):
        change_deals([shared.pk], {"note": "y"}, by=actor(watcher))


@pytest.mark.req("SAL-23")
def test_shares_of_more_than_the_whole_and_the_owner_himself_are_refused() -> None:
    shared = deal(owner=alice())
    with pytest.raises(SharesExceedWhole):
        team_of(shared, bob(), carol(), share=60)
    with pytest.raises(SharesExceedWhole):
        team_of(shared, bob(), share=-1)
    with pytest.raises(MemberIsUnknown):
        team_of(shared, alice())
    with pytest.raises(MemberIsUnknown):
        team_of(shared, employee(is_active=False))


@pytest.mark.req("SAL-23")
def test_two_editors_of_a_team_lose_nothing() -> None:
    shared = deal()
    team_of(shared, bob())
    seen = [bob().pk]
    set_team(shared.pk, members=[Share(bob().pk, "lawyer", 10)], seen=seen, by=actor())
    newcomer = [Share(bob().pk, "lawyer", 10), Share(carol().pk, "expert", 5)]
    set_team(shared.pk, members=newcomer, seen=seen, by=actor())

    set_team(shared.pk, members=[], seen=seen, by=actor(bob()))

    assert [member.user for member in shared.members.all()] == [carol()]


@pytest.mark.req("SAL-23")
def test_only_those_who_joined_are_told_and_not_by_themselves() -> None:
    shared = deal("Harbour")
    event = DealTeamSet(shared.pk, None, (bob().pk, carol().pk), alice().pk)
    told = notices.joined(event)
    assert told is not None
    assert set(told.to) == {bob().pk, carol().pk}
    assert "Harbour" in notices.word_joined(told.values)
    assert notices.joined(DealTeamSet(shared.pk, None, (bob().pk,), bob().pk)) is None


@pytest.mark.req("SAL-23")
def test_undo_takes_a_member_out_again() -> None:
    shared = deal()
    team_of(shared, carol())
    undo_act(last_act(), by=actor())
    assert not Deal.objects.visible_to(actor(carol())).exists()


@pytest.mark.req("SAL-23")
def test_the_form_sets_roles_and_shares_and_the_panel_shows_the_rest(client: Client) -> None:
    shared = deal(owner=alice())
    seller = signed_in(client)
    assert "team-form" in seller.get(f"/deals/{shared.pk}/team/", headers=HTMX).content.decode()
    rows = {"member-TOTAL_FORMS": "2", "member-INITIAL_FORMS": "0"}
    rows |= {"member-0-user": str(carol().pk), "member-0-role": "lawyer", "member-0-share": "30"}
    rows |= {"member-1-role": "seller"}

    answer = seller.post(f"/deals/{shared.pk}/team/", rows, headers=HTMX)

    assert answer.status_code == 200
    page = seller.get(f"/records/deal/{shared.pk}/panels/deal-team/", headers=HTMX)
    assert "70 %" in page.content.decode() and "Carol" in page.content.decode()
    wrong = rows | {"member-0-share": "130"}
    assert seller.post(f"/deals/{shared.pk}/team/", wrong, headers=HTMX).status_code == 422
