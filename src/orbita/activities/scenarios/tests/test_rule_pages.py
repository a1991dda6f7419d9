from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orbita.activities.scenarios.commands import remove_rule
from orbita.activities.scenarios.models import Rule
from orbita.activities.scenarios.tests.factories import CALL, rule, work
from orbita.activities.timeline.models import Interaction
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.sales.deals.tests.factories import deal, stage

pytestmark = pytest.mark.django_db

FORM = {
    "trigger": "deal-opened",
    "joint": "and",
    "0-field": "amount",
    "0-op": "gte",
    "0-value": "100000",
    "then-0-action": "step",
    "then-0-kind": "call",
    "then-0-words": "Уточнить срок",
    "then-0-days": "1",
    "then-0-who": "owner",
    "is_on": "on",
    "name": "",
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def head(client: Client) -> Client:
    return signed_in(client, bob())


@pytest.mark.req("SAL-29")
def test_a_rule_is_written_by_one_form_and_acts(head: Client) -> None:
    page = head.get(reverse("scenarios:new", args=["deal"]))
    assert page.status_code == 200

    answer = head.post(reverse("scenarios:rules_deal"), FORM)

    assert answer.status_code == 303
    made = Rule.objects.get()
    assert made.is_on
    assert made.condition == '["amount","gte","100000"]'
    opened = deal(amount=150_000)
    work()
    assert Interaction.objects.get(about_id=opened.pk, kind="call").subject == "Уточнить срок"
    assert made.name in head.get(reverse("scenarios:rules_deal")).content.decode()


@pytest.mark.req("SAL-29")
def test_the_form_is_drawn_again_while_it_is_written(head: Client) -> None:
    first = stage()
    draft = reverse("scenarios:draft", args=["deal"])

    when = head.post(f"{draft}?part=when", FORM | {"trigger": "deal-stage"}, headers=HTMX)
    then = head.post(f"{draft}?part=then", FORM | {"add": "1"}, headers=HTMX)
    fewer = head.post(f"{draft}?part=then", FORM | {"remove": "0"}, headers=HTMX)

    assert first.name in when.content.decode()
    assert "Уточнить срок" in then.content.decode()
    assert "then-1-action" in then.content.decode()
    assert "then-0-action" not in fewer.content.decode()


@pytest.mark.req("SAL-29")
def test_the_rule_in_the_form_is_tried_before_it_is_saved(head: Client) -> None:
    large, small = deal("Большая", amount=500_000), deal("Малая", amount=5)

    answer = head.post(reverse("scenarios:trial", args=["deal"]), FORM, headers=HTMX)

    shown = answer.content.decode()
    assert large.title in shown
    assert "Уточнить срок" in shown
    assert small.title not in shown
    assert not Rule.objects.exists()


@pytest.mark.req("SAL-29")
def test_what_the_form_lacks_is_said(head: Client) -> None:
    answer = head.post(
        reverse("scenarios:rules_deal"), FORM | {"then-0-days": "много"}, headers=HTMX
    )
    without = {name: value for name, value in FORM.items() if not name.startswith("then")}
    empty = head.post(reverse("scenarios:rules_deal"), without, headers=HTMX)

    assert answer.status_code == empty.status_code == 422
    assert not Rule.objects.exists()


@pytest.mark.req("SAL-29")
def test_a_ready_rule_is_added_switched_off_and_switched_on(head: Client) -> None:
    stage()
    head.post(reverse("scenarios:template", args=["deal"]), {"template": "new-deal"})
    made = Rule.objects.get()
    assert not made.is_on

    head.post(reverse("scenarios:switch", args=[made.pk]), {"on": "1"})

    made.refresh_from_db()
    assert made.is_on


@pytest.mark.req("SAL-29")
def test_a_rule_is_changed_run_by_hand_and_removed(head: Client) -> None:
    opened = deal(amount=500_000)
    made = rule("deal-opened", is_on=False)
    head.post(reverse("scenarios:rule", args=[made.pk]), FORM | {"name": "Звонок"})
    made.refresh_from_db()
    assert made.name == "Звонок"

    shown = head.get(reverse("scenarios:run", args=[made.pk]), headers=HTMX).content.decode()
    assert opened.title in shown
    head.post(reverse("scenarios:run", args=[made.pk]))
    work()
    assert Interaction.objects.filter(about_id=opened.pk, kind="call").count() == 1

    log = head.get(reverse("scenarios:log", args=[made.pk])).content.decode()
    assert opened.title in log
    act = made.runs.get().act_id
    head.post(reverse("scenarios:log", args=[made.pk]), {"act": str(act)})
    assert not Interaction.objects.alive().filter(about_id=opened.pk, kind="call").exists()

    head.post(reverse("scenarios:removal", args=[made.pk]))
    assert not Rule.objects.exists()


def test_a_removed_rule_comes_back_by_undo() -> None:
    made = rule("deal-opened")
    remove_rule(made.pk, by=actor(bob()))
    act = last_act_id()
    assert act is not None

    undo_act(act, by=actor(bob()))

    assert Rule.objects.get().name == made.name


@pytest.mark.req("SAL-29")
def test_strangers_do_not_reach_the_rules(client: Client) -> None:
    made = rule("deal-opened")
    signed_in(client, carol())

    assert client.get(reverse("scenarios:rules_deal")).status_code == 403
    assert (
        client.post(
            reverse("scenarios:switch", args=[made.pk]), {"on": "0"}, headers=HTMX
        ).status_code
        == 403
    )
    made.refresh_from_db()
    assert made.is_on


@pytest.mark.req("SAL-29")
def test_the_page_of_a_deal_says_which_rules_acted(client: Client) -> None:
    made = rule("deal-opened", name="Звонок новой сделке")
    opened = deal()
    work()
    signed_in(client, alice())
    url = reverse("records:panel", args=["deal", opened.pk, "rules"])

    assert made.name in client.get(url).content.decode()
    assert client.get(reverse("records:panel", args=["deal", deal().pk, "rules"])).status_code in (
        200,
        204,
    )


@pytest.mark.req("SAL-29")
@pytest.mark.parametrize("count", [2, 30])
def test_the_pages_take_the_same_statements_however_many_records(
    head: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    made = rule("deal-opened", CALL, ("notice", {"who": "head", "words": ""}))
    for _number in range(count):
        deal()
    work()

    with django_assert_max_num_queries(30):
        head.get(reverse("scenarios:log", args=[made.pk]))
    with django_assert_max_num_queries(30):
        head.get(reverse("scenarios:run", args=[made.pk]), headers=HTMX)


@pytest.mark.req("SAL-29")
def test_the_board_leads_to_its_rules(client: Client) -> None:
    stage()
    signed_in(client, bob())
    assert reverse("scenarios:rules_deal") in client.get("/deals/").content.decode()
    signed_in(client, alice())
    assert reverse("scenarios:rules_deal") not in client.get("/deals/").content.decode()
