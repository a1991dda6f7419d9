"""Entries behave as records of any kind: fields, history, undo, the bin, search, rights, import."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, employee, role_with
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import ChangedMeanwhile, NotAllowed, NotFound
from orbita.platform.audit.queries import history
from orbita.platform.fields.errors import OwnValueIsWrong
from orbita.platform.imports.tests.factories import bring, counts, file
from orbita.platform.records.slots import kind_of, kinds
from orbita.platform.registers.commands import change_entries, delete_entries, restore_entries
from orbita.platform.registers.definitions import Definition
from orbita.platform.registers.errors import EntryNeedsTitle, StageOfAnotherRegister
from orbita.platform.registers.tests.factories import entry, field, register, undo_last
from orbita.platform.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]


def titles(register: Definition) -> list[str]:
    return sorted(kinds[register.kind].model.objects.alive().values_list("title", flat=True))


def test_an_entry_knows_only_its_own_register() -> None:
    rental, sites = register(), register("Объекты", stages=())
    one, other = entry(rental.kind), entry(sites.kind, "Склад на Дубравной")

    assert kind_of(type(one)).key == rental.kind
    assert titles(sites) == ["Склад на Дубравной"]
    with pytest.raises(NotFound):
        change_entries(rental.kind, [other.pk], {"title": "Чужое"}, by=SYSTEM)


def test_every_type_of_field_holds_what_it_should() -> None:
    made = register()
    types: dict[str, dict[str, Any]] = {
        "text": {},
        "number": {},
        "money": {"unit": "RUB"},
        "date": {},
        "flag": {},
        "choice": {"options": [{"label": "Новое"}, {"label": "Б/у"}]},
        "choices": {"options": [{"label": "А"}, {"label": "Б"}]},
        "link": {"target": made.kind},
    }
    keys = {sort: field(made.kind, sort, sort, **more).key for sort, more in types.items()}
    parent = entry(made.kind, "Комплект")
    said = {
        "text": "СН-1", "number": "12", "money": "1500,50", "date": date(2026, 11, 20),
        "flag": "да", "choice": "Б/у", "choices": "А; Б", "link": parent.pk,
    }  # fmt: skip

    one = entry(made.kind, own={keys[sort]: value for sort, value in said.items()})

    assert one.own[keys["date"]] == "2026-11-20"
    assert one.own[keys["choices"]] == ["o1", "o2"]
    assert one.own[keys["link"]] == str(parent.pk)
    with pytest.raises(OwnValueIsWrong):
        change_entries(made.kind, [one.pk], {f"own.{keys['date']}": "никогда"}, by=SYSTEM)
    with pytest.raises(OwnValueIsWrong):
        change_entries(made.kind, [one.pk], {f"own.{keys['link']}": made.id}, by=SYSTEM)


def test_it_refuses_an_empty_title_and_a_stage_of_another_register() -> None:
    made, other = register(), register("Объекты")
    one = entry(made.kind)

    with pytest.raises(EntryNeedsTitle):
        change_entries(made.kind, [one.pk], {"title": "  "}, by=SYSTEM)
    with pytest.raises(StageOfAnotherRegister):
        change_entries(made.kind, [one.pk], {"stage": other.stages[0].id}, by=SYSTEM)


def test_a_change_stands_in_the_history_and_is_undone() -> None:
    made = register()
    one = entry(made.kind, "Штабелёр")
    change_entries(made.kind, [one.pk], {"title": "Ричтрак"}, by=SYSTEM)

    changes = history(kinds[made.kind], one.pk, limit=10, actor=SYSTEM)
    undo_last()

    assert len(changes) == 2
    assert titles(made) == ["Штабелёр"]


def test_a_making_undone_goes_to_the_bin() -> None:
    made = register()
    one = entry(made.kind)
    undo_last()

    assert titles(made) == []
    restore_entries(made.kind, [one.pk], by=SYSTEM)
    assert titles(made) == ["Штабелёр"]


def test_two_who_change_the_same_field_are_told() -> None:
    made = register()
    one = entry(made.kind)
    first, second, third = (step.id for step in made.stages)
    change_entries(made.kind, [one.pk], {"stage": second}, base={"stage": first}, by=SYSTEM)

    with pytest.raises(ChangedMeanwhile):
        change_entries(made.kind, [one.pk], {"stage": third}, base={"stage": first}, by=SYSTEM)


def test_entries_are_found_by_title_and_by_fields_and_gone_from_the_bin() -> None:
    made = register()
    number = field(made.kind, "Серийный номер", is_searched=True)
    one = entry(made.kind, "Погрузчик Komatsu", own={number.key: "KX90417"})

    assert [hit.id for hit in find(SYSTEM, "погрузч")[kinds[made.kind]]] == [one.pk]
    assert [hit.id for hit in find(SYSTEM, "KX90417")[kinds[made.kind]]] == [one.pk]
    delete_entries(made.kind, [one.pk], by=SYSTEM)
    assert find(SYSTEM, "погрузч") == {}


def test_who_sees_and_changes_what_follows_from_the_scopes() -> None:
    made = register()
    one = entry(made.kind, owner_id=alice().pk)

    assert change_entries(made.kind, [one.pk], {"title": "Ричтрак"}, by=actor(alice()))
    assert change_entries(made.kind, [one.pk], {"title": "Тягач"}, by=actor(bob()))
    with pytest.raises(NotAllowed):
        change_entries(made.kind, [one.pk], {"title": "Моё"}, by=actor(carol()))


def test_a_role_without_grants_sees_and_finds_nothing() -> None:
    made = register()
    one = entry(made.kind, "Погрузчик")
    stranger = actor(employee(role_with({"deals.view": "all"})))

    assert find(stranger, "погрузчик") == {}
    assert not kinds[made.kind].model.objects.visible_to(stranger).exists()
    with pytest.raises(NotFound):
        change_entries(made.kind, [one.pk], {"title": "Моё"}, by=stranger)
    with pytest.raises(NotAllowed):
        entry(made.kind, by=stranger)


def test_a_file_becomes_entries_and_the_same_file_changes_nothing(tmp_path: Path) -> None:
    made = register()
    price = field(made.kind, "Цена за день", "money", unit="RUB")
    path = file(
        tmp_path,
        "Оборудование;Этап;Цена за день;Прочее\nШтабелёр;Выдано;2400;x\nТягач;;3100,50;\n;Выдано;1;\n",
    )

    first = counts(bring(path, made.kind))
    again = counts(bring(path, made.kind))

    assert first == (2, 0, 0, 1)
    assert again == (0, 0, 2, 1)
    one = kinds[made.kind].model.objects.get(title="Штабелёр")
    assert (one.stage.name, float(one.own[price.key])) == ("Выдано", 2400.0)
    assert one.register_id == made.id
    assert kinds[made.kind].model.objects.get(title="Тягач").stage_id == made.stages[0].id


def test_an_import_does_not_touch_another_register(tmp_path: Path) -> None:
    rental, sites = register(), register("Объекты", stages=())
    entry(sites.kind, "Склад")

    bring(file(tmp_path, "Оборудование\nСклад\n"), rental.kind)

    assert (titles(rental), titles(sites)) == (["Склад"], ["Склад"])


def test_a_cell_names_the_record_to_which_a_link_leads(tmp_path: Path) -> None:
    made = register()
    link = field(made.kind, "Клиент", "link", target="party")
    party = organisation("Ромашка")
    organisation("Двойник")
    organisation("Двойник")
    path = file(tmp_path, f"Оборудование;Клиент\nТягач;{party.name}\nРичтрак;Никто\nСтол;Двойник\n")

    bring(path, made.kind)

    rows = {row.title: row for row in kinds[made.kind].model.objects.all()}
    assert rows["Тягач"].own == {link.key: str(party.pk)}
    assert (rows["Ричтрак"].own, rows["Ричтрак"].details) == ({}, {"Клиент": "Никто"})
    assert (rows["Стол"].own, rows["Стол"].details) == ({}, {"Клиент": "Двойник"})
    assert counts(bring(path, made.kind)) == (0, 0, 3, 0)
