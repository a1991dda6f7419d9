import pytest

from orbita.parties.classifier.commands import (
    add_branch,
    delete_branch,
    move_branch,
    place_parties,
    rename_branch,
    unplace_parties,
)
from orbita.parties.classifier.errors import BranchExists, MovedIntoItself, OtherTree, TreeExists
from orbita.parties.classifier.models import Branch, Placement
from orbita.parties.classifier.queries import parties_under, places, trees
from orbita.parties.classifier.tests.factories import branch, tree
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.platform.accounts.tests.factories import actor, bob, carol
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.audit.commands import undo_act

pytestmark = pytest.mark.django_db


def under(one: Branch) -> set[Party]:
    return set(parties_under(actor(), one.pk))


@pytest.mark.req("PAR-01")
def test_a_party_stands_in_many_branches_of_many_trees() -> None:
    romashka, industries, regions = organisation(), tree("Отрасли"), tree("Регионы")
    trade, north = branch(industries, "Торговля"), branch(regions, "Север")
    for one in (trade, north, branch(regions, "Юг")):
        place_parties([romashka.pk], one.pk, by=actor())
    place_parties([romashka.pk], north.pk, by=actor())

    assert [place.name for place in places(romashka)] == ["Торговля", "Север", "Юг"]


@pytest.mark.req("PAR-01")
def test_a_branch_is_used_with_all_that_lies_below_it() -> None:
    industries = tree()
    trade = branch(industries, "Торговля")
    retail = branch(industries, "Розница", trade)
    flowers = branch(industries, "Цветы", retail)
    romashka, other = organisation(), organisation()
    place_parties([romashka.pk], flowers.pk, by=actor())
    place_parties([other.pk], trade.pk, by=actor())

    assert under(trade) == {romashka, other}
    assert under(retail) == {romashka}
    assert set(parties_under(actor(carol()), trade.pk)) == set()


@pytest.mark.req("PAR-01")
def test_a_moved_branch_takes_its_subtree_along() -> None:
    industries = tree()
    trade, services = branch(industries, "Торговля"), branch(industries, "Услуги")
    flowers = branch(industries, "Цветы", branch(industries, "Розница", trade))
    romashka = organisation()
    place_parties([romashka.pk], flowers.pk, by=actor())
    move_branch(flowers.parent_id, parent_id=services.pk, by=actor(bob()))  # type: ignore[arg-type]

    assert under(trade) == set()
    assert under(services) == {romashka}
    trails = [node.trail for node in trees()[0].nodes]
    assert trails == ["Торговля", "Услуги", "Услуги / Розница", "Услуги / Розница / Цветы"]


def test_a_branch_moves_before_its_sibling() -> None:
    industries = tree()
    one, two = branch(industries, "Торговля"), branch(industries, "Услуги")
    move_branch(two.pk, parent_id=None, before_id=one.pk, by=actor(bob()))

    assert [node.name for node in trees()[0].nodes] == ["Услуги", "Торговля"]


def test_a_branch_cannot_move_into_itself_or_another_tree() -> None:
    industries = tree()
    trade = branch(industries, "Торговля")
    retail = branch(industries, "Розница", trade)
    with pytest.raises(MovedIntoItself):
        move_branch(trade.pk, parent_id=retail.pk, by=actor(bob()))
    with pytest.raises(OtherTree):
        move_branch(trade.pk, parent_id=branch(tree("Регионы"), "Север").pk, by=actor(bob()))


def test_names_are_not_given_twice_at_one_place() -> None:
    industries = tree()
    trade, services = branch(industries, "Торговля"), branch(industries, "Услуги")
    branch(industries, "Услуги", trade)
    with pytest.raises(TreeExists):
        tree()
    with pytest.raises(BranchExists):
        rename_branch(services.pk, name="Торговля", by=actor(bob()))


def test_a_deleted_branch_leaves_its_parties_and_comes_back_with_them() -> None:
    industries = tree()
    trade = branch(industries, "Торговля")
    retail = branch(industries, "Розница", trade)
    romashka = organisation()
    place_parties([romashka.pk], retail.pk, by=actor())
    delete_branch(trade.pk, by=actor(bob()))
    assert not Placement.objects.exists()
    assert Party.objects.filter(pk=romashka.pk).exists()

    undo_act(last_act(), by=actor(bob()))
    assert under(trade) == {romashka}


def test_a_party_is_taken_out_of_a_branch() -> None:
    romashka, trade = organisation(), branch(tree(), "Торговля")
    place_parties([romashka.pk], trade.pk, by=actor())
    unplace_parties([romashka.pk], trade.pk, by=actor())

    assert places(romashka) == []


def test_a_seller_places_his_clients_but_does_not_change_the_trees() -> None:
    industries = tree()
    trade = branch(industries, "Торговля")
    with pytest.raises(NotAllowed):
        add_branch(industries.pk, name="Услуги", by=actor())
    with pytest.raises(NotFound):
        place_parties([organisation().pk], trade.pk, by=actor(carol()))
