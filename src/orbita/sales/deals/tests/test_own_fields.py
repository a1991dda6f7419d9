"""Own fields of deals: asked for by a stage, filled in with the move."""

import pytest
from django.test import Client

from orbita.platform.accounts.tests.factories import actor, alice, signed_in
from orbita.platform.fields.tests.factories import own_field
from orbita.sales.deals.commands import change_deals, move_deal
from orbita.sales.deals.errors import StageAsksFor
from orbita.sales.deals.models import Stage
from orbita.sales.deals.queries import open_stages
from orbita.sales.deals.tests.factories import deal

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]


def second_stage_asking(key: str) -> Stage:
    stage = open_stages()[1]
    stage.required = [key]
    stage.save()
    return stage


def test_a_stage_asks_for_an_own_field() -> None:
    own_field("deal", "Договор")
    stage = second_stage_asking("own.f_dogovor")
    asked, known = deal(), deal()
    change_deals([known.pk], {"own.f_dogovor": "№ 7"}, by=actor(alice()))
    with pytest.raises(StageAsksFor) as refused:
        move_deal(asked.pk, stage_id=stage.pk, by=actor(alice()))
    assert "Договор" in str(refused.value)
    assert move_deal(known.pk, stage_id=stage.pk, by=actor(alice())).stage == stage


def test_the_drop_on_a_stage_asks_for_the_own_field_and_keeps_what_is_typed() -> None:
    own_field("deal", "Договор")
    stage = second_stage_asking("own.f_dogovor")
    moved = deal()
    visitor = signed_in(Client(), alice())
    asked = visitor.post("/deals/board/", {"id": str(moved.pk), "to": str(stage.pk)})
    assert asked.status_code == 422
    assert "own.f_dogovor" in asked.content.decode()
    visitor.post(
        f"/deals/{moved.pk}/stage/",
        {"stage": str(stage.pk), "asked": "own.f_dogovor", "own.f_dogovor": "№ 7"},
    )
    moved.refresh_from_db()
    assert (moved.stage, moved.own) == (stage, {"f_dogovor": "№ 7"})


def test_a_new_deal_is_asked_for_what_is_required() -> None:
    own_field("deal", "Договор", need="always")
    visitor = signed_in(Client(), alice())
    stage = open_stages()[0]
    typed = {
        "title": "Поставка", "currency": "RUB", "stage": str(stage.pk), "owner": str(alice().pk),
        "next_step": "завтра в 10 позвонить",
    }  # fmt: skip
    assert visitor.post("/deals/new/", typed).status_code == 422
    answer = visitor.post("/deals/new/", {**typed, "own.f_dogovor": "№ 8"})
    assert answer.status_code == 303
