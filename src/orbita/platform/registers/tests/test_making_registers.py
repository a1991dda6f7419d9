"""Registers are made, named, put in order, deleted and brought back."""

import pytest
from django.core.cache import cache

from orbita.platform.access.slots import permissions
from orbita.platform.accounts.models import Grant
from orbita.platform.accounts.tests.factories import actor, admin, carol, role
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.audit.errors import PartIsTied
from orbita.platform.fields.queries import own_fields
from orbita.platform.lists.slots import screens
from orbita.platform.records.slots import kinds
from orbita.platform.registers.commands import (
    add_stage,
    change_register,
    change_stage,
    delete_entries,
    delete_register,
    order_registers,
    order_stages,
    remove_stage,
    restore_register,
)
from orbita.platform.registers.definitions import all_registers
from orbita.platform.registers.errors import (
    RegisterHasEntries,
    RegisterNameIsTaken,
    RegisterNeedsNames,
    StageHasEntries,
    StageNameIsTaken,
    StageOfAnotherRegister,
)
from orbita.platform.registers.kinds import record_kind
from orbita.platform.registers.models import Entry, Register, RegisterStage
from orbita.platform.registers.patterns import PATTERNS, make_register
from orbita.platform.registers.proxies import model_of
from orbita.platform.registers.queries import register_of, uses_of
from orbita.platform.registers.tests.factories import entry, field, register, undo_last

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]


def test_a_register_is_a_kind_with_a_list_a_board_and_rights() -> None:
    made = register()

    assert made.kind == "r_arenda_oborudovaniya"
    assert kinds[made.kind].plural == "Аренда оборудования"
    board = screens[made.kind].board
    assert board is not None
    assert [one.label for one in board.groups()] == ["Запрошено", "Выдано", "Возвращено"]
    assert f"{made.kind}.export" in permissions
    granted = Grant.objects.get(role=role("seller"), permission=f"{made.kind}.edit")
    assert granted.scope == "own"


def test_a_ready_register_brings_stages_and_fields_in_one_act() -> None:
    admin()  # somebody is to manage rights after the undo as well
    pattern = PATTERNS["rental"]

    made = make_register(
        pattern=pattern, stages=["Новая", "Готово"], plural="Прокат", label="Прокат",
        title_label="Что", icon="truck", has_board=True, by=SYSTEM,
    )  # fmt: skip

    assert [one.label for one in own_fields(made.kind)] == [str(f.label) for f in pattern.fields]
    assert [(one.name, one.is_final) for one in register_of(made.kind).stages] == [
        ("Новая", False),
        ("Готово", True),
    ]
    undo_last()
    assert (Register.objects.count(), RegisterStage.objects.count()) == (0, 0)


def test_another_process_knows_a_new_register_at_once_and_an_old_name_nowhere() -> None:
    made = register()
    change_register(made.id, plural="Прокат техники", by=SYSTEM)
    for remembered in (model_of, record_kind):
        remembered.cache_clear()
    cache.clear()

    assert kinds[made.kind].plural == "Прокат техники"
    assert [one.key for one in kinds.grown()] == [made.kind]


def test_the_key_stays_when_the_name_changes_and_so_do_the_data() -> None:
    made = register()
    named = field(made.kind, "Серийный номер")
    kept = entry(made.kind, "Погрузчик", own={named.key: "СН-1"})

    change_register(made.id, plural="Прокат", label="Прокат", title_label="Техника", by=SYSTEM)

    now = kinds[made.kind]
    assert (now.key, now.label) == (made.kind, "Прокат")
    assert now.model.objects.get(pk=kept.pk).own == {named.key: "СН-1"}
    assert screens[made.kind].columns[0].label == "Техника"


@pytest.mark.parametrize("name", ["  ", "\x00", ""], ids=["spaces", "null", "nothing"])
def test_it_refuses_a_register_without_a_name(name: str) -> None:
    with pytest.raises(RegisterNeedsNames):
        register(name)


def test_hostile_names_become_plain_keys() -> None:
    long = register("Очень " * 12 + "раз")
    signs = register("«!?» / <script> %s {0} ' \" ;--")
    same = register("Очень " * 12 + "два", stages=())
    chinese = register("设备租赁", stages=())

    assert len(long.plural) <= 100 and len(long.kind) <= 50
    assert signs.kind == "r_script_s_0"
    assert same.kind == f"{long.kind}_2"
    assert chinese.kind.startswith("r_")
    assert [kinds[one.kind].model.objects.count() for one in all_registers()] == [0, 0, 0, 0]


