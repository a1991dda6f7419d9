"""The queue of pairs: who sees it, what is decided, what is undone."""

from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.duplicates import queries
from orbita.platform.duplicates.commands import reconsider, tell_apart
from orbita.platform.duplicates.errors import NoPairsChosen
from orbita.platform.duplicates.models import Distinction, SuspectedPair

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]


def _pair(score: float = 0.9, **values: Any) -> tuple[Party, Party]:
    made = organisation("ООО «Ветер»", **values), organisation("Ветер", **values)
    one, other = sorted(made, key=lambda party: party.pk)
    SuspectedPair.objects.create(
        kind="party", a=one.pk, b=other.pk, score=score, reasons=[["phone", 2, 2, 9.0]]
    )
    return one, other


def _ids(actor: Any) -> list[frozenset[Any]]:
    found = queries.queue(actor, "party").rows
    return [frozenset(side.id for side in row.sides) for row in found]


def test_pairs_come_surest_first_and_are_absent_for_strangers() -> None:
    alice, carol = people.alice(), people.carol()
    weak = _pair(0.6, owner=alice)
    sure = _pair(0.99, owner=alice)

    seen = _ids(people.actor(alice))

    assert seen == [frozenset(one.pk for one in pair) for pair in (sure, weak)]
    assert _ids(people.actor(carol)) == []


def test_a_pair_that_was_told_apart_leaves_the_queue_and_undo_brings_it_back() -> None:
    alice = people.actor(people.alice())
    one, other = _pair(owner=people.alice())

    tell_apart("party", [(other.pk, one.pk)], why="разные города", by=alice)

    assert _ids(alice) == []
    undo_act(last_act(), by=alice)
    assert _ids(alice) == [frozenset((one.pk, other.pk))]


def test_a_decision_can_be_taken_back() -> None:
    alice = people.actor(people.alice())
    one, other = _pair(owner=people.alice())
    tell_apart("party", [(one.pk, other.pk)], by=alice)

    reconsider("party", [(one.pk, other.pk)], by=alice)

    assert not Distinction.objects.exists() and len(_ids(alice)) == 1


def test_strangers_decide_nothing() -> None:
    one, other = _pair(owner=people.alice())

    with pytest.raises(NotFound):
        tell_apart("party", [(one.pk, other.pk)], by=people.actor(people.carol()))

    assert not Distinction.objects.exists()


def test_nothing_chosen_and_one_record_with_itself_are_refused() -> None:
    alice = people.actor(people.alice())
    one, _other = _pair(owner=people.alice())

    with pytest.raises(NoPairsChosen):
        tell_apart("party", [], by=alice)
    with pytest.raises(NotFound):
        tell_apart("party", [(one.pk, one.pk)], by=alice)


def test_the_page_shows_both_records_and_decides_many_at_once(client: Client) -> None:
    alice = people.alice()
    pairs = [_pair(0.9, owner=alice) for _number in range(3)]
    people.signed_in(client, alice)

    page = client.get("/duplicates/").content.decode()
    client.post(
        "/duplicates/distinctions/",
        {"kind": "party", "pair": [f"{one.pk}_{other.pk}" for one, other in pairs[:2]]},
    )

    assert page.count('class="card duplicate"') == 3
    assert [frozenset(one.pk for one in pairs[2])] == _ids(people.actor(alice))


def test_broken_addresses_and_keys_are_answered(client: Client) -> None:
    people.signed_in(client, people.alice())

    codes = [
        client.get("/duplicates/?after=x_y&least=abc&owner=me").status_code,
        client.get("/duplicates/?kind=stars").status_code,
        client.post("/duplicates/distinctions/", {"kind": "party", "one": "1_2"}).status_code,
    ]

    assert codes[0] == 200 and codes[1] == 404 and codes[2] in (303, 422)


@pytest.mark.parametrize("count", [2, 15])
def test_the_page_costs_the_same_for_few_and_many_pairs(
    count: int, django_assert_max_num_queries: Any
) -> None:
    alice = people.alice()
    for _number in range(count):
        _pair(owner=alice)
    actor = people.actor(alice)

    with django_assert_max_num_queries(7):
        assert len(queries.queue(actor, "party").rows) == count


def test_the_dossier_names_the_possible_duplicate() -> None:
    alice = people.alice()
    one, other = _pair(owner=alice)

    panel = queries.suspected(people.actor(alice), one, None)

    assert panel is not None and [side.id for side, _p, _c in panel["pairs"]] == [other.pk]
    assert queries.suspected(people.actor(people.carol()), one, None) is None
