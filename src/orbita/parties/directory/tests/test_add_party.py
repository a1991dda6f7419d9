import pytest

from orbita.kit.requisites import check_kpp
from orbita.parties.directory.commands import add_party
from orbita.parties.directory.errors import (
    FieldOfOtherForm,
    MailIsWrong,
    PartyNeedsName,
    PersonNeedsName,
    RequisiteIsWrong,
)
from orbita.parties.directory.models import Form, Party
from orbita.platform.accounts.tests.factories import actor, alice
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed

pytestmark = pytest.mark.django_db


def add(form: str = Form.ORGANISATION, **values: object) -> Party:
    return add_party(form=form, values=values, by=actor())


@pytest.mark.req("PAR-07")
def test_an_organisation_belongs_to_the_one_who_adds_it() -> None:
    party = add(name=" ООО «Северный ветер» ", inn="7707 083893", kpp="773601001")

    assert party.name == "ООО «Северный ветер»"
    assert (party.inn, party.kpp) == ("7707083893", "773601001")
    assert party.owner_id == party.created_by_id == alice().pk


@pytest.mark.req("PAR-07")
def test_a_person_is_listed_by_first_and_last_name_and_has_a_full_name() -> None:
    party = add(Form.PERSON, last_name="Тихонов", first_name="Олег", middle_name="Игоревич")

    assert party.name == "Олег Тихонов"
    assert party.full_name == "Тихонов Олег Игоревич"


@pytest.mark.req("PAR-07")
def test_a_name_in_one_piece_is_parted() -> None:
    party = add(Form.PERSON, name="Саранцева Вера Павловна")

    assert (party.last_name, party.first_name, party.middle_name) == (
        "Саранцева",
        "Вера",
        "Павловна",
    )


@pytest.mark.req("PAR-07")
def test_a_sole_trader_is_named_by_his_form_and_full_name() -> None:
    party = add(Form.SOLE_TRADER, last_name="Жуков", first_name="Пётр", inn="500100732259")

    assert party.name == "ИП Жуков Пётр"


@pytest.mark.req("PAR-07")
def test_a_wrong_inn_is_refused_with_what_to_correct() -> None:
    with pytest.raises(RequisiteIsWrong) as refusal:
        add(name="ООО «Заря»", inn="77070838")

    assert refusal.value.field == "inn"
    assert "10" in str(refusal.value)
    assert "8" in str(refusal.value)


def test_what_comes_from_outside_keeps_a_wrong_inn_and_says_so() -> None:
    party = add_party(
        form=Form.ORGANISATION,
        values={"name": "Заря", "inn": "7707083894"},
        strict=False,
        by=actor(),
    )

    assert (party.inn, party.doubtful) == ("7707083894", ["inn"])


@pytest.mark.req("PAR-07")
def test_a_person_has_no_kpp() -> None:
    assert check_kpp("773601001") is None
    with pytest.raises(FieldOfOtherForm):
        add(Form.PERSON, first_name="Олег", kpp="773601001")


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        (Form.ORGANISATION, PartyNeedsName),
        (Form.SOLE_TRADER, PersonNeedsName),
        (Form.PERSON, PersonNeedsName),
    ],
)
def test_a_party_without_a_name_is_refused(form: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add(form, name="  ")


def test_phones_are_kept_as_written_and_as_called() -> None:
    party = add_party(
        form=Form.PERSON,
        values={"name": "Олег Тихонов"},
        contact_points=[
            {"channel": "phone", "value": "8 (911) 123-45-67 доб. 12, 8-495-765-43-21"},
            {"channel": "email", "value": "Oleg@Example.COM"},
            {"channel": "telegram", "value": "https://t.me/OlegT"},
            {"channel": "phone", "value": " "},
        ],
        by=actor(),
    )

    found = list(party.contact_points.values_list("channel", "normal", "extension", "is_main"))
    assert found == [
        ("phone", "+79111234567", "12", True),
        ("phone", "+74957654321", "", False),
        ("email", "oleg@example.com", "", True),
        ("telegram", "olegt", "", True),
    ]


def test_a_mail_address_without_a_domain_is_refused_and_nothing_is_left() -> None:
    with pytest.raises(MailIsWrong):
        add_party(
            form=Form.PERSON,
            values={"name": "Олег"},
            contact_points=[{"channel": "email", "value": "oleg@"}],
            by=actor(),
        )
    assert not Party.objects.exists()


def test_who_may_not_add_is_refused() -> None:
    with pytest.raises(NotAllowed):
        add_party(form=Form.PERSON, values={"name": "Олег"}, by=Actor(id=alice().pk, name="Alice"))
