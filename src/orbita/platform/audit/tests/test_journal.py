"""The journal: who did what, with which records, and the way back for thirty days."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from orbita.parties.directory.commands import change_parties, delete_parties
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import COMMANDS
from orbita.platform.acts.models import Act
from orbita.platform.audit.changed import changes_of
from orbita.platform.audit.commands import undo_act
from orbita.platform.audit.errors import UndoIsOver
from orbita.platform.audit.guards import erasing
from orbita.platform.audit.journal import Entry, Wanted, journal, one_act
from orbita.platform.audit.wording import has_words, sentence_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-17")]


def grown_old(act_id: UUID) -> None:
    """The act was done 31 days ago."""
    with erasing(), connection.cursor() as cursor:
        long_ago = timezone.now() - timedelta(days=31)
        cursor.execute("UPDATE acts_act SET at = %s WHERE id = %s", [long_ago, act_id])


def entries(**wanted: Any) -> list[Entry]:
    return journal(actor(admin()), Wanted(**wanted))[0]


@pytest.fixture(autouse=True)
def _staff() -> None:
    """Everybody is there before the first act."""
    alice(), bob(), carol(), admin()


def test_it_says_who_did_what_with_how_many_records() -> None:
    parties = [organisation() for _ in range(3)]
    change_parties([party.pk for party in parties], {"city": "Омск"}, by=actor())

    newest = entries()[0]

    assert newest.by == str(alice())
    with translation.override("en"):
        assert sentence_of("directory.change_parties") == "Change: clients"
    assert [(one.count, one.is_kind) for one in newest.touched] == [(3, True)]


def test_a_single_record_is_named_to_who_may_see_it() -> None:
    party = organisation(name="Ромашка", owner=alice())
    change_parties([party.pk], {"city": "Омск"}, by=actor())

    [touched] = entries()[0].touched
    own = journal(actor(alice()), Wanted())[0][0].touched[0]

    assert (touched.title, own.title) == ("Ромашка", "Ромашка")
    delete_parties([party.pk], by=actor())
    assert entries()[0].touched[0].title == ""


def test_it_is_narrowed_to_a_person_a_kind_a_command_and_days() -> None:
    party = organisation()
    change_parties([party.pk], {"city": "Омск"}, by=actor(carol_owning(party)))
    change_parties([party.pk], {"city": "Тверь"}, by=actor())
    today = timezone.localdate()

    assert {one.by_id for one in entries(by=str(bob().pk))} == {bob().pk}
    assert len(entries(command="directory.change_parties")) == 2
    assert entries(kind="deal") == []
    assert entries(since=today + timedelta(1)) == []
    assert len(entries(since=today, until=today, command="directory.change_parties")) == 2


def carol_owning(party: Any) -> Any:
    """Somebody else who may change the client."""
    assert party.pk
    return bob()


def test_acts_of_orbita_itself_stand_apart() -> None:
    change_parties([organisation().pk], {"city": "Омск"}, by=SYSTEM)

    assert all(one.by_id for one in entries())
    assert [one.by for one in entries(by="orbita", command="directory.change_parties")] == [
        "Орбита"
    ]


def test_whoever_may_not_see_it_sees_his_own_acts_only() -> None:
    organisation(owner=alice())
    theirs = last_act()

    found, _more = journal(actor(carol()), Wanted())

    assert found == []
    with pytest.raises(NotFound):
        one_act(actor(carol()), theirs)


def test_an_act_shows_its_records_and_fields() -> None:
    party = organisation(name="ООО «Заря»", city="Тверь")
    change_parties([party.pk], {"city": "Омск"}, by=actor())

    [group], is_cut = changes_of(actor(), last_act())

    assert (group.title, is_cut) == ("ООО «Заря»", False)
    assert [(one.old, one.new) for one in group.changes[0].fields] == [("Тверь", "Омск")]


def test_records_that_one_does_not_see_are_left_out() -> None:
    party = organisation(owner=alice())
    change_parties([party.pk], {"city": "Омск"}, by=actor())

    assert changes_of(actor(carol()), last_act()) == ([], False)


def test_pages_follow_each_other() -> None:
    for _ in range(5):
        organisation()

    first, more = journal(actor(admin()), Wanted(), limit=3)
    rest, end = journal(actor(admin()), Wanted(), before=more, limit=30)

    assert end is None
    assert not {one.id for one in first} & {one.id for one in rest}


@pytest.mark.req("PAR-09")
def test_after_thirty_days_an_act_is_no_longer_undone_at_once() -> None:
    party = organisation(city="Тверь")
    change_parties([party.pk], {"city": "Омск"}, by=actor())
    act = last_act()
    grown_old(act)

    with pytest.raises(UndoIsOver):
        undo_act(act, by=actor())
    assert not one_act(actor(), act).may_undo


def test_an_undone_act_says_so_and_leads_to_its_undo() -> None:
    party = organisation()
    delete_parties([party.pk], by=actor())
    act = last_act()
    undo_act(act, by=actor())

    entry = one_act(actor(), act)

    assert entry.undone_by == last_act()
    assert one_act(actor(), last_act()).undoes == act
    assert not entry.may_undo


def test_every_command_of_the_product_has_words() -> None:
    own = {
        name
        for name, act in COMMANDS.items()
        if "_demo_" not in name and ".hire_demo" not in name and ".tests." not in act.__module__
    }
    without = sorted(
        name
        for name in own
        if not has_words(name) and not name.startswith(("notifications.", "jobs.", "today."))
    )

    assert without == []


def test_the_page_and_its_drawer_answer(client: Client) -> None:
    organisation(name="ООО «Заря»")
    act = last_act()
    signed_in(client, admin())

    shown = client.get(reverse("audit:journal")).content.decode()

    assert str(alice()) in shown
    assert "ООО «Заря»" in client.get(reverse("audit:act", args=[act])).content.decode()
    assert client.get(reverse("audit:journal"), {"by": "x", "since": "?"}).status_code == 200
    assert client.get(reverse("audit:journal"), {"kind": "x", "before": "1"}).status_code == 200


def test_statements_do_not_grow_with_the_acts(django_assert_max_num_queries: Any) -> None:
    for _ in range(20):
        organisation()
    asking = actor(admin())
    assert Act.objects.count() >= 20

    with django_assert_max_num_queries(5):
        journal(asking, Wanted())


def test_an_act_with_many_rows_takes_no_more_statements(django_assert_max_num_queries: Any) -> None:
    parties = [organisation(owner=alice()) for _ in range(30)]
    change_parties([party.pk for party in parties], {"city": "Омск"}, by=actor())
    asking, act = actor(), last_act()

    with django_assert_max_num_queries(10):
        changes_of(asking, act)
