"""Registers beside each other and beside what comes later: indexes, hidden fields, rights, upgrades."""

import pytest
from django.db import connection
from django.test import Client

from orbita.activities.timeline.commands import log_interaction
from orbita.activities.timeline.models import Interaction
from orbita.platform.accounts.commands import grant, restrict_field
from orbita.platform.accounts.models import Grant
from orbita.platform.accounts.settling import settle_presets
from orbita.platform.accounts.tests.factories import (
    actor,
    admin,
    alice,
    carol,
    employee,
    role,
    role_with,
    signed_in,
)
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.frame import last_act_id
from orbita.platform.derived.triggers import settle_triggers
from orbita.platform.fields.commands import delete_field
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.filling.indexes import settle_indexes
from orbita.platform.filling.jobs import find_fields
from orbita.platform.records.slots import RecordRef, kinds, refs_of
from orbita.platform.registers.models import Entry
from orbita.platform.registers.tests.factories import entry, field, register
from orbita.platform.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = 'registers_entry'"
            " AND indexname LIKE 'own\\_%'"
        )
        return {name for (name,) in cursor.fetchall()}


def test_a_register_keeps_its_indexes_when_another_loses_a_field() -> None:
    one, other = register(), register("Объекты", stages=())
    field(one.kind, "Цена", "money")
    area = field(other.kind, "Площадь", "number")
    settle_indexes(one.kind)
    settle_indexes(other.kind)
    assert len(indexes()) == 2

    delete_field(area.pk, by=SYSTEM)
    settle_indexes(other.kind)

    assert [name[:9] for name in indexes()] == ["own_f_tse"]


def test_words_of_a_field_are_found_once_it_is_to_be_found() -> None:
    made, other = register(), register("Объекты", stages=())
    number = field(made.kind, "Серийный номер", is_searched=True)
    one = entry(made.kind, "Погрузчик", {number.key: "KX90417"})
    entry(other.kind, "Склад")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_searchentry SET vector = ''")

    find_fields(FieldsChanged(made.kind, (number.pk,), None, True))

    assert [hit.id for hit in find(SYSTEM, "KX90417")[kinds[made.kind]]] == [one.pk]


def test_a_field_that_a_role_hides_is_on_no_card_in_no_list_and_no_panel(client: Client) -> None:
    made = register()
    price = field(made.kind, "Цена за день", "money", is_column=True)
    one = entry(made.kind, "Тягач", {price.key: "777333"})
    seller = role_with({f"{made.kind}.view": "all"})
    restrict_field(seller.pk, kind=made.kind, field=f"own.{price.key}", level="hidden", by=SYSTEM)
    signed_in(client, employee(seller))
    root = f"/{made.address}"

    for url in (f"{root}?mode=board", f"{root}?mode=table", f"{root}{one.pk}/"):
        page = client.get(url).content.decode()
        assert "Тягач" in page, url
        assert "777" not in page and "Цена за день" not in page, url


def test_rights_changed_by_hand_outlive_an_upgrade() -> None:
    made = register()
    admin()
    seller = role("seller")
    grant(seller.pk, permission=f"{made.kind}.view", scope="none", by=SYSTEM)

    settle_presets()
    settle_triggers()

    assert Grant.objects.get(role=seller, permission=f"{made.kind}.view").scope == "none"
    one = entry(made.kind, "Погрузчик")
    assert [hit.id for hit in find(SYSTEM, "погрузчик")[kinds[made.kind]]] == [one.pk]
    assert find(actor(employee("seller")), "погрузчик") == {}


def test_each_row_of_the_common_table_is_known_by_its_register() -> None:
    one, other = register(), register("Объекты", stages=())
    first, second = entry(one.kind), entry(other.kind)

    refs = refs_of(Entry, [first.pk, second.pk])

    assert {(ref.kind, ref.id) for ref in refs} == {(one.kind, first.pk), (other.kind, second.pk)}


def test_the_page_of_an_act_names_own_fields_and_hides_what_is_hidden(client: Client) -> None:
    made = register()
    price = field(made.kind, "Цена за день", "money", unit="RUB")
    entry(made.kind, "Тягач", {price.key: "777333"})
    act = last_act_id()
    looker = role_with({f"{made.kind}.view": "all", "audit.journal": "all"})
    watcher = employee(looker)
    page = signed_in(client, watcher).get(f"/journal/{act}/").content.decode()
    assert "Цена за день" in page and "777" in page

    restrict_field(looker.pk, kind=made.kind, field=f"own.{price.key}", level="hidden", by=SYSTEM)

    page = signed_in(client, watcher).get(f"/journal/{act}/").content.decode()
    assert "Тягач" in page and "777" not in page


def test_what_is_noted_at_an_entry_is_seen_by_who_sees_the_entry() -> None:
    made = register()
    one = entry(made.kind, "Тягач", owner_id=alice().pk)
    note = log_interaction(
        kind="note", about=RecordRef(made.kind, one.pk), text="Ждёт запчасти", by=actor(alice())
    )
    stranger = actor(employee(role_with({"interactions.view": "all"})))

    assert Interaction.objects.visible_to(actor(carol())).filter(pk=note.pk).exists()
    assert not Interaction.objects.visible_to(stranger).filter(pk=note.pk).exists()
