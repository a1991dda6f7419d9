from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from orbita.activities.scenarios.commands import (
    RuleDraft,
    add_rule,
    call_due,
    forget_runs,
    retry_failed,
    run_now,
    run_waiting,
    switch_rule,
    undo_rule_act,
)
from orbita.activities.scenarios.commands import running as room
from orbita.activities.scenarios.errors import NothingToDo, RuleIsUnreadable, RuleNeedsAction
from orbita.activities.scenarios.jobs import act
from orbita.activities.scenarios.models import Outcome, Rule, RuleRun
from orbita.activities.scenarios.policies import as_stored, heads_of
from orbita.activities.scenarios.queries import (
    dry_run,
    dry_run_plans,
    log_of_record,
    log_of_rule,
    rule_actor,
)
from orbita.activities.scenarios.tests.factories import CALL, rule, tick, work
from orbita.activities.timeline.commands import finish_interaction
from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests import factories as people
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command, last_act_id, running
from orbita.platform.audit.commands import undo_act
from orbita.platform.audit.queries import history
from orbita.platform.imports.events import RecordsImported
from orbita.platform.notifications.models import Notice
from orbita.platform.records.slots import kinds
from orbita.sales.deals.commands import change_deals, lose_deal, move_deal, win_deal
from orbita.sales.deals.models import Deal, DealLine, DealMember
from orbita.sales.deals.tests.factories import deal, reason, stage

pytestmark = pytest.mark.django_db


def _steps(about: Deal) -> list[str]:
    rows = Interaction.objects.alive().filter(about_id=about.pk, done_at=None)
    return [str(kind) for kind in rows.values_list("kind", flat=True)]


def _outcomes(of: Rule) -> list[str]:
    return [
        str(one) for one in of.runs.order_by("called_at", "pk").values_list("outcome", flat=True)
    ]


def _stood(days: int, *deals: Deal) -> None:
    since = timezone.now() - timedelta(days=days)
    Deal.objects.filter(pk__in=[one.pk for one in deals]).update(stage_since=since)


