from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.cadence.commands import (
    delete_cadence_rule,
    plan_touches,
    shift_cadence_rule,
)
from orbita.activities.cadence.errors import EverybodyHasStep, TouchesInThePast
from orbita.activities.cadence.facts import touch_due
from orbita.activities.cadence.models import CadenceRule, PartyCadence
from orbita.activities.cadence.queries import standings
from orbita.activities.cadence.tests.factories import rule, touched
from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.tests.factories import step
from orbita.activities.touchpoints.commands import change_touchpoint
from orbita.activities.touchpoints.tests.factories import touchpoint
from orbita.parties.classifier.commands import move_branch, place_parties
from orbita.parties.classifier.tests.factories import branch, tree
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.parties.roles.commands import set_role
from orbita.platform.accounts.tests.factories import actor, bob, carol, signed_in
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.audit.commands import undo_act

pytestmark = pytest.mark.django_db


def _rule_of(party: Party) -> CadenceRule | None:
    return PartyCadence.objects.get(party=party).rule


def _quiet(party: Party) -> int:
    """How many days before now the due moment was set from."""
    cadence = PartyCadence.objects.get(party=party)
    assert cadence.due_at is not None and cadence.rule is not None and cadence.rule.days
    return (timezone.now() - cadence.due_at).days + cadence.rule.days


@pytest.mark.req("PAR-16")
def test_a_client_is_due_so_many_days_after_the_last_touch() -> None:
    rule(days=30)
    romashka = organisation()
    touched(romashka, 43)
    assert _quiet(romashka) == 43

    touched(romashka, 2)
    assert _quiet(romashka) == 2


@pytest.mark.req("PAR-16")
def test_a_client_nobody_has_touched_is_due_from_the_day_he_was_written_down() -> None:
    rule(days=30)

    assert _quiet(organisation()) == 0


@pytest.mark.req("PAR-16")
def test_the_first_rule_that_fits_is_the_clients() -> None:
    large = branch(tree("Размер"), "Крупный")
    by_branch, by_role = rule("Крупные", branch_id=large.pk), rule("Дилеры", role="dealer")
    by_state, rest = rule("Новые", status="new"), rule("Остальные")
    one, two, three = organisation(), organisation(), organisation(status="active")
    set_role(two.pk, "dealer", by=actor())
    place_parties([one.pk], branch(large.tree, "Больше 10 млрд", large).pk, by=actor())

    assert [_rule_of(one), _rule_of(two), _rule_of(three)] == [by_branch, by_role, rest]
    change_parties([three.pk], {"status": "new"}, by=actor())
    assert _rule_of(three) == by_state


@pytest.mark.req("PAR-16")
def test_clients_follow_when_rules_and_branches_change() -> None:
    sizes = tree("Размер")
    large, huge = branch(sizes, "Крупный"), branch(sizes, "Огромный")
    first, second = rule("Крупные", branch_id=large.pk), rule("Все")
    romashka = organisation()
    place_parties([romashka.pk], huge.pk, by=actor())
    assert _rule_of(romashka) == second

    move_branch(huge.pk, parent_id=large.pk, by=actor(bob()))
    assert _rule_of(romashka) == first
    shift_cadence_rule(second.pk, down=False, by=actor(bob()))
    assert _rule_of(romashka) == second
    delete_cadence_rule(second.pk, by=actor(bob()))
    assert _rule_of(romashka) == first


@pytest.mark.req("PAR-16")
def test_indirect_contacts_count_where_the_rule_says_so() -> None:
    mailing = touchpoint("Рассылка", is_direct=False)
    strict = rule("Строго", status="active")
    rule("Вольно", is_direct=False)
    active, new = organisation(status="active"), organisation()
    for party in (active, new):
        touched(party, 40)
        touched(party, 5, kind="letter", touchpoint=mailing)
    assert (_quiet(active), _quiet(new)) == (40, 5)

    change_touchpoint(mailing.pk, {"is_direct": True}, by=actor(bob()))
    assert _rule_of(active) == strict
    assert _quiet(active) == 5


@pytest.mark.req("PAR-16")
def test_a_rule_without_days_asks_for_no_touch() -> None:
    rule("Бывшие", days=None, status="former")
    rule("Все")
    former = organisation(status="former")
    touched(former, 400)

    assert PartyCadence.objects.get(party=former).due_at is None


@pytest.mark.req("PAR-16")
def test_the_list_shows_whom_nobody_has_touched_for_long(client: Client) -> None:
    rule(days=30)
    touched(organisation("ООО «Забытый»"), 43)
    touched(organisation("ООО «Свежий»"), 3)

    page = signed_in(client).get("/parties/", {"view": "quiet"}).content.decode()
    assert ("Забытый" in page, "Свежий" in page) == (True, False)
    long = '["touch_overdue","gte",14]'
    assert "Забытый" not in client.get("/parties/", {"where": long}).content.decode()
    assert (
        "Забытый" in client.get("/parties/", {"where": long.replace("14", "13")}).content.decode()
    )


