from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.tests.factories import contact, step
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.parties.territories.tests.factories import territory
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import (
    actor,
    admin,
    alice,
    bob,
    carol,
    department,
    employee,
    signed_in,
)
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.keys import uuid7
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.commands import win_deal
from orbita.sales.deals.tests.factories import deal
from orbita.sales.handover.commands import hand_back, hand_over
from orbita.sales.handover.errors import (
    ComesBackTooSoon,
    IsGivenBack,
    NobodyReceives,
    NothingToHandOver,
    ReceiverHasLeft,
    ReceiverIsGiver,
)
from orbita.sales.handover.events import HandedOver
from orbita.sales.handover.models import Handover, Split
from orbita.sales.handover.notices import given, word_given
from orbita.sales.handover.planning import Wanted, plan
from orbita.sales.handover.queries import contexts, due_back, handover_named
from orbita.sales.leads.tests.factories import lead

pytestmark = pytest.mark.django_db


def dave() -> User:
    """A colleague of Alice's in the same department."""
    found = User.objects.filter(first_name="Dave").first()
    return found or employee("seller", department("Sales"), first_name="Dave", last_name="")


def _book(**more: Any) -> Wanted:
    return Wanted(giver_id=alice().pk, **more)


def _owners(*parties: Party) -> list[str]:
    found = dict(Party.objects.values_list("pk", "owner__first_name"))
    return [found[party.pk] for party in parties]


@pytest.mark.req("SAL-23")
def test_a_whole_book_goes_with_open_deals_and_planned_steps() -> None:
    romashka = organisation()
    open_one, won = deal(party_id=romashka.pk), deal(party_id=romashka.pk)
    win_deal(won.pk, by=actor())
    planned, past = step(romashka), contact(romashka)
    hand_over(_book(), [dave().pk], by=actor(bob()))

    for record in (romashka, open_one, won, planned, past):
        record.refresh_from_db()
    assert (romashka.owner, open_one.owner, won.owner) == (dave(), dave(), alice())
    assert (planned.assignee, past.owner) == (dave(), alice())


@pytest.mark.req("SAL-23")
def test_a_book_is_divided_evenly_and_each_client_goes_whole() -> None:
    clients = [organisation() for _number in range(6)]
    deals = [deal(party_id=one.pk) for one in clients]
    erin = employee("seller", department("Sales"), first_name="Erin")
    hand_over(_book(), [dave().pk, erin.pk], by=actor(bob()))

    owners = _owners(*clients)
    assert (owners.count("Dave"), owners.count("Erin")) == (3, 3)
    for one in deals:
        one.refresh_from_db()
    assert [one.owner.first_name for one in deals if one.owner] == owners


@pytest.mark.req("SAL-23")
def test_a_book_is_divided_by_the_managers_of_territories() -> None:
    erin = employee("seller", department("Sales"), first_name="Erin")
    east = territory("Восток", manager=erin)
    territory("Урал", east, cities=["Пермь"])
    territory("Центр", manager=dave(), cities=["Москва"])
    perm, moscow, omsk = (organisation(city=city) for city in ("Пермь", "Москва", "Омск"))
    more = organisation(city="Пермь")
    hand_over(_book(), [dave().pk, erin.pk], split=Split.TERRITORY, by=actor(bob()))

    assert _owners(perm, more, moscow, omsk) == ["Erin", "Erin", "Dave", "Dave"]


def test_only_clients_of_a_condition_go() -> None:
    perm, moscow = organisation(city="Пермь"), organisation(city="Москва")
    ours, theirs = deal(party_id=perm.pk), deal(party_id=moscow.pk)
    hand_over(_book(condition='["city","is","Пермь"]'), [dave().pk], by=actor(bob()))

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert _owners(perm, moscow) == ["Dave", "Alice"]
    assert (ours.owner, theirs.owner) == (dave(), alice())


