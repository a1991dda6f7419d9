"""Pipelines, their stages and the rules of stages; the tree of reasons."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.tests.factories import last_act
from orbita.platform.accounts.tests.factories import actor, bob, signed_in
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.audit.commands import undo_act
from orbita.sales.deals import rule_queries
from orbita.sales.deals.commands import (
    StageTaskDraft,
    add_pipeline,
    add_reason,
    add_stage,
    change_deals,
    change_pipeline,
    change_reason,
    change_stage,
    lose_deal,
    move_deal,
    order_stages,
    remove_reason,
    remove_stage,
    shift_reason,
    win_deal,
)
from orbita.sales.deals.errors import (
    LastOpenStage,
    LastPipeline,
    MoveIsNotAllowed,
    NameIsTaken,
    NeedsName,
    ReasonIsAGroup,
    ReasonIsTooDeep,
    ReasonNeedsComment,
    ReasonNeedsCompetitor,
    StageAsksFor,
    StageHasDeals,
    StageIsAnEnd,
)
from orbita.sales.deals.models import (
    Deal,
    LossReason,
    Outcome,
    Pipeline,
    Stage,
    StageMove,
    StageStay,
    StageTask,
)
from orbita.sales.deals.tests.factories import deal, reason, stage

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def head() -> Any:
    """Bob, who sets the rules."""
    return actor(bob())


def open_names(pipeline: Pipeline) -> list[str]:
    """The open stages of a pipeline in their order."""
    found = Stage.objects.filter(pipeline=pipeline, outcome=Outcome.OPEN)
    return list(found.order_by("position").values_list("name", flat=True))


@pytest.mark.req("SAL-02")
def test_a_new_pipeline_has_stages_of_its_own_and_is_undone() -> None:
    stage()
    made = add_pipeline(name=" Service ", by=head())
    outcomes = list(made.stages.order_by("position").values_list("outcome", flat=True))
    assert outcomes == [*5 * ["open"], "won", "lost"]
    undo_act(last_act(), by=head())
    assert not Pipeline.objects.filter(name="Service").exists()


def test_names_are_asked_for_and_taken_once() -> None:
    stage()
    add_pipeline(name="Service", by=head())
    with pytest.raises(NameIsTaken, match="Service"):
        add_pipeline(name="Service", by=head())
    with pytest.raises(NeedsName):
        add_pipeline(name=" ", by=head())


def test_a_seller_sets_no_rules() -> None:
    with pytest.raises(NotAllowed):
        change_stage(stage().pk, name="Mine", by=actor())


def test_one_pipeline_stays_in_use() -> None:
    with pytest.raises(LastPipeline):
        change_pipeline(stage().pipeline_id, is_active=False, by=head())
    add_pipeline(name="Service", by=head())
    assert not change_pipeline(stage().pipeline_id, is_active=False, by=head()).is_active


@pytest.mark.req("SAL-02")
def test_a_stage_asks_for_what_must_be_known_before_a_deal_comes() -> None:
    change_stage(stage(1).pk, required=["amount", "source", "nonsense"], by=head())
    moved = deal(source="fair")
    with pytest.raises(StageAsksFor) as refused:
        move_deal(moved.pk, stage_id=stage(1).pk, by=actor())
    assert [missing.key for missing in refused.value.missing] == ["amount"]
    change_deals([moved.pk], {"amount": 5}, by=actor())
    assert move_deal(moved.pk, stage_id=stage(1).pk, by=actor()).stage == stage(1)


@pytest.mark.req("SAL-02")
def test_a_deal_goes_only_the_ways_that_are_drawn() -> None:
    change_stage(stage(0).pk, moves=[stage(1).pk], by=head())
    moved = deal()
    with pytest.raises(MoveIsNotAllowed):
        move_deal(moved.pk, stage_id=stage(2).pk, by=actor())
    move_deal(moved.pk, stage_id=stage(1).pk, by=actor())
    move_deal(moved.pk, stage_id=stage(3).pk, by=actor())
    change_stage(stage(0).pk, moves=[], by=head())
    assert not StageMove.objects.exists()


@pytest.mark.req("SAL-02")
def test_what_a_stage_plans_is_planned_for_the_owner_when_a_deal_comes() -> None:
    tasks = [StageTaskDraft("call", "Ask about the offer", 2), StageTaskDraft("task", " ")]
    change_stage(stage(1).pk, tasks=tasks, by=head())
    moved = deal()
    move_deal(moved.pk, stage_id=stage(1).pk, by=actor())
    step = Interaction.objects.get(about_id=moved.pk, subject="Ask about the offer")
    assert step.due_at is not None
    assert (timezone.localdate(step.due_at) - timezone.localdate()).days == 2


def test_equal_tasks_are_not_written_again_and_changed_ones_come_back_by_undo() -> None:
    stage_id, first = stage(1).pk, [StageTaskDraft("call", "Call", 2)]
    change_stage(stage_id, tasks=first, by=head())
    kept = StageTask.objects.get().pk
    change_stage(stage_id, tasks=first, name="Renamed", by=head())
    assert StageTask.objects.get().pk == kept
    change_stage(stage_id, tasks=[], by=head())
    undo_act(last_act(), by=head())
    assert StageTask.objects.get().subject == "Call"


@pytest.mark.req("SAL-02")
def test_a_new_stage_stands_last_before_the_ends_and_is_put_in_order() -> None:
    pipeline = stage().pipeline
    made = add_stage(pipeline.pk, name="Pilot", by=head())
    assert open_names(pipeline)[-1] == "Pilot"
    assert Stage.objects.get(pipeline=pipeline, outcome=Outcome.WON).position == 6
    order_stages(pipeline.pk, order=[made.pk], by=head())
    assert open_names(pipeline)[0] == "Pilot"
    undo_act(last_act(), by=head())
    assert open_names(pipeline)[-1] == "Pilot"


@pytest.mark.req("SAL-02")
def test_deals_of_a_removed_stage_go_where_they_are_sent_and_come_back_by_undo() -> None:
    moved = deal(at=stage(1))
    gone, kept = stage(1), stage(2)
    with pytest.raises(StageHasDeals, match="1"):
        remove_stage(gone.pk, by=head())
    remove_stage(gone.pk, move_to=kept.pk, by=head())
    moved.refresh_from_db()
    assert moved.stage == kept
    assert StageStay.objects.filter(deal=moved, left_at=None).get().stage == kept
    undo_act(last_act(), by=head())
    moved.refresh_from_db()
    assert moved.stage_id == gone.pk


@pytest.mark.req("SAL-02")
def test_the_time_spent_on_a_removed_stage_is_not_lost() -> None:
    moved = deal(at=stage(1))
    move_deal(moved.pk, stage_id=stage(3).pk, by=actor())
    gone, before = stage(1), stage(0)
    remove_stage(gone.pk, by=head())
    assert StageStay.objects.filter(deal=moved, stage=before).count() == 1


def test_ends_and_the_last_open_stage_stay() -> None:
    pipeline = stage().pipeline
    with pytest.raises(StageIsAnEnd):
        remove_stage(pipeline.stages.get(outcome=Outcome.WON).pk, by=head())
    for row in Stage.objects.filter(pipeline=pipeline, outcome=Outcome.OPEN)[:4]:
        remove_stage(row.pk, by=head())
    with pytest.raises(LastOpenStage):
        remove_stage(stage().pk, by=head())


@pytest.mark.req("SAL-02")
def test_the_won_stage_may_ask_for_things_as_well() -> None:
    won = Stage.objects.get(pipeline=stage().pipeline, outcome=Outcome.WON)
    change_stage(won.pk, required=["lines"], by=head())
    with pytest.raises(StageAsksFor):
        win_deal(deal().pk, by=actor())


@pytest.mark.req("MKT-11")
def test_a_loss_names_a_leaf_of_the_tree_with_what_the_leaf_asks_for() -> None:
    stage()
    group = add_reason(name="Conditions", by=head())
    talks = add_reason(name="Terms", parent_id=group.pk, needs_comment=True, by=head())
    rival = add_reason(name="Rival", parent_id=group.pk, needs_competitor=True, by=head())
    lost = deal()
    with pytest.raises(ReasonIsAGroup):
        lose_deal(lost.pk, reason_id=group.pk, by=actor())
    with pytest.raises(ReasonNeedsComment):
        lose_deal(lost.pk, reason_id=talks.pk, by=actor())
    with pytest.raises(ReasonNeedsCompetitor):
        lose_deal(lost.pk, reason_id=rival.pk, by=actor())
    assert lose_deal(lost.pk, reason_id=talks.pk, comment="Late", by=actor()).loss_reason == talks


@pytest.mark.req("MKT-11")
def test_reasons_stand_in_groups_and_are_moved_between_them() -> None:
    leaf = reason()
    group = add_reason(name="Conditions", by=head())
    assert change_reason(leaf.pk, parent_id=group.pk, by=head()).parent == group
    with pytest.raises(ReasonIsTooDeep):
        add_reason(name="Deep", parent_id=leaf.pk, by=head())
    with pytest.raises(ReasonIsTooDeep):
        change_reason(group.pk, parent_id=group.pk, by=head())
    undo_act(last_act(), by=head())
    leaf.refresh_from_db()
    assert leaf.parent != group


def test_reasons_change_places() -> None:
    stage()
    tops = list(LossReason.objects.filter(parent=None))
    shift_reason(tops[1].pk, down=False, by=head())
    shift_reason(tops[1].pk, down=False, by=head())
    assert list(LossReason.objects.filter(parent=None))[:2] == [tops[1], tops[0]]


@pytest.mark.req("MKT-11")
def test_a_reason_with_deals_goes_out_of_use_and_one_without_is_removed() -> None:
    used = reason()
    lose_deal(deal().pk, reason_id=used.pk, by=actor())
    unused = add_reason(name="Unused", by=head())
    assert remove_reason(unused.pk, by=head())
    assert not remove_reason(used.pk, by=head())
    used.refresh_from_db()
    assert not used.is_active
    with pytest.raises(ReasonIsAGroup):
        remove_reason(LossReason.objects.filter(children__isnull=False)[0].pk, by=head())


@pytest.fixture
def manager(client: Client) -> Client:
    """Bob, signed in."""
    return signed_in(client, bob())


@pytest.mark.req("SAL-02")
def test_pipelines_and_stages_are_set_up_on_their_pages(manager: Client) -> None:
    first = stage()
    manager.post("/deals/pipelines/new/", {"name": "Service"}, headers=HTMX)
    made = Pipeline.objects.get(name="Service")
    page = f"/deals/pipelines/{made.pk}/"
    assert b"Service" in manager.get("/deals/pipelines/").content
    manager.post(f"{page}stages/new/", {"name": "Pilot"}, headers=HTMX)
    pilot = Stage.objects.get(name="Pilot")
    assert b"Pilot" in manager.get(page).content
    manager.post(f"{page}order/", {"id": pilot.pk, "up": "1"}, headers=HTMX)
    assert open_names(made)[-2] == "Pilot"
    top = Stage.objects.filter(pipeline=made).order_by("position")[0]
    manager.post(f"{page}order/", {"id": pilot.pk, "before": top.pk}, headers=HTMX)
    assert open_names(made)[0] == "Pilot"
    given = {"name": "Trial", "probability": 30, "tone": "lime", "rot_days": 4}
    given |= {"required_keys": ["amount"], "moves": [str(top.pk)], "task-0-subject": "Call"}
    rules = f"/deals/stages/{pilot.pk}/rules/"
    assert manager.post(rules, given, headers=HTMX).status_code == 200
    pilot.refresh_from_db()
    assert (pilot.name, pilot.tone, pilot.required) == ("Trial", "lime", ["amount"])
    assert (pilot.moves.get().to, pilot.tasks.get().subject) == (top, "Call")
    assert manager.post(rules, given | {"probability": 101}, headers=HTMX).status_code == 422
    profile = manager.post(f"{page}profile/", {"name": "Care", "is_active": "on"}, headers=HTMX)
    made.refresh_from_db()
    assert (profile.status_code, made.name, made.needs_step) == (200, "Care", False)
    manager.post(f"/deals/stages/{pilot.pk}/removal/", headers=HTMX)
    assert not Stage.objects.filter(pk=pilot.pk).exists()
    deal(at=first)
    removal = f"/deals/stages/{first.pk}/removal/"
    assert b"move_to" in manager.get(removal, headers=HTMX).content
    manager.post(removal, {"move_to": str(stage(1).pk)}, headers=HTMX)
    assert Deal.objects.get().stage.name != first.name


@pytest.mark.req("MKT-11")
def test_reasons_are_set_up_on_their_page(manager: Client) -> None:
    group = reason().parent
    assert group is not None
    sent = {"name": "Far away", "parent": str(group.pk), "is_active": "on", "needs_comment": "on"}
    assert manager.get("/deals/reasons/new/", headers=HTMX).status_code == 200
    manager.post("/deals/reasons/new/", sent, headers=HTMX)
    made = LossReason.objects.get(name="Far away")
    assert (made.parent, made.needs_comment) == (group, True)
    url = f"/deals/reasons/{made.pk}/"
    manager.post(url, sent | {"name": "Too far", "parent": ""}, headers=HTMX)
    made.refresh_from_db()
    assert (made.name, made.parent) == ("Too far", None)
    taken = manager.post(url, sent | {"name": reason().name}, headers=HTMX)
    assert taken.status_code == 422
    manager.post(f"{url}place/", {"up": "1"}, headers=HTMX)
    assert b"Too far" in manager.get("/deals/reasons/").content
    manager.post(f"{url}removal/", headers=HTMX)
    assert not LossReason.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_statements_of_the_settings_do_not_grow(
    django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    pipeline, reader = stage().pipeline, head()
    Stage.objects.bulk_create(
        Stage(pipeline=pipeline, name=f"Stage {n}", position=10 + n, probability=1)
        for n in range(count)
    )
    LossReason.objects.bulk_create(LossReason(name=f"Reason {n}") for n in range(count))
    with django_assert_max_num_queries(10):
        rule_queries.pipelines_shown(reader)
        rule_queries.stages_shown(reader, pipeline.pk)
        rule_queries.reasons_shown(reader)