def test_it_refuses_a_name_that_is_taken_but_not_one_of_the_bin() -> None:
    made = register()
    with pytest.raises(RegisterNameIsTaken):
        register("аренда ОБОРУДОВАНИЯ")

    delete_register(made.id, by=SYSTEM)
    again = register()

    assert again.kind == "r_arenda_oborudovaniya_2"
    with pytest.raises(RegisterNameIsTaken):
        restore_register(made.id, by=SYSTEM)


def test_it_refuses_to_delete_a_register_with_entries_and_brings_it_back_whole() -> None:
    made = register()
    named = field(made.kind, "Номер")
    one = entry(made.kind, own={named.key: "7"})
    with pytest.raises(RegisterHasEntries):
        delete_register(made.id, by=SYSTEM)

    delete_entries(made.kind, [one.pk], by=SYSTEM)
    delete_register(made.id, by=SYSTEM)
    assert made.kind not in kinds
    undo_last()

    kinds[made.kind].restore([one.pk], by=SYSTEM)  # type: ignore[misc]
    assert kinds[made.kind].model.objects.get(pk=one.pk).own == {named.key: "7"}


def test_where_a_register_is_used_is_told() -> None:
    made, other = register(), register("Объекты", stages=())
    field(other.kind, "Что арендовано", "link", target=made.kind)

    uses = uses_of(Register.objects.get(pk=made.id))

    assert [(one.label, one.where) for one in uses] == [("Что арендовано", "Объекты")]


def test_registers_stand_in_the_order_that_was_given() -> None:
    first, second = register("Первый"), register("Второй")

    order_registers([second.id, first.id], by=SYSTEM)

    assert [one.plural for one in all_registers()] == ["Второй", "Первый"]


def test_only_who_may_makes_registers() -> None:
    made = register()
    with pytest.raises(NotAllowed):
        change_register(made.id, plural="Моё", by=actor(carol()))

    assert change_register(made.id, plural="Наше", by=actor(admin())).plural == "Наше"


def test_the_first_stage_takes_what_has_none() -> None:
    made = register(stages=())
    one = entry(made.kind)
    assert one.stage_id is None

    stage = add_stage(made.id, name="Новое", by=SYSTEM)

    one.refresh_from_db()
    assert one.stage_id == stage.pk


def test_stages_are_renamed_and_put_in_order() -> None:
    made = register()
    first, second, third = (one.id for one in made.stages)

    order_stages(made.id, [third, first], by=SYSTEM)
    change_stage(first, name="Ждёт", tone="amber", by=SYSTEM)

    now = register_of(made.kind).stages
    assert [one.name for one in now] == ["Возвращено", "Ждёт", "Выдано"]
    assert [one.id for one in now] == [third, first, second]
    with pytest.raises(StageNameIsTaken):
        change_stage(second, name="ждёт", by=SYSTEM)


def test_a_removed_stage_gives_its_entries_to_another_and_undo_brings_them_back() -> None:
    made, other = register(), register("Объекты")
    first, second, _third = made.stages
    one = entry(made.kind, stage_id=first.id)
    with pytest.raises(StageHasEntries):
        remove_stage(first.id, by=SYSTEM)
    with pytest.raises(StageOfAnotherRegister):
        remove_stage(first.id, move_to=other.stages[0].id, by=SYSTEM)

    remove_stage(first.id, move_to=second.id, by=SYSTEM)
    one.refresh_from_db()
    assert one.stage_id == second.id
    undo_last()

    one.refresh_from_db()
    assert one.stage_id == first.id


def test_nothing_is_asked_of_registers_that_are_not_there() -> None:
    with pytest.raises(NotFound):
        register_of("r_nothing")

    assert "r_nothing" not in kinds
    assert Entry.objects.count() == 0


def test_a_making_is_not_undone_under_entries() -> None:
    made = register()
    act = last_act_id()
    one = entry(made.kind)
    delete_entries(made.kind, [one.pk], by=SYSTEM)

    assert act is not None
    with pytest.raises(RegisterHasEntries):
        undo_act(act, by=SYSTEM)

    assert made.kind in kinds


def test_an_undo_whose_name_is_taken_is_refused_and_not_broken() -> None:
    made = register()
    delete_register(made.id, by=SYSTEM)
    act = last_act_id()
    register()

    assert act is not None
    with pytest.raises(PartIsTied):
        undo_act(act, by=SYSTEM)
