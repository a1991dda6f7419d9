"""Own fields of records: written key by key, listed, filtered, sorted, exported, undone."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import ChangedMeanwhile
from orbita.platform.audit.commands import undo_act
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import parse
from orbita.platform.fields.commands import change_field, delete_field, restore_field
from orbita.platform.fields.errors import LabelIsTaken, OwnFieldIsUnknown, TypeStays
from orbita.platform.fields.models import OwnField
from orbita.platform.fields.tests.factories import own_field
from orbita.platform.lists.slots import fields_of, screens

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]


def found(where: str) -> list[str]:
    condition = compile_condition(parse(where), "party", fields_of, SYSTEM)
    return sorted(Party.objects.filter(condition).values_list("name", flat=True))


def change(party: Party, values: dict[str, Any], **more: Any) -> None:
    change_parties([party.pk], values, by=actor(alice()), **more)
    party.refresh_from_db()


def test_two_people_fill_in_different_fields_and_nothing_is_lost() -> None:
    own_field(label="Ставка", type="number")
    own_field(label="Цвет", type="choice", options=["Красный", "Синий"])
    party = organisation()
    change(party, {"own.f_stavka": "12,5"}, base={"own.f_stavka": None})
    change(party, {"own.f_tsvet": "Синий"}, base={"own.f_tsvet": None})
    assert party.own == {"f_stavka": Decimal("12.5"), "f_tsvet": "o2"}


def test_the_second_editor_of_the_same_field_is_told_the_value_in_words() -> None:
    own_field(label="Цвет", type="choice", options=["Красный", "Синий"])
    party = organisation()
    change(party, {"own.f_tsvet": "Синий"})
    with pytest.raises(ChangedMeanwhile) as refused:
        change(party, {"own.f_tsvet": "Красный"}, base={"own.f_tsvet": None})
    assert "Синий" in str(refused.value)


def test_undo_gives_back_one_key_and_leaves_those_that_others_changed() -> None:
    own_field(label="A")
    own_field(label="B")
    party = organisation()
    change(party, {"own.f_a": "one"})
    act = last_act()
    change(party, {"own.f_b": "two"})
    report = undo_act(act, by=actor(alice()))
    party.refresh_from_db()
    assert (party.own, report.kept) == ({"f_b": "two"}, ())


def test_undo_leaves_a_key_that_was_changed_again_and_names_the_record() -> None:
    own_field(label="A")
    party = organisation()
    change(party, {"own.f_a": "one"})
    act = last_act()
    change(party, {"own.f_a": "two"})
    report = undo_act(act, by=actor(alice()))
    party.refresh_from_db()
    assert (party.own, report.kept) == ({"f_a": "two"}, (party.name,))


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('["f_number","gte",10]', ["B"]),
        ('["f_number","between",[1,9]]', ["A"]),
        ('["f_number","empty"]', ["C"]),
        ('["f_date","after","2026-02-01"]', ["B"]),
        ('["f_flag","yes"]', ["A"]),
        ('["f_flag","no"]', ["B", "C"]),
        ('["f_choice","in",["o1"]]', ["A"]),
        ('["f_choice","not_in",["o1"]]', ["B", "C"]),
        ('["f_choices","in",["o2"]]', ["A", "B"]),
        ('["f_choices","not_in",["o1"]]', ["B", "C"]),
        ('["f_text","contains","ёлк"]', ["A"]),
        ('["f_text","is","ЁЛКА"]', ["A"]),
        ('["f_text","filled"]', ["A"]),
        ('["f_link","in",["LINK"]]', ["B"]),
        ('["f_link","empty"]', ["A", "C"]),
        ('["f_formula","gte",20]', ["B"]),
        ('["f_formula","empty"]', ["C"]),
    ],
)
def test_every_type_is_a_field_of_conditions(where: str, names: list[str]) -> None:
    for kind in ("text", "number", "date", "flag"):
        own_field(label=kind, type=kind)
    for kind in ("choice", "choices"):
        own_field(label=kind, type=kind, options=["one", "two"])
    own_field(label="link", type="link", target="party")
    own_field(
        label="formula", type="formula", result="number",
        formula=["*", {"field": "f_number"}, {"number": "2"}],
    )  # fmt: skip
    a, b, _c = (organisation(name=name) for name in "ABC")
    change(
        a,
        {"own.f_number": 5, "own.f_date": "01.01.2026", "own.f_flag": True, "own.f_choice": "o1",
         "own.f_choices": ["o1", "o2"], "own.f_text": "Новая ёлка" if "is" not in where else "ёлка"},
    )  # fmt: skip
    change(
        b,
        {"own.f_number": 10, "own.f_date": "01.03.2026", "own.f_choice": "o2",
         "own.f_choices": ["o2"], "own.f_link": str(a.pk)},
    )  # fmt: skip
    assert found(where.replace("LINK", str(a.pk))) == names


def test_a_list_shows_sorts_and_exports_own_fields() -> None:
    own_field(label="Ставка", type="number", unit="%")
    own_field(label="Партнёр", type="link", target="party")
    own_field(
        label="Вдвое", type="formula", result="number",
        formula=["*", {"field": "f_stavka"}, {"number": "2"}],
    )  # fmt: skip
    low, high = organisation(name="Low"), organisation(name="High")
    change(low, {"own.f_stavka": "2,5", "own.f_partner": str(high.pk)})
    change(high, {"own.f_stavka": 30})
    visitor = signed_in(Client(), alice())
    address = "/parties/?columns=name,f_stavka,f_partner,f_vdvoe&sort=-f_vdvoe"
    page = visitor.get(address).content.decode()
    assert page.index(">High<") < page.index(">Low<")
    assert "2,5\xa0%" in page or "2,5 %" in page
    answer = visitor.get(address.replace("/?", "/export.csv?"))
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))  # type: ignore[arg-type]
    assert rows[0][1:] == ["Ставка", "Партнёр", "Вдвое"]
    assert rows[2][1:] == ["2,5", "High", "5"]


def test_pages_of_a_list_sorted_by_an_own_field_follow_each_other() -> None:
    own_field(label="Ставка", type="number")
    for number in range(120):
        party = organisation(name=f"P{number:03}")
        Party.objects.filter(pk=party.pk).update(own={"f_stavka": number} if number % 3 else {})
    visitor = signed_in(Client(), alice())
    seen: list[str] = []
    url = "/parties/?sort=f_stavka"
    for _page in range(3):
        answer = visitor.get(url).content.decode()
        seen += [part.split('"')[0] for part in answer.split('data-row data-id="')[1:]]
        following = [
            part.split('"')[0] for part in answer.split('href="') if "cursor=" in part.split('"')[0]
        ]
        url = following[-1].replace("&amp;", "&") if following else ""
    assert len(set(seen)) == 120


def test_a_cell_of_an_own_field_is_edited_in_place() -> None:
    own_field(label="Ставка", type="number")
    party = organisation()
    visitor = signed_in(Client(), alice())
    url = f"/parties/cells/{party.pk}/f_stavka/"
    assert 'name="value"' in visitor.get(url).content.decode()
    visitor.post(url, {"value": "7,5", "seen": "null"}, headers={"HX-Request": "true"})
    party.refresh_from_db()
    assert party.own == {"f_stavka": Decimal("7.5")}
    refused = visitor.post(url, {"value": "много"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422


def test_a_deleted_field_is_gone_everywhere_and_comes_back_with_its_values() -> None:
    field = own_field(label="Ставка", type="number")
    party = organisation()
    change(party, {"own.f_stavka": 7})
    delete_field(field.pk, by=SYSTEM)
    assert "f_stavka" not in fields_of("party")
    with pytest.raises(OwnFieldIsUnknown):
        change(party, {"own.f_stavka": 8})
    restore_field(field.pk, by=SYSTEM)
    party.refresh_from_db()
    assert party.own == {"f_stavka": 7}
    assert screens["party"].column("f_stavka") is not None


def test_a_name_is_given_once_and_a_key_is_never_given_again() -> None:
    field = own_field(label="Ставка")
    with pytest.raises(LabelIsTaken):
        own_field(label="СТАВКА")
    delete_field(field.pk, by=SYSTEM)
    assert own_field(label="Ставка").key == "f_stavka_2"
    with pytest.raises(LabelIsTaken):
        restore_field(field.pk, by=SYSTEM)


def test_a_type_changes_only_where_no_value_can_be_lost() -> None:
    field = own_field(label="Ставка", type="number")
    assert change_field(field.pk, {"type": "money"}, by=SYSTEM).type == "money"
    with pytest.raises(TypeStays):
        change_field(field.pk, {"type": "date"}, by=SYSTEM)


def test_an_option_that_is_left_out_stays_retired_for_the_records_that_have_it() -> None:
    field = own_field(label="Цвет", type="choice", options=["Красный", "Синий"])
    kept = [field.options[0], {"label": "Зелёный"}]
    change_field(field.pk, {"options": kept}, by=SYSTEM)
    options = OwnField.objects.get(pk=field.pk).options
    assert [(one["key"], one["retired"]) for one in options] == [
        ("o1", False), ("o3", False), ("o2", True),
    ]  # fmt: skip


def test_the_form_asks_for_what_is_required_and_shown() -> None:
    own_field(label="Тип", type="choice", options=["Завод", "Склад"])
    own_field(label="Цех", need="always", shown_where='["f_tip","in",["o1"]]')
    party = organisation()
    visitor = signed_in(Client(), alice())
    url = f"/records/party/{party.pk}/fields/"
    assert "Цех" not in visitor.get(url).content.decode()
    with translation.override("ru"):
        refused = visitor.post(url, {"own.f_tip": "o1", "seen": "{}"})
    assert refused.status_code == 422
    assert "Цех" in refused.content.decode()
    assert visitor.post(url, {"own.f_tip": "o2", "seen": "{}"}).status_code == 303
    party.refresh_from_db()
    assert party.own == {"f_tip": "o2"}


def test_the_form_tells_the_second_editor_and_then_lets_him_decide() -> None:
    own_field(label="A")
    party = organisation()
    visitor = signed_in(Client(), alice())
    change_parties([party.pk], {"own.f_a": "theirs"}, by=actor(bob()))
    url = f"/records/party/{party.pk}/fields/"
    refused = visitor.post(url, {"own.f_a": "mine", "seen": '{"f_a": null}'})
    assert refused.status_code == 422
    assert "theirs" in refused.content.decode()
    visitor.post(url, {"own.f_a": "mine", "seen": '{"f_a": "theirs"}'})
    party.refresh_from_db()
    assert party.own == {"f_a": "mine"}