@pytest.mark.req("SAL-23")
def test_a_client_goes_with_what_his_owner_has_open_with_him() -> None:
    romashka = organisation()
    ours, bobs = deal(party_id=romashka.pk), deal(party_id=romashka.pk, owner=bob())
    wanted = Wanted(chosen=(RecordRef("party", romashka.pk),))
    hand_over(wanted, [dave().pk], note="Любит точность", by=actor(bob()))

    ours.refresh_from_db()
    bobs.refresh_from_db()
    assert (_owners(romashka), ours.owner, bobs.owner) == (["Dave"], dave(), bob())
    story = Interaction.objects.get(party=romashka, story__key="handed-over")
    assert (story.story["giver"], story.story["receiver"]) == ("Alice", "Dave")
    assert story.story["note"] == "Любит точность"


def test_leads_go_with_the_book() -> None:
    request = lead("Нужен погрузчик", owner=alice())
    hand_over(_book(), [dave().pk], by=actor(bob()))

    request.refresh_from_db()
    assert request.owner == dave()


def test_a_dry_run_counts_and_writes_nothing() -> None:
    romashka = organisation()
    deal(party_id=romashka.pk)
    step(romashka)
    found = plan(_book(), [dave().pk], Split.EVENLY, by=actor(bob()))

    counts = {kind: count for (_who, kind), count in found.counts.items()}
    assert counts == {"party": 1, "deal": 1, "interaction": 1}
    assert _owners(romashka) == ["Alice"]


def test_a_stranger_hands_over_nothing_of_others() -> None:
    romashka = organisation()
    chosen = Wanted(chosen=(RecordRef("party", romashka.pk),))
    for wanted in (_book(), chosen):
        with pytest.raises(NothingToHandOver):
            hand_over(wanted, [dave().pk], by=actor(carol()))


def test_it_refuses_what_makes_no_sense() -> None:
    organisation()
    who, today = actor(bob()), timezone.localdate()
    gone = employee("seller", is_active=False)
    with pytest.raises(NobodyReceives):
        hand_over(_book(), [], by=who)
    with pytest.raises(ReceiverIsGiver):
        hand_over(_book(), [alice().pk], by=who)
    with pytest.raises(ReceiverHasLeft):
        hand_over(_book(), [gone.pk], by=who)
    with pytest.raises(ComesBackTooSoon):
        hand_over(_book(), [dave().pk], until=today, by=who)


@pytest.mark.req("SAL-23")
def test_after_a_vacation_what_is_still_theirs_comes_back() -> None:
    kept, given_on = organisation(), organisation()
    until = timezone.localdate() + timedelta(days=14)
    made = hand_over(_book(), [dave().pk], until=until, by=actor(bob()))
    change_parties([given_on.pk], {"owner": bob()}, by=actor(bob()))
    assert due_back(until - timedelta(days=1)) == []
    assert due_back(until) == [made.pk]

    assert hand_back(made.pk, by=SYSTEM) == 1
    assert _owners(kept, given_on) == ["Alice", "Bob"]
    assert due_back(until) == []
    with pytest.raises(IsGivenBack):
        hand_back(made.pk, by=SYSTEM)


@pytest.mark.req("SAL-23")
def test_a_hand_over_is_undone_at_once() -> None:
    romashka = organisation()
    planned = step(romashka)
    hand_over(_book(), [dave().pk], by=actor(bob()))
    undo_act(last_act(), by=actor(bob()))

    planned.refresh_from_db()
    assert (_owners(romashka), planned.assignee) == (["Alice"], alice())
    assert not Handover.objects.exists()


@pytest.mark.req("SAL-23")
def test_the_new_owner_reads_what_there_is_to_know() -> None:
    romashka = organisation()
    offer = deal("Линия розлива", party_id=romashka.pk)
    for number in range(5):
        contact(romashka, text=f"Разговор {number}")
    contact(romashka, kind="decision", text="Скидка 5 %")
    planned = step(romashka, subject="Выслать договор")
    made = hand_over(_book(), [dave().pk], by=actor(bob()))

    [known], more = contexts(actor(dave()), made, 0)
    assert ([d.pk for d in known.deals], [s.pk for s in known.steps]) == ([offer.pk], [planned.pk])
    assert ([d.text for d in known.decisions], len(known.touches)) == (["Скидка 5 %"], 3)
    assert not more
    with pytest.raises(NotFound):
        handover_named(actor(carol()), made.pk)


