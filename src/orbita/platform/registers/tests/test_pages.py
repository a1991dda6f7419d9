"""Pages of registers in the browser, by role, and how many statements they cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import admin, alice, employee, role_with, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.records.slots import kinds
from orbita.platform.registers.commands import change_register
from orbita.platform.registers.definitions import all_registers
from orbita.platform.registers.models import Register
from orbita.platform.registers.queries import register_of
from orbita.platform.registers.tests.factories import entry, field, register

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]
HTMX = {"HX-Request": "true"}
BUILDER = "/settings/registers/"


def text_of(client: Client, url: str, **more: Any) -> str:
    answer = client.get(url, **more)
    assert answer.status_code == 200, url
    return str(answer.content.decode())


def test_a_register_from_its_birth_to_a_board(client: Client) -> None:
    signed_in(client, admin())
    words = {
        "plural": "Аренда оборудования", "label": "Аренда", "title_label": "Оборудование",
        "icon": "truck", "has_board": "on", "stages": "Запрошено\nВыдано\nвыдано\n\nЗакрыто",
    }  # fmt: skip

    made = client.post(f"{BUILDER}new/?pattern=rental", words)
    kind = all_registers()[0].kind
    first = register_of(kind).stages[0].id
    given = {"title": "Штабелёр", "owner": admin().pk, "stage": first}
    answer = client.post("/registers/arenda_oborudovaniya/new/", given)

    assert made.status_code == answer.status_code == 303
    one = kinds[kind].model.objects.get()
    page = text_of(client, answer.headers["Location"])
    assert "Штабелёр" in page and "Запрошено" in page
    board = text_of(client, "/registers/arenda_oborudovaniya/")
    assert f"card-{one.pk}" in board
    assert "Аренда оборудования" in text_of(client, "/settings/")
    to = register_of(kind).stages[1]
    moved = client.post(
        "/registers/arenda_oborudovaniya/board/", {"id": one.pk, "to": to.id}, headers=HTMX
    )
    one.refresh_from_db()
    assert moved.status_code == 200 and one.stage_id == to.id


def test_whoever_has_no_right_is_not_told_that_it_is_there(client: Client) -> None:
    made = register()
    one = entry(made.kind, "Тайный погрузчик")
    signed_in(client, employee(role_with({"deals.view": "all"})))
    root = f"/{made.address}"

    for url in (
        root, f"{root}{one.pk}/", f"{root}new/", f"{root}export.csv", f"{root}rows/{one.pk}/",
        f"/records/{made.kind}/{one.pk}/peek/", f"{root}{one.pk}/profile/", f"{root}filter/",
    ):  # fmt: skip
        assert client.get(url).status_code == 404, url
    page = text_of(client, "/")
    assert "Аренда оборудования" not in page
    assert "Тайный" not in text_of(client, "/search/?q=погрузчик")
    drop = {"id": one.pk, "to": made.stages[1].id}
    assert client.post(f"{root}board/", drop, headers=HTMX).status_code == 404


def test_the_menu_the_palette_and_the_list_say_the_new_name_at_once(client: Client) -> None:
    made = register("Прокат")
    signed_in(client, alice())
    assert "Прокат" in text_of(client, "/deals/?mode=table")

    change_register(made.id, plural="Лизинг", by=SYSTEM)

    page = text_of(client, "/deals/?mode=table")
    assert "Лизинг" in page and "Прокат" not in page


def test_entries_are_seen_from_the_record_at_which_they_point(client: Client) -> None:
    made = register()
    client_field = field(made.kind, "Клиент", "link", target="party", is_column=True)
    party = organisation("Ромашка", owner=alice())
    entry(made.kind, "Тягач", owner_id=alice().pk, own={client_field.key: party.pk})
    signed_in(client, alice())

    panel = text_of(client, f"/records/party/{party.pk}/panels/pointing/", headers=HTMX)
    table = text_of(client, f"/{made.address}?mode=table")
    filtered = text_of(
        client, f'/{made.address}?mode=table&where=["{client_field.key}","in",["{party.pk}"]]'
    )
    card = text_of(client, f"/{made.address}?mode=board")

    assert "Тягач" in panel and "Аренда оборудования" in panel
    assert all("Ромашка" in page for page in (table, filtered, card))
    assert "Ромашка" in text_of(client, f"/records/{made.kind}/{_one(made.kind).pk}/panels/own/")


def test_cells_are_edited_in_place_and_many_at_once(client: Client) -> None:
    made = register()
    price = field(made.kind, "Цена", "money", unit="RUB", is_column=True)
    one, two = (entry(made.kind, title, owner_id=alice().pk) for title in ("Тягач", "Ричтрак"))
    signed_in(client, alice())
    root = f"/{made.address}"

    saved = client.post(f"{root}cells/{one.pk}/{price.key}/", {"value": "1 500", "seen": "null"})
    given = {"ids": [one.pk, two.pk], "stage": made.stages[2].id, "confirmed": "1"}
    bulk = client.post(f"{root}bulk/stage/", given, headers=HTMX)

    assert saved.status_code < 400 and bulk.status_code < 400
    rows = kinds[made.kind].model.objects.order_by("title")
    assert {row.stage_id for row in rows} == {made.stages[2].id}
    assert float(rows.get(pk=one.pk).own[price.key]) == 1500.0
    answer: Any = signed_in(client, admin()).get(f"{root}export.csv")
    assert "Тягач" in b"".join(answer).decode()


def test_entries_can_be_shared_commented_on_and_looked_at_as_of_a_day(client: Client) -> None:
    made = register()
    one = entry(made.kind, owner_id=alice().pk)
    signed_in(client, admin())

    for url in (
        f"/records/{made.kind}/{one.pk}/history/",
        f"/records/{made.kind}/{one.pk}/peek/",
        f"/records/{made.kind}/{one.pk}/sharing/",
        f"/records/{made.kind}/{one.pk}/access/",
        f"/records/{made.kind}/{one.pk}/panels/documents/",
        f"/records/{made.kind}/{one.pk}/panels/timeline/",
        f"/{made.address}{one.pk}/stage/",
        f"/{made.address}{one.pk}/profile/",
        f"/settings/fields/{made.kind}/",
        f"{BUILDER}{made.id}/",
        f"{BUILDER}{made.id}/removal/",
        "/journal/",
        "/bin/",
        f"/bin/{made.kind}/",
    ):
        text_of(client, url)


def test_pages_cost_the_same_at_few_and_many_entries(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    made = register()
    link = field(made.kind, "Клиент", "link", target="party", is_column=True)
    party = organisation("Ромашка", owner=alice())
    signed_in(client, admin())
    for count in (2, 40):
        for number in range(count):
            entry(made.kind, f"Тягач {number}", own={link.key: party.pk})
        for mode, most in (("table", 12), ("board", 12)):
            with django_assert_max_num_queries(most):
                text_of(client, f"/{made.address}?mode={mode}")


def test_a_register_costs_other_pages_no_statement(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    signed_in(client, alice())
    text_of(client, "/deals/?mode=table")
    with django_assert_num_queries(_cost(client)):
        text_of(client, "/deals/?mode=table")
    before = _cost(client)

    for number in range(3):
        register(f"Раздел {number}")

    assert _cost(client) == before


def _cost(client: Client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        text_of(client, "/deals/?mode=table")
    return len(asked)


def _one(kind: str) -> Any:
    return kinds[kind].model.objects.get()


def test_settings_change_a_register_and_its_stages(client: Client) -> None:
    made = register()
    entry(made.kind)
    first, second, third = made.stages
    signed_in(client, admin())
    one = f"{BUILDER}{made.id}/"
    names = {"plural": "Прокат", "label": "Прокат", "title_label": "Что", "icon": "box"}

    client.post(f"{one}profile/", names, headers=HTMX)
    client.post(f"{one}stages/new/", {"name": "Списано", "tone": "red"}, headers=HTMX)
    client.post(f"{one}order/", {"id": third.id, "up": "1"}, headers=HTMX)
    refused = client.post(f"{BUILDER}stages/{first.id}/removal/", {}, headers=HTMX)
    moved = {"move_to": second.id}
    client.post(f"{BUILDER}stages/{first.id}/removal/", moved, headers=HTMX)

    now = register_of(made.kind)
    assert (now.plural, now.has_board) == ("Прокат", False)
    assert [step.name for step in now.stages] == ["Возвращено", "Выдано", "Списано"]
    assert refused.status_code == 422
    assert _one(made.kind).stage_id == second.id
    kept = client.post(f"{one}removal/", headers=HTMX)
    assert kept.status_code == 422 and Register.objects.filter(deleted_at=None).exists()


def test_entries_stand_on_the_days_of_their_first_date(client: Client) -> None:
    made = register()
    day = field(made.kind, "Выдать", "date", is_column=True)
    entry(made.kind, "Тягач", {day.key: "2026-11-20"})
    entry(made.kind, "Ричтрак", {day.key: "2027-03-01"})
    signed_in(client, admin())

    page = text_of(client, f"/{made.address}?mode=calendar&cursor=2026-11")

    assert "Тягач" in page and "Ричтрак" not in page
