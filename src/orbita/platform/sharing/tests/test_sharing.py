"""One record for somebody beyond his role: during its term everywhere, before and after nowhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import (
    actor,
    alice,
    bob,
    carol,
    department,
    employee,
    role,
    role_with,
    signed_in,
    team,
)
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.search.queries import find
from orbita.platform.sharing.commands import share_record, take_share
from orbita.platform.sharing.errors import SharedWithOneself, TermIsOver
from orbita.platform.sharing.models import Share
from orbita.platform.sharing.tests.factories import share
from orbita.sales.deals.commands import change_deals
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def _seen_in(client: Client, made: Deal) -> dict[str, bool]:
    """Where a deal with the word «Кондор» is seen: the list, its count, the board, search, export, its page."""
    table = client.get("/deals/", {"mode": "table"}).content.decode()
    totals = client.get("/deals/totals/", {"mode": "table"}).content.decode()
    board = client.get("/deals/", {"mode": "board"}).content.decode()
    palette = client.get("/search/palette/", {"q": "Кондор"}).content.decode()
    results = client.get("/search/", {"q": "Кондор"}).content.decode()
    return {
        "list": f"row-{made.pk}" in table,
        "count": "1" in totals,
        "board": f"card-{made.pk}" in board,
        "palette": str(made.pk) in palette,
        "results": str(made.pk) in results,
        "page": client.get(f"/deals/{made.pk}/").status_code == 200,
    }


@pytest.mark.req("PLT-09")
def test_a_shared_deal_is_seen_everywhere_during_its_term_and_nowhere_before_and_after(
    client: Client,
) -> None:
    made = deal("Лифты «Кондор»")
    stranger = carol()
    signed_in(client, stranger)
    before = _seen_in(client, made)

    given = share(made, "deal", to=stranger, until=timezone.localdate())
    during = _seen_in(client, made)
    Share.objects.filter(pk=given.pk).update(until=timezone.now() - timedelta(seconds=1))
    after = _seen_in(client, made)

    assert not any(before.values())
    assert all(during.values())
    assert not any(after.values())


@pytest.mark.req("PLT-09")
def test_what_is_shared_to_see_may_be_seen_and_not_changed() -> None:
    made = deal()
    share(made, "deal", to=carol())

    with pytest.raises(NotAllowed):
        change_deals([made.pk], {"product": "Лифт"}, by=actor(carol()))


@pytest.mark.req("PLT-09")
def test_what_is_shared_to_change_may_be_changed_and_not_deleted(client: Client) -> None:
    made = deal()
    share(made, "deal", to=carol(), level="edit")

    change_deals([made.pk], {"product": "Лифт"}, by=actor(carol()))

    assert Deal.objects.get(pk=made.pk).product == "Лифт"
    assert not Deal.objects.within(actor(carol()), "delete").filter(pk=made.pk).exists()
    assert not Deal.objects.within(actor(carol()), "export").filter(pk=made.pk).exists()


def test_who_has_no_right_to_deals_at_all_opens_the_shared_one(client: Client) -> None:
    made = deal("Лифты «Кондор»")
    guest = employee(role_with({}))
    signed_in(client, guest)
    assert client.get(f"/deals/{made.pk}/").status_code == 403

    share(made, "deal", to=guest)

    assert client.get(f"/deals/{made.pk}/").status_code == 200
    assert client.get(f"/deals/{deal().pk}/").status_code == 404


@pytest.mark.req("PLT-09")
def test_a_department_with_those_below_a_team_and_a_role_are_receivers_too() -> None:
    owner = alice()
    south = department("South")
    city = department("South city", parent=south)
    receivers = {
        "department": (south.pk, employee("seller", city)),
        "team": (None, carol()),
        "role": (role("engineer").pk, employee("engineer", department("Service"))),
    }
    made = {kind: deal() for kind in receivers}
    keys = {kind: key or team(carol()).pk for kind, (key, _who) in receivers.items()}

    for kind, key in keys.items():
        share_record("deal", made[kind].pk, to=(kind, key), by=actor(owner))

    for kind, (_key, who) in receivers.items():
        assert list(Deal.objects.visible_to(actor(who))) == [made[kind]]


def test_sharing_a_client_does_not_open_its_deals() -> None:
    client_of_alice = organisation("ООО «Кондор»")
    made = deal(party_id=client_of_alice.pk)

    share(client_of_alice, "party", to=carol())

    assert not Deal.objects.visible_to(actor(carol())).filter(pk=made.pk).exists()
    assert find(actor(carol()), "Кондор")


@pytest.mark.req("PLT-09")
def test_who_received_a_record_does_not_pass_it_on_and_strangers_do_not_share() -> None:
    made = deal()
    with pytest.raises(NotFound):
        share_record("deal", made.pk, to=("user", bob().pk), by=actor(carol()))

    share(made, "deal", to=carol(), level="edit")

    with pytest.raises(NotAllowed):
        share_record("deal", made.pk, to=("user", bob().pk), by=actor(carol()))


def test_it_refuses_a_term_that_is_over_and_oneself() -> None:
    made = deal()
    with pytest.raises(TermIsOver):
        share(made, "deal", to=carol(), until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(SharedWithOneself):
        share(made, "deal", to=alice())


def test_sharing_once_more_changes_the_share_and_taking_it_back_is_undone() -> None:
    made = deal()
    share(made, "deal", to=carol())
    given = share(made, "deal", to=carol(), level="edit")
    assert Share.objects.count() == 1

    take_share(given.pk, by=actor(alice()))
    assert not Deal.objects.visible_to(actor(carol())).filter(pk=made.pk).exists()
    act = last_act_id()
    assert act
    undo_act(act, by=actor(alice()))

    assert Deal.objects.visible_to(actor(carol())).filter(pk=made.pk).exists()


def test_the_drawer_shares_and_takes_back(client: Client) -> None:
    made = deal()
    signed_in(client)
    address = f"/records/deal/{made.pk}/sharing/"

    reply = client.post(address, {"to": f"user:{carol().pk}", "level": "edit"}, headers=HTMX)

    assert reply.status_code == 200
    assert "Carol" in reply.content.decode()
    given = Share.objects.get()
    client.post(f"{address}{given.pk}/removal/", headers=HTMX)
    assert not Share.objects.exists()


def test_a_reader_is_told_that_only_owners_and_editors_share(client: Client) -> None:
    made = deal()
    share(made, "deal", to=carol())
    signed_in(client, carol())
    address = f"/records/deal/{made.pk}/sharing/"

    page = client.get(address, headers=HTMX).content.decode()
    client.post(address, {"to": f"user:{bob().pk}", "level": "view"}, headers=HTMX)

    assert 'id="share-form"' not in page
    assert Share.objects.count() == 1


@pytest.mark.req("PLT-09")
def test_who_has_nothing_shared_pays_nothing() -> None:
    made = deal()
    share(made, "deal", to=carol())
    without, having = actor(bob()), actor(carol())

    assert "sharing_share" not in str(Deal.objects.visible_to(without).query)
    assert "sharing_share" in str(Deal.objects.visible_to(having).query)
    assert without.shared == frozenset()
