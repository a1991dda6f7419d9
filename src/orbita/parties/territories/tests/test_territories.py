from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.tests.factories import contact
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.parties.territories.commands import (
    apply_recut,
    cancel_recut,
    change_territory,
    change_territory_rule,
    delete_territory,
    follow_rules,
    place_by_hand,
    plan_recut,
    shift_territory_rule,
)
from orbita.parties.territories.errors import (
    ReasonIsMissing,
    RecutInThePast,
    RecutIsOver,
    RuleIsUnreadable,
    TerritoryExists,
    TerritoryHasClients,
    TerritoryInItself,
)
from orbita.parties.territories.models import PartyTerritory, PastTerritory, Territory
from orbita.parties.territories.queries import moves, stood_on, territory_of, tree
from orbita.parties.territories.tests.factories import client_in, rule, territory
from orbita.platform.accounts.tests.factories import (
    actor,
    alice,
    bob,
    carol,
    employee,
    role_with,
    signed_in,
)
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.audit.commands import undo_act
from orbita.platform.imports.tests.factories import bring, file
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def _where(party: Party) -> Territory | None:
    found = territory_of(party)
    return found.territory if found else None


def _since(party: Party, day: date) -> None:
    PartyTerritory.objects.filter(party=party).update(since=day)


@pytest.mark.req("SAL-24")
def test_a_new_client_comes_to_the_territory_of_his_address() -> None:
    ural = territory("Урал", regions=["Свердловская"])
    centre = territory("Центр", cities=["Москва", "Тула"])
    post = territory("Почта", postcodes=["19"])

    assert _where(client_in("Екатеринбург", "Свердловская обл.")) == ural
    assert _where(client_in("тула")) == centre
    assert _where(organisation(city="Москва")) == centre
    assert _where(organisation(addresses=({"purpose": "actual", "postcode": "196084"},))) == post
    assert _where(organisation(city="Омск")) is None


@pytest.mark.req("SAL-24")
def test_clients_of_a_file_come_to_their_territories_at_once(tmp_path: Path) -> None:
    ural = territory("Урал", cities=["Пермь"])
    old = organisation("ООО «Старый»", city="Омск", inn="7707083893")
    text = "Название;ИНН;Город\nООО «Старый»;7707083893;Пермь\nООО «Новый»;;Пермь\n"
    bring(file(tmp_path, text), by=actor(bob()), keys=("inn",))

    assert [_where(old), _where(Party.objects.get(name__contains="Новый"))] == [ural, ural]


@pytest.mark.req("SAL-24")
def test_a_condition_of_the_common_language_makes_a_rule_and_the_first_rule_wins() -> None:
    key = territory("Ключевые")
    large = rule(key, '["revenue","gte",1000000]')
    centre = territory("Центр", cities=["Москва"])
    one, other = client_in("Москва", revenue=2_000_000), client_in("Москва")
    assert (_where(one), _where(other)) == (key, centre)

    shift_territory_rule(large.pk, down=True, by=actor(bob()))
    assert _where(client_in("Москва", revenue=2_000_000)) == centre
    with pytest.raises(RuleIsUnreadable):
        rule(key, '["no_such_field","is",1]')


@pytest.mark.req("SAL-24")
def test_a_client_who_moves_follows_the_rules_and_his_past_is_kept() -> None:
    centre, ural = territory("Центр", cities=["Москва"]), territory("Урал", cities=["Пермь"])
    romashka = organisation(city="Москва")
    _since(romashka, TODAY() - timedelta(days=30))
    change_parties([romashka.pk], {"city": "Пермь"}, by=actor())

    assert _where(romashka) == ural
    [past] = PastTerritory.objects.filter(party=romashka)
    assert (past.territory, past.until) == (centre, TODAY())


@pytest.mark.req("SAL-24")
def test_changed_rules_move_nobody_until_the_recut() -> None:
    centre, south = territory("Центр", cities=["Москва", "Тула"]), territory("Юг")
    tula = organisation(city="Тула")
    rule(south, cities=["Тула"])
    change_territory_rule(
        centre.rules.get().pk, lists={"cities": ["Москва"]}, condition="", by=actor(bob())
    )
    assert _where(tula) == centre
    [move] = moves(actor(bob()))
    assert (move.origin, move.target, move.count) == ("Центр", "Юг", 1)

    made = plan_recut(day=TODAY(), note="Новая нарезка", by=actor(bob()))
    assert (made.moved, _where(tula), moves(actor(bob()))) == (1, south, [])