def _rows() -> dict[str, tuple[int, str]]:
    """How many rows every table has been given, and how many each holds."""
    found: dict[str, tuple[int, str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            row = "md5(coalesce(string_agg(t::text, '' ORDER BY t::text), ''))"
            cursor.execute(f'SELECT count(*), {row} FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


@pytest.mark.req("SAL-29")
def test_a_rule_plans_a_call_when_a_deal_is_opened() -> None:
    rule("deal-opened", condition='["next_step_at","empty",null]')
    opened = deal()
    assert _steps(opened) == []

    work()

    assert _steps(opened) == ["call"]
    planned = Interaction.objects.get(about_id=opened.pk, kind="call")
    assert planned.assignee == alice()
    assert timezone.localtime(planned.due_at).date() == timezone.localdate() + timedelta(1)


@pytest.mark.req("SAL-29")
def test_the_condition_is_asked_and_the_log_says_why_nothing_was_done() -> None:
    made = rule("deal-opened", condition='["amount","gte","100000"]')
    small, large = deal(amount=5), deal(amount=200_000)

    work()

    assert (_steps(small), _steps(large)) == ([], ["call"])
    left_out = made.runs.get(record_id=small.pk)
    assert left_out.outcome == Outcome.SKIPPED
    assert left_out.reason


@pytest.mark.req("SAL-29")
def test_actions_follow_one_another_and_each_builds_on_those_before() -> None:
    team = people.team(bob())
    give = ("owner", {"who": f"team:{team.pk}"})
    rule("deal-stage", give, CALL, ("note", {"words": "Отдана в работу"}), stage=str(stage(1).pk))
    moved = deal()
    move_deal(moved.pk, stage_id=stage(1).pk, by=actor())

    work()

    moved.refresh_from_db()
    assert moved.owner == bob()
    assert Interaction.objects.get(about_id=moved.pk, kind="call").assignee == bob()
    assert Interaction.objects.filter(about_id=moved.pk, kind="note").count() == 1


@pytest.mark.req("SAL-29")
def test_the_owners_head_is_put_into_the_team_once() -> None:
    head = bob()
    made = rule("deal-opened", ("join", {"who": "head", "role": "sponsor"}))
    opened = deal()

    work()
    run_now(made.pk, ids=[opened.pk], by=actor(head))
    work()

    member = DealMember.objects.get(deal=opened)
    assert (member.user, member.role, member.share) == (head, "sponsor", 0)
    assert _outcomes(made) == ["done", "skipped"]


@pytest.mark.req("SAL-29")
def test_owners_are_given_in_turn() -> None:
    pair = sorted((alice(), bob()), key=lambda one: one.pk)
    team = people.team(*pair)
    rule("deal-opened", ("owner", {"who": f"team:{team.pk}"}))
    opened = [deal(owner=carol()) for _number in range(4)]

    work()

    owners = dict(Deal.objects.values_list("pk", "owner"))
    assert [owners[one.pk] for one in opened] == [pair[0].pk, pair[1].pk] * 2


@pytest.mark.req("SAL-29")
def test_a_dry_run_lists_what_the_real_run_does_and_writes_no_row() -> None:
    made = rule(
        "deal-stays", ("owner", {"who": "head"}), CALL, ("notice", {"who": "owner", "words": "Стоит"}),
        days=10,
    )  # fmt: skip
    bob()
    old = [deal(), deal(), deal(at=stage(1))]
    deal()
    _stood(12, *old)
    before = _rows()

    plans, is_more = dry_run_plans(made)
    shown = dry_run(made, actor(bob()))

    assert _rows() == before
    assert {one.id for one in shown.tried} == {one.pk for one in old}
    assert not is_more
    tick()
    promised = {one.subject.id: as_stored(one.effects) for one in plans}
    done = {run.record_id: run.effects for run in made.runs.filter(outcome=Outcome.DONE)}
    assert done == promised
    assert Deal.objects.filter(owner=bob()).count() == 3
    assert Notice.objects.filter(user=bob()).count() == 3


@pytest.mark.req("SAL-29")
def test_a_run_by_hand_does_what_the_dry_run_of_an_event_showed() -> None:
    opened = [deal(), deal()]
    made = rule("deal-opened", is_on=False)
    promised = {one.subject.id: as_stored(one.effects) for one in dry_run_plans(made)[0]}

    run_now(made.pk, by=actor(bob()))
    work()

    assert {run.record_id: run.effects for run in made.runs.all()} == promised
    assert [_steps(one) for one in opened] == [["call"], ["call"]]


@pytest.mark.req("SAL-29")
def test_a_rule_of_time_acts_once_for_each_stay() -> None:
    made = rule("deal-stays", days=10)
    waiting = deal()
    _stood(11, waiting)

    tick()
    tick()
    assert _outcomes(made) == ["done"]

    move_deal(waiting.pk, stage_id=stage(1).pk, by=actor())
    tick()
    assert _outcomes(made) == ["done"]
    _stood(15, waiting)
    tick()
    assert _outcomes(made) == ["done", "done"]


@pytest.mark.req("SAL-29")
def test_the_other_triggers_of_time_find_their_deals() -> None:
    no_step, late, expected = (
        rule("deal-no-step", days=1),
        rule("deal-late-step", days=3),
        rule("deal-expected"),
    )
    bare, behind, overdue = deal(), deal(), deal(expected_on=timezone.localdate() - timedelta(2))
    _stood(5, bare, behind, overdue)
    Interaction.objects.create(
        kind="call",
        about_kind="deal",
        about_id=behind.pk,
        due_at=timezone.now() - timedelta(4),
        owner=alice(),
    )

    tick()

    assert list(expected.runs.values_list("record_id", flat=True)) == [overdue.pk]
    assert list(late.runs.values_list("record_id", flat=True)) == [behind.pk]
    assert set(no_step.runs.values_list("record_id", flat=True)) <= {bare.pk, overdue.pk}
    assert bare.pk in no_step.runs.values_list("record_id", flat=True)


@pytest.mark.req("SAL-29")
def test_rules_that_answer_each_other_stop() -> None:
    there, back = str(stage(1).pk), str(stage(0).pk)
    forth = rule("deal-stage", ("move", {"stage": back}), stage=there)
    again = rule("deal-stage", ("move", {"stage": there}), stage=back)
    ball = deal()

    work()
    work()
    work()

    assert _outcomes(forth) == ["done"]
    assert _outcomes(again) == ["done"]
    assert not RuleRun.objects.filter(outcome=Outcome.WAITING).exists()
    ball.refresh_from_db()
    assert ball.stage == stage(0)


@pytest.mark.req("SAL-29")
def test_a_rule_that_is_off_does_nothing() -> None:
    made = rule("deal-opened")
    first = deal()
    switch_rule(made.pk, on=False, by=actor(bob()))

    work()
    second = deal()
    work()

    assert _steps(first) == _steps(second) == []
    assert _outcomes(made) == ["skipped"]


@pytest.mark.req("SAL-29")
def test_what_was_undone_before_the_rule_came_is_left_alone() -> None:
    made = rule("deal-won")
    won = deal()
    win_deal(won.pk, by=actor())
    act_id = last_act_id()
    assert act_id is not None
    undo_act(act_id, by=actor())
    work()

    assert _outcomes(made) == ["skipped"]


@pytest.mark.req("SAL-29")
def test_a_job_that_is_run_twice_acts_once() -> None:
    made = rule("deal-opened")
    opened = deal()

    act(made.pk)
    act(made.pk)

    assert _steps(opened) == ["call"]
    assert _outcomes(made) == ["done"]


@pytest.mark.req("SAL-29")
def test_a_worker_that_dies_has_done_nothing_and_the_next_does_it(monkeypatch: Any) -> None:
    made = rule("deal-opened")
    opened = deal()
    by = rule_actor(made.pk)
    with monkeypatch.context() as patched:
        patched.setattr(room, "tell_of_records", _die)
        with pytest.raises(KeyboardInterrupt):
            run_waiting(made.pk, by=by)
    assert _steps(opened) == []
    assert _outcomes(made) == ["waiting"]

    act(made.pk)

    assert _steps(opened) == ["call"]


def _die(*_arguments: Any, **_more: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.req("SAL-29")
def test_one_record_that_refuses_does_not_hold_up_the_others() -> None:
    made = rule("deal-opened", ("field", {"field": "amount", "value": "700"}))
    plain, lined = deal(), deal(amount=1)
    DealLine.objects.create(deal=lined, title="Насос", price=10)
    work()

    plain.refresh_from_db()
    assert plain.amount == 700
    assert made.runs.get(record_id=plain.pk).outcome == Outcome.DONE
    failed = made.runs.get(record_id=lined.pk)
    assert failed.outcome == Outcome.FAILED
    assert failed.reason

    DealLine.objects.filter(deal=lined).delete()
    retry_failed(made.pk, by=actor(bob()))
    work()
    assert made.runs.get(record_id=lined.pk).outcome == Outcome.DONE


@pytest.mark.req("SAL-29")
def test_a_move_that_the_stages_do_not_allow_is_told_before_and_left_out() -> None:
    asks = stage(1)
    asks.required = ["amount"]
    asks.save()
    made = rule("deal-opened", ("move", {"stage": str(asks.pk)}))
    bare, known = deal(), deal(amount=5)

    faults = {one.id: one.lines[0][2] for one in dry_run(made, actor(bob())).tried}
    work()

    assert faults[bare.pk]
    assert not faults[known.pk]
    assert made.runs.get(record_id=bare.pk).outcome == Outcome.SKIPPED
    known.refresh_from_db()
    assert known.stage == asks


@command
def _import(deals: list[Deal], *, by: Actor) -> None:
    Deal.objects.bulk_create(deals)
    now = running()
    assert now is not None
    announce(RecordsImported(import_id=UUID(int=1), kind="deals", act_id=now.id, by=by.id))


@pytest.mark.req("SAL-29")
@pytest.mark.parametrize("count", [10, 1000])
def test_an_import_calls_rules_set_based(count: int, django_assert_max_num_queries: Any) -> None:
    made = rule("deal-opened", CALL, ("notice", {"who": "owner", "words": ""}))
    first = stage()
    new = [Deal(title=f"Сделка {number}", stage=first, owner=alice()) for number in range(count)]

    with django_assert_max_num_queries(90):
        _import(new, by=actor())
        act(made.pk)

    assert made.runs.filter(outcome=Outcome.DONE).count() == count
    assert Interaction.objects.filter(kind="call").count() == count


@pytest.mark.req("SAL-29")
def test_what_a_rule_did_is_undone_by_whoever_may_change_rules() -> None:
    made = rule("deal-opened", ("field", {"field": "product", "value": "Насосы"}), CALL)
    opened = deal()
    work()
    act_id = made.runs.get().act_id
    assert act_id is not None

    with pytest.raises(NotAllowed):
        undo_rule_act(act_id, by=actor(carol()))
    undo_rule_act(act_id, by=actor(bob()))

    opened.refresh_from_db()
    assert opened.product == ""
    assert _steps(opened) == []
    assert log_of_record(actor(), "deal", opened.pk)[0].is_undone


@pytest.mark.req("SAL-29")
def test_histories_and_the_timeline_name_the_rule() -> None:
    made = rule(
        "deal-opened",
        ("field", {"field": "product", "value": "Насосы"}),
        name="Продукт по умолчанию",
    )
    opened = deal()
    work()

    newest = history(kinds["deal"], opened.pk)[0]
    assert "Продукт по умолчанию" in newest.by
    story = Interaction.objects.get(about_id=opened.pk, story__key="rule-acted")
    assert story.story["rule"] == made.name
    assert "Насосы" in story.story["done"]


@pytest.mark.req("SAL-29")
def test_fields_losses_and_results_are_triggers_too() -> None:
    amount = rule("deal-field", field="amount")
    lost = rule("deal-lost", ("note", {"words": "Жаль"}))
    agreed = rule("contact", ("note", {"words": "Договорились"}), result="agreed")
    one = deal()
    change_deals([one.pk], {"product": "Насос"}, by=actor())
    assert not amount.runs.exists()
    change_deals([one.pk], {"amount": 5}, by=actor())
    work()
    step = Interaction.objects.get(about_id=one.pk, kind="call")
    finish_interaction(step.pk, result="agreed", by=actor())
    lose_deal(one.pk, reason_id=reason().pk, by=actor())
    work()

    assert [_outcomes(each) for each in (amount, lost, agreed)] == [["done"]] * 3


@pytest.mark.req("SAL-29")
def test_rules_of_clients_act_on_clients() -> None:
    rule("party-added", kind="party")
    status = rule("party-status", ("note", {"words": "Осторожно"}), kind="party", status="at_risk")
    romashka = organisation()
    change_parties([romashka.pk], {"status": "at_risk"}, by=actor())
    work()

    assert (
        Interaction.objects.filter(party=romashka, kind="call", due_at__isnull=False).count() == 1
    )
    assert _outcomes(status) == ["done"]


def test_a_rule_needs_an_action_and_can_be_read() -> None:
    with pytest.raises(RuleNeedsAction):
        _without_actions()
    with pytest.raises(RuleIsUnreadable):
        rule("deal-opened", condition='["no_such_field","is",1]')
    with pytest.raises(NothingToDo):
        run_now(rule("deal-won").pk, by=actor(bob()))


def _without_actions() -> None:
    add_rule(RuleDraft("deal", "deal-opened", {}, ()), by=actor(bob()))


def test_a_seller_writes_no_rules() -> None:
    made = rule("deal-opened")
    with pytest.raises(NotAllowed):
        switch_rule(made.pk, on=False, by=actor(alice()))
    with pytest.raises(NotAllowed):
        run_now(made.pk, by=actor(alice()))


def test_the_head_of_an_employee_is_the_nearest_above() -> None:
    upper = people.department("Вся компания")
    director = people.employee("director", upper)
    lower = people.department("Филиал", parent=upper)
    lone = people.employee("seller", lower)

    seller, head = alice(), bob()
    assert heads_of([seller.pk, lone.pk]) == {seller.pk: head.pk, lone.pk: director.pk}
    assert heads_of([lone.pk]) == {lone.pk: director.pk}


def test_the_log_forgets_the_old_but_not_what_must_not_happen_again() -> None:
    timed, event = rule("deal-stays", days=1), rule("deal-opened")
    old = deal()
    _stood(5, old)
    tick()
    RuleRun.objects.update(called_at=timezone.now() - timedelta(400))

    limit = timezone.now() - timedelta(180)
    forget_runs(before=limit, skipped_before=limit, by=SYSTEM)

    assert not event.runs.exists()
    assert timed.runs.count() == 1
    assert call_due(timed.pk, by=SYSTEM) == 0


@pytest.mark.req("SAL-29")
def test_records_that_somebody_does_not_see_are_told_without_their_names() -> None:
    made = rule("deal-opened")
    hidden = deal("Тайная", owner=carol())
    director = actor(people.employee("director"))
    head = actor(bob())

    assert [one.title for one in dry_run(made, director).tried] == [hidden.title]
    assert hidden.title not in [one.title for one in dry_run(made, head).tried]
    work()
    assert hidden.title not in [one.title for one in log_of_rule(made, head)]
