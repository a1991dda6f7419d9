"""Clients who are there twice are found, and only they."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from orbita.parties.directory.duplicates import PARTIES
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.duplicates.commands import follow_changes, tell_apart
from orbita.platform.duplicates.models import SuspectedPair
from orbita.platform.duplicates.scanning import scan
from orbita.platform.duplicates.tests.factories import searched

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]

CITIES = ("Пермь", "Омск", "Тула", "Казань")
NAMES = (
    "Вектор", "Заря", "Кедр", "Орион", "Полюс", "Радуга", "Сапфир", "Тайга", "Утёс", "Фрегат",
    "Гранит", "Дельфин", "Енисей", "Жемчуг", "Импульс", "Кристалл", "Лотос", "Магнит", "Нептун",
    "Океан", "Парус", "Рубин", "Сокол", "Титан", "Урал", "Форум", "Химик", "Цитрус", "Чайка",
)  # fmt: skip


def _crowd() -> None:
    """Clients who have nothing to do with each other."""
    for number, name in enumerate(NAMES):
        organisation(
            f"ООО «{name}»",
            city=CITIES[number % 4],
            phones=(f"+7 912 {300 + number * 7} 1{number:02} {number:02}".replace(" ", ""),),
        )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "ООО «Северный ветер»"}, {"name": "Северный Ветер, ООО"}),
        ({"name": "Общество с ограниченной ответственностью «Лазурит»"}, {"name": "ООО Лазурит"}),
        ({"name": "АО «Щукинский завод»"}, {"name": "Shchukinskiy zavod"}),
        ({"name": "ООО «Приборсервис»"}, {"name": "ООО «Приборсевис»"}),
        ({"name": "ООО «Торговый дом Волжанка»"}, {"name": "Волжанка торговый дом"}),
        ({"name": "ООО «Меридиан»"}, {"name": "Фирма Меридиан"}),
    ],
)
def test_a_company_is_known_by_its_name_however_it_is_written(
    one: dict[str, str], other: dict[str, str]
) -> None:
    _crowd()
    a = organisation(**one, city="Самара", phones=("+79270001122",))
    b = organisation(**other, city="Самара", phones=("8 927 000-11-22",))

    pairs = searched()

    assert [{pair.a, pair.b} for pair in pairs] == [{a.pk, b.pk}]


def test_a_person_is_known_by_a_short_name_swapped_parts_and_a_slip() -> None:
    _crowd()
    for number, name in enumerate(NAMES):
        first = ("Пётр", "Анна", "Игорь", "Ольга", "Глеб")[number % 5]
        person("", last_name=f"{name}ов", first_name=first, city=CITIES[number % 4])
    a = person("", last_name="Тихонов", first_name="Александр", phones=("+79121112233",))
    b = person("", last_name="Тихонов", first_name="Саша", phones=("89121112233",))
    c = person("", last_name="Громовой", first_name="Олег", mails=("gr@x.example",))
    d = person("", last_name="Олег", first_name="Громовой", mails=("gr@x.example",))

    found = {frozenset((pair.a, pair.b)) for pair in searched()}

    assert {frozenset((a.pk, b.pk)), frozenset((c.pk, d.pk))} <= found


def test_clients_who_share_a_town_or_a_switchboard_are_not_one() -> None:
    for name in NAMES:
        organisation(f"ООО «{name}»", city="Москва", phones=("+74951234567",))

    assert searched() == []


def test_a_person_and_the_company_with_his_phone_are_not_one() -> None:
    _crowd()
    organisation("ООО «Тихонов и партнёры»", phones=("+79121112233",))
    person("Олег Тихонов", phones=("+79121112233",))

    assert searched() == []


def test_a_family_at_one_address_and_phone_is_not_one() -> None:
    _crowd()
    for first, born in (("Олег", date(1970, 2, 3)), ("Инна", date(1972, 5, 6)), ("Глеб", None)):
        person(
            "", last_name="Громовой", first_name=first, born_on=born, city="Тула",
            phones=("+79121112233",), mails=("family@x.example",),
        )  # fmt: skip

    assert searched() == []


def test_namesakes_with_other_birthdays_are_not_one() -> None:
    _crowd()
    for born in (date(1970, 2, 3), date(1985, 11, 26)):
        person("", last_name="Громовой", first_name="Олег", middle_name="Ильич", born_on=born)

    assert searched() == []


def test_branches_and_numbered_works_are_not_one() -> None:
    _crowd()
    for kpp, city in (("770701001", "Москва"), ("590401001", "Пермь")):
        organisation("АО «Северный ветер»", inn="7707083893", kpp=kpp, city=city)
    for number in (1, 2, 3):
        organisation(f"Хлебозавод № {number}", city="Пермь", phones=("+73421112233",))

    assert searched() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("ООО «Уралинвест»", "ООО «Ehfkbydtcn»"), ("ООО «Росметалл»", "ООО «Pocмeтaлл»")],
)
def test_another_layout_and_letters_that_look_right_hide_nothing(one: str, other: str) -> None:
    _crowd()
    for name in (one, other):
        organisation(name, city="Самара", phones=("+79270001122",))

    assert len(searched()) == 1


def test_a_plus_in_a_mail_hides_nothing() -> None:
    _crowd()
    for mail in ("gromovoy.o@x.example", "gromovoy.o+crm@x.example"):
        organisation("ООО «Северный ветер»", mails=(mail,))

    assert len(searched()) == 1


def test_another_inn_speaks_against_the_same_name() -> None:
    _crowd()
    organisation("ООО «Ромашка»", inn="7707083893", city="Пермь")
    organisation("ООО «Ромашка»", inn="7736050003", city="Омск")

    assert searched() == []


def test_reasons_are_kept_with_the_pair() -> None:
    _crowd()
    organisation("ООО «Северный ветер»", inn="7707083893", phones=("+79270001122",))
    organisation("Северный ветер", inn="7707083893", phones=("+79270001122",))

    [pair] = searched()

    assert {"company", "phone", "code:inn"} <= {reason[0] for reason in pair.reasons}
    assert pair.a < pair.b and pair.score > 0.99


def test_a_decision_outlives_every_search_and_a_search_adds_nothing_twice() -> None:
    _crowd()
    a = organisation("ООО «Северный ветер»", phones=("+79270001122",))
    b = organisation("Северный ветер", phones=("+79270001122",))
    [before] = searched()
    tell_apart("party", [(a.pk, b.pk)], by=SYSTEM)

    [again] = searched()

    assert again.pk == before.pk


def test_a_changed_client_is_compared_at_once() -> None:
    _crowd()
    a = organisation("ООО «Северный ветер»", phones=("+79270001122",))
    searched()
    b = organisation("Северный ветер, ООО", phones=("8 927 000 11 22",))

    follow_changes("party", [b.pk], by=SYSTEM)

    [pair] = SuspectedPair.objects.all()
    assert {pair.a, pair.b} == {a.pk, b.pk}


def test_ten_thousand_clients_of_one_name_do_not_stop_the_search() -> None:
    Party.objects.bulk_create(
        Party(name="ООО «Ромашка»", inn=f"{1000000000 + number * 37}") for number in range(10_000)
    )

    done = scan(PARTIES)

    assert len(done.profiles) == 10_000
    assert done.found.compared < 1_000_000


def test_the_command_prints_a_line_of_json_a_pair(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(
            ("rec_id", "given_name", "surname", "street_number", "address_1", "suburb", "postcode",
             "date_of_birth", "soc_sec_id")
        )  # fmt: skip
        for number, name in enumerate(NAMES):
            writer.writerow((f"R{number}", f"an{name}", f"{name}ov", f"{number}.0", f"{name} street",
                             f"{name}ville", 4000 + number, f"19{30 + number}0212.0",
                             6988048 + number * 91,))  # fmt: skip
        writer.writerow(("D1", "anВектор", "Векторov", "0.0", "Вектор street", "Векторvile", 4000,
                         "19300212.0", 6988048))  # fmt: skip
    call_command("import_records", "parties", str(file), stdout=StringIO(), stderr=StringIO())
    told = StringIO()

    call_command("duplicates", "parties", "--json", "--lang=en", stdout=told, stderr=StringIO())

    [line] = [json.loads(text) for text in told.getvalue().splitlines()]
    assert {one["external_id"] for one in line["records"]} == {"R0", "D1"}
    assert set(line) == {"records", "score", "reasons"} and "same: birthday" in line["reasons"]
    assert Party.objects.get(external_ids__value="R0").addresses.get().street == "Вектор street, 0"
