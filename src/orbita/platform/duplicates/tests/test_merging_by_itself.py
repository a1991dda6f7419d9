"""Pairs follow merges; what is surely one merges by itself where that is switched on."""

from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.duplicates import PARTIES
from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.audit.commands import undo_act
from orbita.platform.duplicates.commands import let_merge, merge_sure, tell_apart
from orbita.platform.duplicates.models import Distinction, SuspectedPair
from orbita.platform.duplicates.queries import is_automatic
from orbita.platform.duplicates.scanning import scan
from orbita.platform.duplicates.tests.factories import searched
from orbita.platform.merging.tests.factories import director, merge

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]
INN, KPP = "7707083893", "770701001"


def _alive() -> set[Any]:
    return set(Party.objects.filter(deleted_at=None).values_list("pk", flat=True))


def _twins(**values: Any) -> tuple[Party, Party]:
    given = {"inn": INN, "kpp": KPP} | values
    return organisation("ООО «Ветер»", **given), organisation("Ветер", **given)


def test_a_merged_pair_leaves_the_queue() -> None:
    one, other = _twins(phones=("+79270001122",))
    assert len(searched()) == 1

    merge(one, other)

    assert not SuspectedPair.objects.exists()


def test_what_was_told_apart_from_a_loser_is_told_apart_from_the_survivor() -> None:
    one, other = _twins()
    third = organisation("ООО «Ветер перемен»")
    tell_apart("party", [(other.pk, third.pk)], why="другой город", by=SYSTEM)

    act = merge(one, other)

    pair = tuple(sorted((one.pk, third.pk)))
    assert Distinction.objects.filter(a=pair[0], b=pair[1], why="другой город").count() == 1
    undo_act(act, by=director())
    assert not Distinction.objects.filter(a=pair[0], b=pair[1]).exists()


def test_nothing_merges_by_itself_unless_it_is_switched_on() -> None:
    one, other = _twins()

    assert merge_sure("party", scan(PARTIES), by=SYSTEM) == 0

    assert _alive() == {one.pk, other.pk}


def test_the_same_inn_and_kpp_merge_into_the_oldest_and_another_kpp_does_not() -> None:
    one, _other = _twins()
    branch = organisation("ООО «Ветер»", inn=INN, kpp="780501001", city="Пермь")
    let_merge("party", is_on=True, by=SYSTEM)

    assert merge_sure("party", scan(PARTIES), by=SYSTEM) == 1

    assert _alive() == {min(one.pk, _other.pk), branch.pk}


def test_the_same_account_of_a_messenger_merges_but_never_two_of_a_family() -> None:
    made = [person("", last_name="Тихонов", first_name=first) for first in ("Олег", "Олег", "Инна")]
    for party, account in zip(made, ("tikhonov", "tikhonov", "inna_t"), strict=True):
        ContactPoint.objects.create(party=party, channel="telegram", value=account, normal=account)
    let_merge("party", is_on=True, by=SYSTEM)

    assert merge_sure("party", scan(PARTIES), by=SYSTEM) == 1

    assert made[2].pk in _alive() and len(_alive()) == 2


def test_what_was_told_apart_never_merges_by_itself() -> None:
    one, other = _twins()
    tell_apart("party", [(one.pk, other.pk)], by=SYSTEM)
    let_merge("party", is_on=True, by=SYSTEM)

    assert merge_sure("party", scan(PARTIES), by=SYSTEM) == 0

    assert _alive() == {one.pk, other.pk}


def test_an_administrator_switches_it_and_a_seller_is_not_offered_it(client: Client) -> None:
    client.force_login(people.employee("admin"))

    client.post("/duplicates/automatic/", {"kind": "party", "on": "1"})

    assert 'aria-pressed="true"' in client.get("/duplicates/?kind=party").text
    client.force_login(people.employee("seller"))
    assert "duplicates/automatic" not in client.get("/duplicates/").text
    client.post("/duplicates/automatic/", {"kind": "party", "on": "0"})
    assert is_automatic("party")


def test_a_search_among_nothing_finds_nothing() -> None:
    assert searched() == []