def test_a_page_of_clients_makes_as_many_statements_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(15):
        party = organisation()
        contact(party, text=f"Разговор {number}")
        deal(party_id=party.pk)
    made, who = hand_over(_book(), [dave().pk], by=actor(bob())), actor(dave())

    with django_assert_max_num_queries(6):
        contexts(who, made, 0)


def test_a_hand_over_makes_as_many_statements_for_many_clients(
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(30):
        step(organisation())
    keys = [dave().pk, employee("seller", department("Sales")).pk]
    who = actor(bob())

    with django_assert_max_num_queries(60):
        hand_over(_book(), keys, by=who)


def test_the_new_owners_are_told_and_the_actor_is_not() -> None:
    event = HandedOver(
        handover_id=uuid7(),
        giver_id=alice().pk,
        counts=((dave().pk, 3), (bob().pk, 1)),
        note="На время отпуска",
        by=bob().pk,
    )
    announced = given(event)

    assert announced is not None
    assert list(announced.to) == [dave().pk]
    assert "На время отпуска" in word_given(announced.values)


def test_a_book_is_shown_first_and_then_given(client: Client) -> None:
    romashka = organisation("ООО «Ромашка»")
    wish = {"giver": str(alice().pk), "receivers": [str(dave().pk)], "split": "evenly"}
    page = signed_in(client, bob()).post("/handovers/new/", {**wish, "do": "preview"})
    assert "Ромашка" in page.content.decode()
    assert _owners(romashka) == ["Alice"]

    client.post("/handovers/new/", {**wish, "do": "give"})
    made = Handover.objects.get()
    assert _owners(romashka) == ["Dave"]
    own = signed_in(client, dave()).get(reverse("handover:handover", args=[made.pk]))
    assert "Ромашка" in own.content.decode()
    assert signed_in(client, carol()).get(own.request["PATH_INFO"]).status_code == 404


def test_one_record_is_handed_over_from_its_page(client: Client) -> None:
    romashka = organisation()
    offer = deal(party_id=romashka.pk)
    url = reverse("handover:record", args=["deal", offer.pk])
    assert signed_in(client).get(url).status_code == 200
    client.post(url, {"receiver": str(dave().pk)})

    offer.refresh_from_db()
    assert (offer.owner, _owners(romashka)) == (dave(), ["Alice"])
    assert signed_in(client, carol()).get(url).status_code == 404


def test_chosen_clients_are_handed_over_from_the_list(client: Client) -> None:
    one, other = organisation(), organisation()
    wish = {
        "confirmed": "1", "ids": _texts(one.pk), "receivers": _texts(dave().pk), "split": "evenly",
    }  # fmt: skip
    signed_in(client, bob()).post("/parties/bulk/handover/", wish)

    assert _owners(one, other) == ["Dave", "Alice"]


def test_the_page_gives_back(client: Client) -> None:
    romashka = organisation()
    made = hand_over(_book(), [dave().pk], by=actor(bob()))
    signed_in(client, bob()).post(reverse("handover:back", args=[made.pk]))

    assert _owners(romashka) == ["Alice"]


def _texts(*keys: UUID) -> list[str]:
    return [str(key) for key in keys]


def test_the_drawer_of_an_employee_leads_to_his_book(client: Client) -> None:
    drawer = signed_in(client, admin()).get(reverse("accounts:employee", args=[alice().pk]))
    address = f"{reverse('handover:book')}?from={alice().pk}"

    assert address in drawer.content.decode()
    chosen = f'<option value="{alice().pk}" selected>'
    assert chosen in client.get(address).content.decode()
