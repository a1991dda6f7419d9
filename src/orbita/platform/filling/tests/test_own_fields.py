"""Own fields of records: written key by key, listed, filtered, sorted, exported, undone."""

import csv
import io
import json
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
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
from orbita.platform.fields.errors import (
    LabelIsTaken,
    OwnFieldIsUnknown,
    OwnValueIsWrong,
    TypeStays,
)
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.fields.models import OwnField
from orbita.platform.fields.tests.factories import own_field
from orbita.platform.files.models import Document
from orbita.platform.filling.indexes import settle_indexes
from orbita.platform.filling.jobs import find_fields
from orbita.platform.lists.slots import fields_of, screens
from orbita.platform.search.queries import matching_ids

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
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))
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


def test_a_field_that_is_always_required_is_not_emptied_in_a_cell_either() -> None:
    own_field(label="Ставка", type="number", need="always")
    party = organisation()
    change(party, {"own.f_stavka": 7})
    url = f"/parties/cells/{party.pk}/f_stavka/"
    visitor = signed_in(Client(), alice())
    assert visitor.post(url, {"value": ""}, headers={"HX-Request": "true"}).status_code == 422
    party.refresh_from_db()
    assert party.own == {"f_stavka": 7}


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


def test_a_file_becomes_a_document_of_the_record_and_can_be_taken_off() -> None:
    own_field(label="Устав", type="file")
    party = organisation()
    visitor = signed_in(Client(), alice())
    url = f"/records/party/{party.pk}/fields/"
    upload = SimpleUploadedFile("Устав.txt", "Устав общества".encode())
    assert visitor.post(url, {"own.f_ustav": upload, "seen": "{}"}).status_code == 303
    party.refresh_from_db()
    document = Document.objects.get(pk=party.own["f_ustav"])
    assert document.title == "Устав"
    panel = visitor.get(f"/records/party/{party.pk}/panels/own/").content.decode()
    assert f"/documents/{document.pk}/" in panel
    seen = json.dumps({"f_ustav": str(document.pk)})
    visitor.post(url, {"own.f_ustav-clear": "on", "seen": seen})
    party.refresh_from_db()
    assert party.own == {}


def test_the_page_words_every_type_and_names_what_links_lead_to() -> None:
    own_field(label="Ставка", type="number", unit="%")
    own_field(label="Партнёр", type="link", target="party")
    own_field(
        label="Вдвое", type="formula", result="number",
        formula=["*", {"field": "f_stavka"}, {"number": "2"}],
    )  # fmt: skip
    partner, party = organisation(name="Союз"), organisation()
    change(party, {"own.f_stavka": "2,5", "own.f_partner": str(partner.pk)})
    page = signed_in(Client(), alice()).get(f"/records/party/{party.pk}/panels/own/")
    text = page.content.decode()
    assert "2,5 %" in text
    assert f'href="/parties/{partner.pk}/">Союз<' in text
    assert ">5<" in text


def test_a_link_leads_only_to_what_its_author_sees() -> None:
    own_field(label="Партнёр", type="link", target="party")
    party = organisation()
    with pytest.raises(OwnValueIsWrong):
        change(party, {"own.f_partner": str(uuid4())})


def test_words_of_own_fields_are_found_where_the_field_says_so() -> None:
    found_field = own_field(label="Прозвище", is_searched=True)
    own_field(label="Тайна")
    party = organisation(name="Завод")
    change(party, {"own.f_prozvishche": "Шестерёнка", "own.f_tayna": "Молоток"})
    assert Party.objects.filter(pk__in=matching_ids("party", "шестеренка")).get() == party
    assert not Party.objects.filter(pk__in=matching_ids("party", "молоток"))
    change_field(found_field.pk, {"is_searched": False}, by=SYSTEM)
    find_fields(FieldsChanged("party", (found_field.pk,), None, searched=True))
    assert not Party.objects.filter(pk__in=matching_ids("party", "шестеренка"))


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ('["f_number","gte",990]', "own_f_number"),
        ('["f_choice","in",["o2"]]', "own_f_choice"),
        ('["f_choices","in",["o2"]]', "own_f_choices"),
        ('["f_text","contains","слово 99"]', "own_f_text"),
        ('["f_formula","gte",1990]', "own_f_formula"),
    ],
)
def test_a_filter_by_an_own_field_goes_by_its_index(where: str, index: str) -> None:
    own_field(label="number", type="number")
    own_field(label="text")
    for kind in ("choice", "choices"):
        own_field(label=kind, type=kind, options=["one", "two"])
    own_field(
        label="formula", type="formula", result="number",
        formula=["*", {"field": "f_number"}, {"number": "2"}],
    )  # fmt: skip
    settle_indexes("party")
    Party.objects.bulk_create(
        Party(
            name=f"P{n}",
            own={"f_number": n, "f_text": f"слово {n}", "f_choice": "o2" if n > 990 else "o1",
                 "f_choices": ["o2"] if n > 990 else ["o1"]},
        )
        for n in range(1000)
    )  # fmt: skip
    condition = compile_condition(parse(where), "party", fields_of, SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE directory_party")
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in Party.objects.filter(condition).order_by().explain()


def test_indexes_follow_the_fields() -> None:
    field = own_field(label="number", type="number")
    assert settle_indexes("party") == (1, 0)
    assert settle_indexes("party") == (0, 0)
    change_field(field.pk, {"is_filter": False}, by=SYSTEM)
    assert settle_indexes("party") == (0, 1)


def test_a_list_with_own_fields_costs_one_statement_more_than_without(
    django_assert_max_num_queries: Any,
) -> None:
    visitor = signed_in(Client(), alice())
    organisation()
    visitor.get("/parties/")
    with CaptureQueriesContext(connection) as without:
        visitor.get("/parties/")
    for number in range(20):
        own_field(label=f"F{number}", type="number", is_column=True)
    own_field(label="Партнёр", type="link", target="party", is_column=True)
    for number in range(30):
        change(organisation(), {f"own.f_f{number % 20}": number})
    with django_assert_max_num_queries(len(without) + 1):
        visitor.get("/parties/")