@pytest.mark.req("SAL-24")
def test_each_figure_of_the_preview_opens_exactly_those_clients(client: Client) -> None:
    centre = territory("Центр", cities=["Москва", "Тула"])
    organisation("ООО «Тульский»", city="Тула")
    organisation("ООО «Московский»", city="Москва")
    organisation("ООО «Омский»", city="Омск")
    rule(territory("Юг"), cities=["Тула"])
    rule(territory("Сибирь"), cities=["Омск"])
    lists = {"cities": ["Москва"]}
    change_territory_rule(centre.rules.get().pk, lists=lists, condition="", by=actor(bob()))

    signed_in(client, bob())
    opened = {move.target: _names(client, move.url) for move in moves(actor(bob()))}
    assert opened == {"Юг": {"Тульский"}, "Сибирь": {"Омский"}}


def _names(client: Client, url: str) -> set[str]:
    path, _, where = url.partition("?where=")
    page = client.get(path, {"where": where}).content.decode()
    return {name for name in ("Тульский", "Московский", "Омский") if name in page}


@pytest.mark.req("SAL-24")
def test_who_was_where_on_a_day_is_known_after_a_recut() -> None:
    centre, south = territory("Центр", cities=["Тула"]), territory("Юг")
    tula = organisation(city="Тула")
    _since(tula, TODAY() - timedelta(days=100))
    change_territory_rule(centre.rules.get().pk, lists={}, condition='["city","is","-"]', by=SYSTEM)
    rule(south, cities=["Тула"])
    plan_recut(day=TODAY(), by=actor(bob()))

    yesterday, who = TODAY() - timedelta(days=1), actor(bob())
    assert list(stood_on(who, centre.pk, yesterday)) == [tula]
    assert list(stood_on(who, centre.pk, TODAY())) == []
    assert list(stood_on(who, south.pk, TODAY())) == [tula]
    assert list(stood_on(who, centre.pk, TODAY() - timedelta(days=101))) == []


@pytest.mark.req("SAL-24")
def test_a_recut_waits_for_its_day_and_can_be_called_off() -> None:
    tula, south = organisation(city="Тула"), territory("Юг", cities=["Тула"])
    planned = plan_recut(day=TODAY() + timedelta(days=7), by=actor(bob()))
    called_off = plan_recut(day=TODAY() + timedelta(days=8), by=actor(bob()))
    cancel_recut(called_off.pk, by=actor(bob()))
    assert _where(tula) is None

    apply_recut(planned.pk, by=SYSTEM)
    assert _where(tula) == south
    with pytest.raises(RecutIsOver):
        apply_recut(called_off.pk, by=SYSTEM)
    with pytest.raises(RecutInThePast):
        plan_recut(day=TODAY() - timedelta(days=1), by=actor(bob()))


@pytest.mark.req("SAL-24")
def test_a_client_placed_by_hand_stays_whatever_the_rules_say() -> None:
    centre, key = territory("Центр", cities=["Москва"]), territory("Ключевые")
    romashka = organisation(city="Москва")
    with pytest.raises(ReasonIsMissing):
        place_by_hand([romashka.pk], key.pk, reason=" ", by=actor())
    place_by_hand([romashka.pk], key.pk, reason="Договорились", by=actor())
    plan_recut(day=TODAY(), by=actor(bob()))
    assert _where(romashka) == key

    follow_rules([romashka.pk], by=actor())
    assert _where(romashka) == centre


def test_a_recut_is_undone_with_its_history() -> None:
    centre, tula = territory("Центр", cities=["Тула"]), organisation(city="Тула")
    _since(tula, TODAY() - timedelta(days=100))
    south = territory("Юг")
    rule(south, cities=["Тула"])
    shift_territory_rule(south.rules.get().pk, down=False, by=actor(bob()))
    plan_recut(day=TODAY(), by=actor(bob()))
    assert _where(tula) == south

    undo_act(last_act(), by=actor(bob()))
    assert _where(tula) == centre
    assert not PastTerritory.objects.exists()


@pytest.mark.req("SAL-24")
def test_a_manager_sees_the_clients_of_his_territories_and_what_belongs_to_them() -> None:
    manager = employee(
        role_with(
            {"parties.view": "territory", "deals.view": "territory", "interactions.view": "all"}
        )
    )
    east = territory("Восток", manager=manager)
    territory("Урал", east, cities=["Пермь"])
    territory("Центр", cities=["Москва"])
    perm, moscow = organisation(city="Пермь"), organisation(city="Москва")
    call = contact(perm)
    contact(moscow)
    ours, _theirs = deal(party_id=perm.pk), deal(party_id=moscow.pk)

    who = actor(manager)
    assert list(Party.objects.visible_to(who)) == [perm]
    assert list(Deal.objects.visible_to(who)) == [ours]
    assert list(type(call).objects.visible_to(who).exclude(kind="story")) == [call]


