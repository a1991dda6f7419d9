import pytest

from orbita.parties.directory.commands import (
    assign_parties,
    change_parties,
    change_profile,
    delete_parties,
    restore_parties,
    set_bank_accounts,
    set_contact_points,
    set_origin,
)
from orbita.parties.directory.errors import FieldOfOtherForm, PartyNeedsName, RequisiteIsWrong
from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.queries import find_same, origins
from orbita.parties.directory.tests.factories import last_act, organisation, party, person
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.errors import ChangedMeanwhile, NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.audit.queries import history
from orbita.platform.records.slots import kinds

pytestmark = pytest.mark.django_db


def normals(of: Party) -> list[str]:
    return list(of.contact_points.values_list("normal", flat=True))


@pytest.mark.req("PAR-09")
def test_two_editors_of_different_fields_lose_nothing() -> None:
    romashka = organisation(city="Тверь")
    change_parties([romashka.pk], {"city": "Омск"}, base={"city": "Тверь"}, by=actor(bob()))
    change_parties([romashka.pk], {"site": "romashka.ru"}, base={"site": ""}, by=actor())

    romashka.refresh_from_db()
    assert (romashka.city, romashka.site) == ("Омск", "romashka.ru")


@pytest.mark.req("PAR-09")
def test_the_same_field_changed_meanwhile_is_refused_with_who_and_what() -> None:
    romashka = organisation(city="Тверь")
    change_parties([romashka.pk], {"city": "Омск"}, base={"city": "Тверь"}, by=actor(bob()))

    with pytest.raises(ChangedMeanwhile) as refusal:
        change_parties([romashka.pk], {"city": "Пермь"}, base={"city": "Тверь"}, by=actor())
    assert refusal.value.field == "city"
    assert "Bob" in str(refusal.value)
    assert "Омск" in str(refusal.value)


def test_a_stranger_cannot_change_what_he_does_not_see() -> None:
    with pytest.raises(NotFound):
        change_parties([organisation().pk], {"city": "Омск"}, by=actor(carol()))


def test_many_are_changed_in_one_act_and_come_back_together() -> None:
    parties = [organisation(city="Тверь") for _ in range(3)]
    change_parties([one.pk for one in parties], {"city": "Омск"}, by=actor())
    undo_act(last_act(), by=actor())

    assert set(Party.objects.values_list("city", flat=True)) == {"Тверь"}


@pytest.mark.req("PAR-07")
def test_the_name_of_a_person_follows_its_parts() -> None:
    vera = person("Саранцева Вера Павловна")
    change_parties([vera.pk], {"last_name": "Жукова"}, by=actor())

    vera.refresh_from_db()
    assert (vera.name, vera.full_name) == ("Вера Жукова", "Жукова Вера Павловна")


def test_a_name_typed_into_the_list_is_parted() -> None:
    people = [person("Вера Саранцева"), person("Олег Тихонов")]
    change_parties([one.pk for one in people], {"name": "Пётр Жуков"}, by=actor())

    assert set(Party.objects.values_list("last_name", "first_name")) == {("Жуков", "Пётр")}


def test_a_trade_name_of_a_sole_trader_stays_when_his_name_is_corrected() -> None:
    trader = party(
        form=Form.SOLE_TRADER, name="Мастерская Жукова", last_name="Жуков", first_name="Пётр"
    )
    change_parties([trader.pk], {"middle_name": "Ильич"}, by=actor())

    trader.refresh_from_db()
    assert (trader.name, trader.full_name) == ("Мастерская Жукова", "Жуков Пётр Ильич")


@pytest.mark.req("PAR-07")
def test_a_wrong_requisite_is_refused_for_the_form_of_the_party() -> None:
    vera = person()
    with pytest.raises(RequisiteIsWrong):
        change_parties([vera.pk], {"inn": "7707083893"}, by=actor())
    with pytest.raises(FieldOfOtherForm):
        change_parties([vera.pk], {"kpp": "773601001"}, by=actor())


def test_the_name_cannot_be_emptied() -> None:
    with pytest.raises(PartyNeedsName):
        change_parties([organisation().pk], {"name": " "}, by=actor())


def test_a_corrected_requisite_is_doubtful_no_more() -> None:
    romashka = organisation()
    Party.objects.filter(pk=romashka.pk).update(inn="7707083894", doubtful=["inn"])
    change_parties([romashka.pk], {"inn": "7707083893"}, by=actor())

    romashka.refresh_from_db()
    assert romashka.doubtful == []


