"""Settings go out into a file and come back the same; strange files are refused with a sentence."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from orbita.parties.directory.tests.factories import last_act
from orbita.platform.access.slots import permissions
from orbita.platform.accounts.models import Grant, Role
from orbita.platform.accounts.tests.factories import actor, alice, employee, role, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, Refusal
from orbita.platform.audit.commands import undo_act
from orbita.platform.blueprints.commands import bring_in
from orbita.platform.blueprints.errors import (
    FileIsDamaged,
    FileIsNewer,
    FileIsNoBlueprint,
    FileIsTooLarge,
    NothingIsChosen,
    RowIsNotPossible,
    SectionIsUnknown,
)
from orbita.platform.blueprints.names import Names
from orbita.platform.blueprints.planning import plan
from orbita.platform.blueprints.reading import read
from orbita.platform.blueprints.slots import sections
from orbita.platform.blueprints.writing import as_text, digest, export
from orbita.platform.calendars.commands import add_special_day
from orbita.platform.calendars.models import SpecialDay
from orbita.platform.fields.commands import add_field, add_tab
from orbita.platform.fields.models import FieldTab, OwnField

pytestmark = pytest.mark.django_db


def whole() -> str:
    """All settings as a file."""
    return as_text(export(sections))


def file(**held: Any) -> bytes:
    """A file that holds these sections."""
    return json.dumps({"format": 1, "digest": digest(held), "sections": held}).encode()


def states(held: dict[str, Any]) -> dict[str, str]:
    """The rows of a file by their state here."""
    return {line.name: line.state for one in plan(held, Names()) for line in one.lines}


def tailor() -> None:
    """A tab with a field that is needed under a condition, a role with a right, a holiday."""
    tab = add_tab(kind="party", label="Склад", by=SYSTEM)
    add_field(
        kind="party", values={"label": "Площадь", "type": "number", "tab_id": tab.pk}, by=SYSTEM
    )
    own = Role.objects.create(key="keeper", name="Кладовщик <b>«А»</b>")
    Grant.objects.create(role=own, permission="parties.view", scope="own")
    add_special_day(
        SpecialDay._meta.get_field("day").to_python("2027-01-01"), name="Новый год", by=SYSTEM
    )


@pytest.mark.req("PLT-04")
def test_what_went_out_comes_back_the_same_and_then_there_is_nothing_to_do() -> None:
    role("admin")
    tailor()
    text = whole()
    OwnField.objects.all().delete()
    FieldTab.objects.all().delete()
    Role.objects.filter(key="keeper").delete()
    SpecialDay.objects.all().delete()

    written = bring_in(read(text.encode()), by=SYSTEM)

    assert written == 4
    assert whole() == text
    assert set(states(read(text.encode())).values()) == {"same"}
    with pytest.raises(NothingIsChosen):
        bring_in(read(text.encode()), by=SYSTEM)


@pytest.mark.req("PLT-04")
def test_all_of_it_is_undone_at_once() -> None:
    tailor()
    held = read(whole().encode())
    held["days"][0]["name"] = "Праздник"
    held["fields"][0]["help"] = "В метрах"
    before = whole()

    bring_in(held, by=SYSTEM)
    assert "В метрах" in whole()
    undo_act(last_act(), by=SYSTEM)

    assert whole() == before


@pytest.mark.req("PLT-04")
def test_the_review_tells_what_is_new_changed_in_conflict_and_not_possible() -> None:
    tailor()
    held = read(whole().encode())
    area = held["fields"][0]
    held["fields"] = [
        area | {"type": "text"},
        area | {"key": "f_new", "label": "Новое"},
        area | {"key": "f_lost", "label": "Потерянное", "tab": "@{tabs:party/Нет такой}"},
        area | {"key": "f_bad", "label": "Кривое", "position": "много"},
        area | {"key": "f_wrong", "label": "Мимо", "need_where": "не условие"},
    ]
    held["days"][0]["name"] = "Праздник"

    found = states(held)

    key = area["key"]
    assert found[f"party/{key}"] == "conflict"
    assert found["party/f_new"] == "new"
    assert {found["party/f_lost"], found["party/f_bad"], found["party/f_wrong"]} == {"impossible"}
    assert found["2027-01-01"] == "changed"


@pytest.mark.req("PLT-04")
def test_only_what_is_ticked_is_taken_over_and_nothing_is_deleted() -> None:
    tailor()
    held = {
        "days": [
            {"day": "2027-01-02", "name": "Второе", "periods": []},
            {"day": "2027-01-03", "name": "Третье", "periods": []},
        ]
    }

    bring_in(held, {"days": {"2027-01-03"}}, by=SYSTEM)

    assert set(SpecialDay.objects.values_list("name", flat=True)) == {"Новый год", "Третье"}


def test_a_row_without_what_it_points_at_stops_the_whole_file() -> None:
    tailor()
    held = read(whole().encode())
    FieldTab.objects.all().delete()
    OwnField.objects.all().delete()
    names = {f"party/{entry['key']}" for entry in held["fields"]}
    held["days"].append({"day": "2027-01-05", "name": "Пятое", "periods": []})

    bring_in(held, {"fields": names, "tabs": {"party/Склад"}}, by=SYSTEM)
    assert OwnField.objects.get().tab_id == FieldTab.objects.get().pk
    held["fields"][0] |= {"key": "f_more", "label": "Ещё", "tab": "@{tabs:party/Иная}"}
    held["tabs"].append({"kind": "party", "label": "Иная"})
    bring_in(
        held,
        {"days": {"2027-01-05"}, "tabs": {"party/Иная"}, "fields": {"party/f_more"}},
        by=SYSTEM,
    )
    assert OwnField.objects.filter(key="f_more", tab__label="Иная").exists()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"not json", FileIsNoBlueprint),
        (b"[" * 100_000, FileIsNoBlueprint),
        (b"[1]", FileIsNoBlueprint),
        (b'{"sections": {}}', FileIsNoBlueprint),
        (b'{"format": 1, "sections": {"days": NaN}}', FileIsNoBlueprint),
        (b'{"format": 2, "sections": {}}', FileIsNewer),
        (b'{"format": 1, "digest": "x", "sections": {"days": []}}', FileIsDamaged),
        (b" " * (5 * 1024 * 1024 + 1), FileIsTooLarge),
        (file(strange=[]), SectionIsUnknown),
        (file(days=[{"day": "2027-01-01", "strange": 1}]), SectionIsUnknown),
        (file(days={"day": 1}), FileIsNoBlueprint),
        (file(days=[{"name": "Без дня"}]), FileIsNoBlueprint),
        (file(days=[{"day": "2027-01-01", "name": "\x00"}]), FileIsNoBlueprint),
        (file(days=[{"day": 1, "name": [[[]]] * 30_000}]), FileIsNoBlueprint),
    ],
)
@pytest.mark.req("PLT-04")
def test_strange_files_are_refused_with_a_sentence(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as told:
        read(content)

    assert str(told.value).endswith(".")


@pytest.mark.parametrize("value", [[], {}, 7, "x" * 5000, None, True])
def test_wrong_values_are_named_and_never_written(value: Any) -> None:
    held = {"days": [{"day": "2027-01-01", "name": value, "periods": value}]}

    assert set(states(held).values()) == {"impossible"}


def test_only_who_may_brings_settings_in() -> None:
    with pytest.raises(NotAllowed):
        bring_in({"days": []}, by=actor(alice()))


def test_settings_of_a_section_ask_for_its_own_right() -> None:
    assert {section.permission for section in sections} <= {plug.key for plug in permissions}


@pytest.mark.req("PLT-04")
def test_in_the_browser_a_file_is_saved_looked_through_and_taken_over(client: Client) -> None:
    tailor()
    signed_in(client, employee("admin"))
    saved = client.get("/settings/file/export.json?section=days&section=roles")
    SpecialDay.objects.all().delete()

    upload = SimpleUploadedFile("settings.json", saved.content)
    answer = client.post("/settings/file/", {"file": upload})
    review = client.get(answer.headers["Location"]).content.decode()
    done = client.post(answer.headers["Location"], {"row": "days:2027-01-01"})

    assert set(json.loads(saved.content)["sections"]) == {"days", "roles"}
    assert 'value="days:2027-01-01"' in review
    assert "<b>«А»</b>" not in review
    assert done.headers["Location"] == "/settings/file/"
    assert SpecialDay.objects.get().name == "Новый год"


def test_in_the_browser_a_strange_file_is_refused_at_its_field(client: Client) -> None:
    signed_in(client, employee("admin"))

    answer = client.post("/settings/file/", {"file": SimpleUploadedFile("a.json", b"{}")})

    assert answer.status_code == 422


@pytest.mark.req("PLT-04")
def test_the_command_line_does_the_same(tmp_path: Path) -> None:
    tailor()
    place, said = tmp_path / "settings.json", StringIO()
    call_command("blueprint", "export", str(place), section=["days"], stdout=said)
    SpecialDay.objects.all().delete()

    call_command("blueprint", "import", str(place), dry_run=True, stdout=said)
    assert not SpecialDay.objects.exists()
    call_command("blueprint", "import", str(place), stdout=said)

    assert SpecialDay.objects.get().name == "Новый год"
    assert "days: 2027-01-01: new" in said.getvalue()
    assert said.getvalue().endswith("1 rows taken over\n")


def test_rows_that_do_not_fit_refuse_the_whole() -> None:
    tailor()
    area = read(whole().encode())["fields"][0]
    twin = area | {"key": "f_twin"}  # the same label: one kind has it once

    with pytest.raises(RowIsNotPossible):
        bring_in({"fields": [twin]}, by=SYSTEM)


@pytest.mark.parametrize(
    "strange",
    [
        {"type": "choice", "options": [1, 2]},
        {"type": "choice", "options": []},
        {"type": "formula", "formula": ["no", "formula"]},
        {"type": "number", "limits": {"from": "<script>"}},
        {"type": "nothing"},
        {"position": -1},
        {"is_long": "yes"},
    ],
)
@pytest.mark.req("PLT-04")
def test_fields_that_make_no_sense_are_told_before_anything_is_written(
    strange: dict[str, Any],
) -> None:
    tailor()
    area = read(whole().encode())["fields"][0]
    twin = area | {"key": "f_strange", "label": "Странное"} | strange

    assert states({"fields": [twin]}) == {"party/f_strange": "impossible"}


@pytest.mark.parametrize(
    "week", [[[]], [["9:00"]] * 7, [[[600, 500]]] * 7, [[[0, 2000]]] * 7, [7] * 7]
)
def test_hours_that_make_no_sense_are_told(week: list[Any]) -> None:
    assert set(states({"hours": [{"week": week}]}).values()) == {"impossible"}