@pytest.mark.req("SAL-24")
def test_lists_are_filtered_by_a_territory_with_those_below(client: Client) -> None:
    east = territory("Восток")
    territory("Урал", east, cities=["Пермь"])
    organisation("ООО «Тульский»", city="Тула")
    perm = organisation("ООО «Омский»", city="Пермь")
    deal("Сделка в Перми", party_id=perm.pk)
    signed_in(client, bob())

    where = f'["territory","under",["{east.pk}"]]'
    assert _names(client, f"/parties/?where={where}") == {"Омский"}
    given = {"where": where.replace("territory", "party.territory"), "mode": "table"}
    assert "Сделка в Перми" in client.get("/deals/", given).content.decode()


def test_the_tree_counts_what_the_actor_sees_with_those_below() -> None:
    east = territory("Восток")
    territory("Урал", east, cities=["Пермь"])
    organisation(city="Пермь")

    assert [(n.trail, n.clients, n.below) for n in tree(actor(bob()))] == [
        ("Восток", 0, 1),
        ("Восток / Урал", 1, 1),
    ]
    assert [node.below for node in tree(actor(carol()))] == [0, 0]


def test_a_territory_is_hung_elsewhere_with_all_below_it() -> None:
    east, west = territory("Восток"), territory("Запад")
    ural = territory("Урал", east)
    perm = territory("Пермь", ural, cities=["Пермь"])
    who = actor(bob())
    given: dict[str, Any] = {"name": "Урал", "manager_id": None, "team_id": None, "by": who}
    change_territory(ural.pk, parent_id=west.pk, **given)
    perm.refresh_from_db()
    assert perm.path.startswith(west.path)

    with pytest.raises(TerritoryInItself):
        change_territory(ural.pk, parent_id=perm.pk, **given)
    with pytest.raises(TerritoryExists):
        territory("Пермь", Territory.objects.get(pk=ural.pk))


def test_a_territory_with_clients_is_not_deleted() -> None:
    centre = territory("Центр", cities=["Москва"])
    organisation(city="Москва")
    with pytest.raises(TerritoryHasClients):
        delete_territory(centre.pk, by=actor(bob()))
    with pytest.raises(NotAllowed):
        delete_territory(centre.pk, by=actor())


def test_assignment_makes_as_many_statements_for_many_clients(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(40):
        organisation(city=f"Город {number % 4}")
    for number in range(4):
        territory(f"Территория {number}", cities=[f"Город {number}"])
    who = actor(bob())

    with django_assert_max_num_queries(16):
        assert plan_recut(day=TODAY(), by=who).moved == 40


def test_the_pages_work_by_forms(client: Client) -> None:
    signed_in(client, bob())
    client.post("/territories/", {"name": "Урал", "manager": str(alice().pk)})
    ural = Territory.objects.get()
    url = reverse("territories:new_rule", args=[ural.pk])
    client.post(url, {"cities": "Пермь\nУфа"})
    assert ural.rules.get().cities == ["Пермь", "Уфа"]
    organisation("ООО «Омский»", city="Пермь")

    assert "Омский" in client.get(reverse("territories:territory", args=[ural.pk])).content.decode()
    assert client.get("/territories/").context["nodes"][0].below == 1
    client.post("/territories/recut/", {"day": TODAY().isoformat(), "note": "Весна"})
    page = client.get("/territories/recut/").content.decode()
    assert "Весна" in page


def test_a_client_is_placed_from_his_page(client: Client) -> None:
    key, romashka = territory("Ключевые"), organisation()
    url = reverse("territories:party_place", args=[romashka.pk])
    answer = signed_in(client).post(url, {"territory": str(key.pk)})
    assert answer.status_code == 422

    client.post(url, {"territory": str(key.pk), "reason": "Просил директор"})
    panel = reverse("records:panel", args=["party", romashka.pk, "territory"])
    assert "Просил директор" in client.get(panel).content.decode()
    assert signed_in(client, carol()).get(url).status_code == 404


def test_many_clients_are_placed_from_the_list(client: Client) -> None:
    key, romashka = territory("Ключевые"), organisation()
    given = {
        "confirmed": "1", "ids": [str(romashka.pk)], "territory": str(key.pk), "reason": "Перевод",
    }  # fmt: skip
    signed_in(client).post("/parties/bulk/territory/", given)

    assert _where(romashka) == key


def test_a_seller_changes_no_territory(client: Client) -> None:
    assert signed_in(client).get("/territories/").status_code == 200
    assert client.get("/territories/recut/").status_code == 403
    client.post("/territories/", {"name": "Моя"})
    assert not Territory.objects.exists()