def test_phones_added_by_another_meanwhile_stay() -> None:
    romashka = organisation(phones=("+79110000001", "+79110000002"))
    seen = list(romashka.contact_points.values("id", "channel", "value"))
    set_contact_points(
        romashka.pk, [*seen, {"channel": "phone", "value": "+79110000003"}], by=actor(bob())
    )
    set_contact_points(romashka.pk, seen[1:], seen=[row["id"] for row in seen], by=actor())

    assert sorted(normals(romashka)) == ["+79110000002", "+79110000003"]


def test_a_changed_phone_keeps_its_row_and_its_history() -> None:
    romashka = organisation(phones=("+79110000001",))
    [row] = romashka.contact_points.values("id", "channel")
    set_contact_points(romashka.pk, [{**row, "value": "+79110000009"}], by=actor())

    assert romashka.contact_points.get().pk == row["id"]
    changed = [
        change for change in history(kinds["party"], romashka.pk) if change.operation == "update"
    ]
    assert changed[0].fields[0].old == "+79110000001"


def test_two_phones_can_change_places() -> None:
    romashka = organisation(phones=("+79110000001", "+79110000002"))
    one, two = romashka.contact_points.values("id", "channel", "value")
    swapped = [{**one, "value": two["value"]}, {**two, "value": one["value"]}]
    set_contact_points(romashka.pk, swapped, by=actor())

    assert normals(romashka) == ["+79110000002", "+79110000001"]


@pytest.mark.req("PAR-07")
def test_an_account_that_does_not_fit_its_bank_is_refused() -> None:
    romashka = organisation()
    good = {"bik": "044525225", "account": "40702810938000000001", "bank": "Сбер"}
    set_bank_accounts(romashka.pk, [good], by=actor())
    with pytest.raises(RequisiteIsWrong):
        set_bank_accounts(romashka.pk, [{**good, "account": "40702810938000000002"}], by=actor())

    assert romashka.bank_accounts.get().account == good["account"]


def test_a_whole_form_is_one_act() -> None:
    romashka = organisation(city="Тверь", phones=("+79110000001",))
    change_profile(
        romashka.pk,
        {"city": "Омск"},
        rows={"contact_points": [], "addresses": [{"city": "Омск"}]},
        by=actor(),
    )
    undo_act(last_act(), by=actor())

    romashka.refresh_from_db()
    assert romashka.city == "Тверь"
    assert normals(romashka) == ["+79110000001"]
    assert not romashka.addresses.exists()


def test_a_deleted_party_is_gone_until_it_is_restored() -> None:
    romashka = organisation()
    delete_parties([romashka.pk], by=actor())
    assert not Party.objects.visible_to(actor()).exists()

    restore_parties([romashka.pk], by=actor())
    assert Party.objects.visible_to(actor()).get() == romashka


def test_parties_are_given_to_a_colleague() -> None:
    romashka = organisation()
    assign_parties([romashka.pk], bob().pk, by=actor(bob()))

    romashka.refresh_from_db()
    assert romashka.owner == bob()


@pytest.mark.req("PAR-06")
def test_each_value_says_who_put_it_there_and_from_where() -> None:
    romashka = organisation(city="Тверь", site="romashka.ru")
    set_origin([romashka.pk], ["city"], source="clients.csv", by=actor())
    change_parties([romashka.pk], {"site": "romashka.com"}, by=actor(bob()))

    found = origins(romashka.pk)
    assert (found["city"].by, found["city"].source) == ("Alice", "clients.csv")
    assert (found["site"].by, found["site"].source) == ("Bob", "")

    change_parties([romashka.pk], {"city": "Омск"}, by=actor(bob()))
    assert (origins(romashka.pk)["city"].by, origins(romashka.pk)["city"].source) == ("Bob", "")


def test_a_duplicate_is_found_by_inn_phone_or_name_of_any_legal_form() -> None:
    romashka = organisation("ООО «Ромашка»", inn="7707083893", phones=("8 911 123-45-67",))

    def reasons(**asked: object) -> list[str]:
        return [same.reason for same in find_same(actor(), **asked) if same.id == romashka.pk]  # type: ignore[arg-type]

    assert reasons(inn="7707 083893") == ["inn"]
    assert reasons(contacts=[("phone", "+7 (911) 123 45 67")]) == ["contact"]
    assert reasons(name="Ромашка") == ["name"]
    assert reasons(name="ооо ром") == ["name"]
    assert reasons(name="Василёк") == []
    assert reasons(name="ООО") == []
    assert find_same(actor(carol()), inn="7707083893") == []
    assert find_same(actor(), inn="7707083893", exclude=romashka.pk) == []


def test_alice_owns_what_the_factory_makes() -> None:
    assert organisation().owner == alice()