@pytest.mark.req("PAR-16")
def test_the_page_of_a_client_says_how_long_he_was_left_alone() -> None:
    rule(days=30)
    romashka = organisation()
    touched(romashka, 43)
    fact = touch_due(actor(), romashka)
    assert fact is not None
    assert (fact.value, fact.tone) == ("43 дня", "bad")

    touched(romashka, 3)
    assert touch_due(actor(), romashka) is None


@pytest.mark.req("PAR-16")
def test_the_figures_of_the_rules_open_exactly_those_clients(client: Client) -> None:
    rule("Дилеры", role="dealer")
    rule("Все", days=10)
    late, fresh = organisation("ООО «Забытый»"), organisation("ООО «Свежий»")
    touched(late, 12)
    touched(fresh, 1)
    none, everybody = standings(actor(bob()))
    assert (none.clients, none.overdue) == (0, 0)
    assert (everybody.clients, everybody.overdue) == (2, 1)

    path, _, query = everybody.overdue_url.partition("?")
    where = query.removeprefix("where=").partition("&")[0]
    page = signed_in(client, bob()).get(path, {"where": where}).content.decode()
    assert ("Забытый" in page, "Свежий" in page) == (True, False)


def test_a_stranger_counts_only_his_clients() -> None:
    rule()
    organisation()

    assert [one.clients for one in standings(actor(carol()))] == [0]


@pytest.mark.req("PAR-16")
def test_touches_are_planned_for_many_clients_over_working_days() -> None:
    rule(days=10)
    parties = [organisation() for _number in range(6)]
    first = timezone.localdate() + timedelta(days=1)
    count = plan_touches(_keys(parties), first_on=first, over_days=3, by=actor(bob()))

    steps = Interaction.objects.planned().order_by("due_at")
    days = [timezone.localtime(one.due_at).date() for one in steps]
    assert (count, len(set(days)), days.count(days[0])) == (6, 3, 2)
    assert all(day.weekday() < 5 for day in days)
    assert {one.assignee for one in steps} == {parties[0].owner}


def test_clients_with_a_step_are_left_out_of_a_mass_plan() -> None:
    one, other = organisation(), organisation()
    step(one)
    assert plan_touches(_keys([one, other]), first_on=timezone.localdate(), by=actor()) == 1
    with pytest.raises(EverybodyHasStep):
        plan_touches(_keys([one, other]), first_on=timezone.localdate(), by=actor())


def test_a_mass_plan_is_undone_at_once() -> None:
    plan_touches(_keys([organisation(), organisation()]), first_on=timezone.localdate(), by=actor())
    undo_act(last_act(), by=actor())

    assert not Interaction.objects.alive().planned().exists()


def test_a_mass_plan_refuses_days_in_the_past_and_strangers() -> None:
    keys, today = _keys([organisation()]), timezone.localdate()
    with pytest.raises(TouchesInThePast):
        plan_touches(keys, first_on=today - timedelta(days=1), by=actor())
    with pytest.raises(NotFound):
        plan_touches(keys, first_on=today, by=actor(carol()))


def test_a_mass_plan_makes_as_many_statements_for_many_clients(
    django_assert_max_num_queries: Any,
) -> None:
    keys = _keys([organisation() for _number in range(40)])
    who = actor()

    with django_assert_max_num_queries(14):
        plan_touches(keys, first_on=timezone.localdate(), by=who)


def test_the_bulk_act_of_the_list_plans_touches(client: Client) -> None:
    romashka = organisation()
    given = {
        "confirmed": "1", "ids": [str(romashka.pk)], "kind": "call", "over_days": "2",
        "first_on": timezone.localdate().isoformat(), "subject": "Узнать, как дела",
    }  # fmt: skip
    signed_in(client).post("/parties/bulk/touches/", given)

    assert Interaction.objects.planned().get().subject == "Узнать, как дела"


def test_rules_are_added_changed_and_moved_on_their_page(client: Client) -> None:
    signed_in(client, bob()).post("/cadence/", {"name": "Дилеры", "days": "30", "role": "dealer"})
    [made] = CadenceRule.objects.all()
    assert (made.days, made.role, made.is_direct) == (30, "dealer", False)

    client.post(reverse("cadence:rule", args=[made.pk]), {"name": "Дилеры", "days": ""})
    other = rule("Все")
    client.post(reverse("cadence:place", args=[other.pk]), {"up": "1"})
    assert [one.name for one in CadenceRule.objects.all()] == ["Все", "Дилеры"]
    client.post(reverse("cadence:removal", args=[made.pk]))
    assert [one.name for one in CadenceRule.objects.all()] == ["Все"]


def test_a_seller_does_not_change_rules(client: Client) -> None:
    made = rule()
    with pytest.raises(NotAllowed):
        delete_cadence_rule(made.pk, by=actor())

    assert signed_in(client).get("/cadence/").status_code == 403


def _keys(parties: list[Party]) -> list[UUID]:
    return [party.pk for party in parties]
