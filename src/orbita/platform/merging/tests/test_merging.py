"""Several records become one: who may, what is refused, which values stay."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orbita.parties.directory.commands import change_parties, restore_parties
from orbita.parties.directory.errors import FormsDiffer, MergedStays
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.segments.commands import add_segment, put_into_segment
from orbita.parties.segments.models import SegmentState
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.errors import NotFound
from orbita.platform.fields.models import OwnField
from orbita.platform.merging.commands import Group, merge_records
from orbita.platform.merging.errors import (
    ForeignChoice,
    MayNotMerge,
    MergedAlready,
    MergedTwice,
    NothingToMerge,
    NotMergeable,
    UnknownChoice,
)
from orbita.platform.merging.models import MergedRecord
from orbita.platform.merging.queries import survivors_of
from orbita.platform.merging.tests.factories import director, merge, same
from orbita.platform.search.queries import find
from orbita.sales.leads.commands import reject_leads
from orbita.sales.leads.errors import LeadIsClosed
from orbita.sales.leads.tests.factories import lead, reason

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]


def test_the_loser_lies_in_the_bin_and_says_where_it_has_gone() -> None:
    first, second, third = same(3)

    merge(second, third)
    merge(first, second)

    assert survivors_of("party", [second.pk, third.pk]) == {second.pk: first.pk, third.pk: first.pk}
    assert [party.pk for party in Party.objects.alive()] == [first.pk]
    assert MergedRecord.objects.count() == 2


def test_the_chosen_values_are_taken_and_else_the_best_ones() -> None:
    survivor = organisation("Ромашка", city="Москва", industry="Цветы")
    loser = organisation("ООО «Ромашка»", city="Тула", site="romashka.ru")

    merge(survivor, loser, city=loser.pk, industry="Букеты")

    survivor.refresh_from_db()
    assert survivor.name == "ООО «Ромашка»"
    assert survivor.city == "Тула"
    assert survivor.industry == "Букеты"
    assert survivor.site == "romashka.ru"


def test_requisites_that_pass_the_check_are_better_than_doubtful_ones() -> None:
    survivor, loser = same(2)
    Party.objects.filter(pk=survivor.pk).update(inn="7707083890", doubtful=["inn"])
    Party.objects.filter(pk=loser.pk).update(inn="7707083893")

    merge(survivor, loser)

    survivor.refresh_from_db()
    assert (survivor.inn, survivor.doubtful) == ("7707083893", [])


def test_notes_are_joined_details_united_and_the_earliest_beginning_counts() -> None:
    survivor, loser = same(2)
    Party.objects.filter(pk=survivor.pk).update(
        note="Звонить утром", details={"Код": "1", "ABC": ""}
    )
    Party.objects.filter(pk=loser.pk).update(note="Любит розы", details={"Код": "2", "ABC": "A"})
    Party.objects.filter(pk=loser.pk).update(created_at="2020-01-01T00:00:00Z", own={"f_a": 1})

    merge(survivor, loser)

    survivor.refresh_from_db()
    assert survivor.note == "Звонить утром\n\nЛюбит розы"
    assert survivor.details == {"Код": "1", "ABC": "A"}
    assert survivor.own == {"f_a": 1}
    assert survivor.created_at.year == 2020


def test_a_person_is_called_by_the_chosen_parts_of_the_name() -> None:
    survivor, loser = person("Олег Тихонов"), person("Тихонов Олег Игоревич")

    merge(survivor, loser)

    survivor.refresh_from_db()
    assert (survivor.name, survivor.full_name) == ("Олег Тихонов", "Тихонов Олег Игоревич")


def test_own_fields_that_link_to_the_loser_link_to_the_survivor() -> None:
    survivor, loser, other = same(3)
    OwnField.objects.create(
        kind="party", key="f_head", label="Холдинг", type="link", target="party"
    )
    Party.objects.filter(pk=other.pk).update(own={"f_head": str(loser.pk), "f_x": 1})

    merge(survivor, loser)

    other.refresh_from_db()
    assert other.own == {"f_head": str(survivor.pk), "f_x": 1}


def test_search_finds_one() -> None:
    survivor, loser = organisation("ООО «Янтарная сова»"), organisation("Янтарная сова, ООО")
    by = director()
    merge(survivor, loser)

    [[hit]] = find(by, "янтарная сова").values()
    assert hit.id == survivor.pk


def test_a_person_and_an_organisation_are_never_one() -> None:
    with pytest.raises(FormsDiffer):
        merge(organisation("Ромашка"), person("Олег Тихонов"))


@pytest.mark.parametrize("missing", ["parties.edit", "parties.delete"])
def test_it_needs_the_rights_to_change_and_to_delete_each_of_them(missing: str) -> None:
    mine, other = organisation("А", owner=people.alice()), organisation("Б", owner=people.bob())
    rights = {"parties.view": "all", "parties.edit": "all", "parties.delete": "all", missing: "own"}
    alice = people.employee(people.role_with(rights))
    Party.objects.filter(pk=mine.pk).update(owner=alice)

    with pytest.raises(MayNotMerge, match="Б"):
        merge(mine, other, by=people.actor(alice))


def test_a_stranger_merges_nothing() -> None:
    first, second = same(2, owner=people.alice())

    with pytest.raises(NotFound):
        merge(first, second, by=people.actor(people.carol()))


def test_it_refuses_groups_that_make_no_sense() -> None:
    first, second, third = same(3)
    by = director()
    with pytest.raises(NothingToMerge):
        merge_records("party", [], by=by)
    with pytest.raises(NothingToMerge):
        merge_records("party", [Group(first.pk, ())], by=by)
    with pytest.raises(MergedTwice):
        merge_records("party", [Group(first.pk, (first.pk,))], by=by)
    with pytest.raises(MergedTwice):
        merge_records("party", [Group(first.pk, (second.pk, second.pk))], by=by)
    with pytest.raises(MergedTwice):
        merge_records(
            "party", [Group(first.pk, (second.pk,)), Group(third.pk, (second.pk,))], by=by
        )
    with pytest.raises(NotMergeable):
        merge_records("nothing", [Group(first.pk, (second.pk,))], by=by)
    with pytest.raises(ForeignChoice):
        merge(first, second, city=third.pk)
    with pytest.raises(UnknownChoice):
        merge(first, second, deleted_at=None)
    with pytest.raises(NotFound):
        merge_records("party", [Group(first.pk, (uuid4(),))], by=by)


def test_what_is_merged_already_is_refused_by_name() -> None:
    first, second, third = same(3)
    merge(first, second)

    with pytest.raises(MergedAlready, match=second.name):
        merge(third, second)


def test_a_binned_client_does_not_merge() -> None:
    first, second = same(2)
    Party.objects.filter(pk=second.pk).update(deleted_at="2026-01-01T00:00:00Z")

    with pytest.raises(NotFound):
        merge(first, second)


def test_a_merged_client_does_not_come_out_of_the_bin_as_an_empty_shell() -> None:
    first, second = same(2)
    merge(first, second)

    with pytest.raises(MergedStays):
        restore_parties([second.pk], by=director())


def test_a_merged_client_cannot_be_changed() -> None:
    first, second = same(2)
    merge(first, second)

    with pytest.raises(NotFound):
        change_parties([second.pk], {"city": "Тула"}, by=director())


def test_the_statements_do_not_grow_with_the_groups() -> None:
    by = director()

    def statements(groups: int) -> int:
        parties = same(groups * 3, phones=("+7 912 000-11-22",))
        wanted = [
            Group(parties[n].pk, (parties[n + 1].pk, parties[n + 2].pk))
            for n in range(0, len(parties), 3)
        ]
        with CaptureQueriesContext(connection) as asked:
            merge_records("party", wanted, by=by)
        return len(asked)

    statements(1)
    assert statements(1) == statements(10)


def test_open_leads_merge_and_closed_ones_do_not() -> None:
    by = director()
    first, second = lead("Первая", phone="+7 912 000-11-22"), lead("Вторая", email="a@b.ru")

    merge_records("lead", [Group(first.pk, (second.pk,))], by=by)

    first.refresh_from_db()
    assert (first.phone, first.email, first.email_normal) == (
        "+7 912 000-11-22", "a@b.ru", "a@b.ru",
    )  # fmt: skip
    assert "Вторая" in first.text
    closed = lead("Третья")
    reject_leads([closed.pk], reason_id=reason().pk, by=by)
    with pytest.raises(LeadIsClosed):
        merge_records("lead", [Group(first.pk, (closed.pk,))], by=by)


def test_segments_by_hand_count_the_merged_client_once() -> None:
    first, second = same(2)
    segment = add_segment(name="Свои", sort="static", by=director())
    put_into_segment(segment.pk, [first.pk, second.pk], by=director())

    merge(first, second)

    assert SegmentState.objects.get(segment=segment).size == 1
