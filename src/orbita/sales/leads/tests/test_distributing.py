"""Rules, turns, load, working hours, substitutes, timers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, employee, team
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.calendars.commands import add_absence
from orbita.sales.deals.tests.factories import deal
from orbita.sales.leads import notices
from orbita.sales.leads.commands import (
    add_leads,
    add_rule,
    change_rule,
    pass_on_overdue,
    place_rule,
    remove_rule,
    switch_rule,
    take_lead,
    wake_waiting,
)
from orbita.sales.leads.errors import RuleIsUnclear, RuleNeedsPeople
from orbita.sales.leads.events import LeadsLapsed
from orbita.sales.leads.jobs import mind_timers
from orbita.sales.leads.models import DistributionRule, Lead, Mode
from orbita.sales.leads.queries import trial
from orbita.sales.leads.tests.factories import always_closed, always_open, lead, rule
from orbita.sales.leads.wording import why_given

pytestmark = pytest.mark.django_db
MOSCOW = '["city","is","Москва"]'


def fresh(one: Lead) -> Lead:
    found: Lead = Lead.objects.select_related("owner").get(pk=one.pk)
    return found


@pytest.mark.req("SAL-25")
def test_the_first_rule_that_fits_gives_the_lead_and_says_why() -> None:
    rule(bob(), mode=Mode.FIXED, where=MOSCOW, name="Москва")
    rule(carol(), mode=Mode.FIXED, name="Прочие")
    here, there = fresh(lead(city="москва")), fresh(lead(city="Тверь"))
    assert (here.owner, there.owner) == (bob(), carol())
    assert "Москва" in why_given(here) and "Прочие" in why_given(there)


@pytest.mark.req("SAL-25")
def test_a_rule_in_turn_goes_round() -> None:
    rule(alice(), bob(), carol())
    owners = [fresh(lead()).owner for _number in range(6)]
    assert owners == [alice(), bob(), carol()] * 2


@pytest.mark.req("SAL-25")
def test_many_leads_at_once_go_round_as_well() -> None:
    rule(alice(), bob())
    made = add_leads([{"text": f"{n}"} for n in range(10)], by=SYSTEM)
    owners = Lead.objects.filter(pk__in=[one.pk for one in made]).order_by("received_at")
    assert [one.owner for one in owners] == [alice(), bob()] * 5


@pytest.mark.req("SAL-25")
def test_a_rule_by_load_chooses_who_has_least_to_do() -> None:
    for _number in range(3):
        deal(owner=alice())
    rule(alice(), bob(), mode=Mode.LOAD)
    owners = [fresh(lead()).owner for _number in range(3)]
    assert owners == [bob(), bob(), alice()]


@pytest.mark.req("SAL-25")
def test_a_rule_chooses_among_a_team() -> None:
    crew = team(alice(), bob())
    rule(team_id=crew.pk)
    assert {fresh(lead()).owner for _number in range(2)} == {alice(), bob()}


@pytest.mark.req("SAL-25")
def test_while_nobody_is_at_work_a_lead_waits_for_the_opening() -> None:
    always_closed()
    rule(alice(), only_at_work=True)
    waiting = fresh(lead())
    assert (waiting.owner, waiting.given["mode"]) == (None, "wait")
    assert wake_waiting(by=SYSTEM) == 0

    always_open()
    mind_timers(0)
    assert fresh(waiting).owner == alice()


@pytest.mark.req("SAL-25")
def test_the_substitute_of_an_absent_one_gets_the_lead() -> None:
    always_open()
    day = timezone.localdate()
    first, last = day - timedelta(1), day + timedelta(1)
    add_absence(alice().pk, first_on=first, last_on=last, substitute_id=bob().pk, by=SYSTEM)
    rule(alice(), mode=Mode.FIXED, only_at_work=True)
    given = fresh(lead())
    assert given.owner == bob()
    assert "Alice" in why_given(given)


@pytest.mark.req("SAL-25")
def test_who_does_not_take_a_lead_in_time_loses_it_to_the_next_and_the_head_is_told() -> None:
    always_open()
    rule(alice(), carol(), minutes_to_take=30)
    mine = fresh(lead())
    assert mine.due_at is not None
    left = mine.due_at - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)

    Lead.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert pass_on_overdue(by=SYSTEM) == 1
    passed = fresh(mine)
    assert (passed.owner, passed.is_late, passed.is_overdue) == (carol(), True, True)
    assert passed.due_at is not None and passed.due_at > timezone.now()
    told = notices.lapsed(LeadsLapsed((mine.pk,), (alice().pk,)))
    bob()
    again = notices.lapsed(LeadsLapsed((mine.pk,), (alice().pk,)))
    assert told is None and again is not None and set(again.to) == {bob().pk}


@pytest.mark.req("SAL-25")
def test_where_there_is_no_next_the_lead_goes_to_the_common_inbox_and_stays_marked() -> None:
    always_open()
    rule(alice(), minutes_to_take=30)
    mine = lead()
    for _time in range(2):
        Lead.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        pass_on_overdue(by=SYSTEM)
    common = fresh(mine)
    assert (common.owner, common.is_overdue) == (None, True)
    assert pass_on_overdue(by=SYSTEM) == 0


def test_a_taken_lead_has_no_timer_any_more() -> None:
    always_open()
    rule(alice(), minutes_to_take=30)
    mine = take_lead(lead().pk, by=actor())
    Lead.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert pass_on_overdue(by=SYSTEM) == 0
    assert not fresh(mine).is_late


def test_who_cannot_sign_in_gets_nothing() -> None:
    gone = employee(is_active=False)
    rule(gone, alice())
    assert {fresh(lead()).owner for _number in range(2)} == {alice()}


@pytest.mark.req("SAL-25")
def test_a_rule_out_of_use_gives_nothing_and_the_order_can_be_changed() -> None:
    first, second = rule(alice()), rule(bob())
    place_rule(second.pk, up=True, by=SYSTEM)
    assert fresh(lead()).owner == bob()
    switch_rule(second.pk, on=False, by=SYSTEM)
    assert fresh(lead()).owner == alice()
    remove_rule(first.pk, by=SYSTEM)
    assert fresh(lead()).owner is None


def test_a_changed_rule_chooses_among_its_new_people() -> None:
    changed = rule(alice())
    change_rule(changed.pk, name="New", people=[bob().pk], by=SYSTEM)
    assert fresh(lead()).owner == bob()


def test_it_refuses_rules_without_people_or_sense_and_sellers() -> None:
    with pytest.raises(RuleNeedsPeople):
        add_rule(name="Nobody", by=SYSTEM)
    with pytest.raises(RuleIsUnclear):
        add_rule(name="Odd", where='["moon","is","full"]', people=[alice().pk], by=SYSTEM)
    with pytest.raises(NotAllowed):
        add_rule(name="Mine", people=[alice().pk], by=actor())
    assert not DistributionRule.objects.exists()


@pytest.mark.req("SAL-25")
def test_the_trial_says_who_would_get_them_and_changes_nothing() -> None:
    lead(city="Москва"), lead(city="Тверь")
    rule(alice(), where=MOSCOW, name="Москва")
    [there, here] = trial(actor(bob()))
    assert (here.rule, here.owner, there.rule) == ("Москва", "Alice", "")
    assert not Lead.objects.exclude(owner=None).exists()


@pytest.mark.req("SAL-25")
@pytest.mark.parametrize("count", [2, 200])
def test_statements_do_not_grow_with_the_leads(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    always_open()
    rule(alice(), bob(), mode=Mode.LOAD, where=MOSCOW)
    rule(alice(), carol(), only_at_work=True)
    rows = [{"text": f"{n}", "city": ("Москва", "Тверь")[n % 2]} for n in range(count)]
    with django_assert_max_num_queries(36):
        add_leads(rows, by=SYSTEM)
    assert not Lead.objects.filter(owner=None).exists()
