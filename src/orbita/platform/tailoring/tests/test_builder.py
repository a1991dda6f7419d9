"""The builder of fields: shaped by two at once, ordered, deleted with «where used», restored, forgotten."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.models import Act
from orbita.platform.audit.commands import undo_act
from orbita.platform.conditions.formulas import FormulaFault
from orbita.platform.fields.commands import (
    add_field,
    add_tab,
    delete_field,
    delete_tab,
    place_fields,
    restore_field,
)
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.fields.tests.factories import own_field
from orbita.platform.lists.models import SavedView
from orbita.platform.tailoring.commands import forget_old_fields, seen_of, shape_field
from orbita.platform.tailoring.errors import FieldChangedMeanwhile
from orbita.platform.tailoring.formulas import checked
from orbita.platform.tailoring.uses import uses_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04")]


@pytest.fixture
def admin(client: Client) -> Client:
    return people.signed_in(client, people.admin())


def test_a_field_is_made_from_the_drawer(admin: Client) -> None:
    url = reverse("tailoring:new_field", args=["party"])

    page = admin.get(url, {"type": "choice"})
    admin.post(
        f"{url}?type=choice",
        {"label": "Sort", "new_options": "One\nTwo\nOne", "need": "never", "is_column": "on"},
    )

    assert 'name="new_options"' in page.content.decode()
    made = OwnField.objects.get()
    assert [one["label"] for one in made.options] == ["One", "Two"]
    assert (made.label, made.kind, made.is_column) == ("Sort", "party", True)


def test_renamed_and_reordered_options_keep_their_values(admin: Client) -> None:
    field = own_field("party", "Sort", "choice", options=["One", "Two"])
    party = organisation(name="Plant")
    Party.objects.filter(pk=party.pk).update(own={field.key: "o2"})

    admin.post(
        reverse("tailoring:field", args=[field.pk]),
        {
            "label": "Sort", "need": "never", "seen": json.dumps(seen_of(field)),
            "option_key": ["o2", "o1"], "option_label": ["Second", "One"],
            "option_tone": ["", ""], "option_retired": ["o1"], "new_options": "Three",
        },
    )  # fmt: skip

    field.refresh_from_db()
    assert [(o["key"], o["label"], o["retired"]) for o in field.options] == [
        ("o2", "Second", False),
        ("o1", "One", True),
        ("o3", "Three", False),
    ]


def test_two_administrators_change_different_parts_and_lose_nothing() -> None:
    field = own_field("party", "Area", "number")
    seen = seen_of(field)
    values = {"label": "Area", "help": "", "unit": "", "type": "number"}

    shape_field(field.pk, values | {"unit": "m²"}, seen=seen, by=SYSTEM)
    shape_field(field.pk, values | {"help": "By plan"}, seen=seen, by=SYSTEM)

    field.refresh_from_db()
    assert (field.unit, field.help) == ("m²", "By plan")


def test_the_same_part_changed_by_two_is_refused() -> None:
    field = own_field("party", "Area", "number")
    seen = seen_of(field)
    shape_field(field.pk, {"label": "Floor"}, seen=seen, by=SYSTEM)

    with pytest.raises(FieldChangedMeanwhile):
        shape_field(field.pk, {"label": "Space"}, seen=seen, by=SYSTEM)


def test_a_field_goes_over_the_edge_of_a_tab_by_key(admin: Client) -> None:
    tab = add_tab("party", "Store", by=SYSTEM)
    field = own_field("party", "Area", "number")
    url = reverse("tailoring:order", args=["party"])

    admin.post(url, {"id": str(field.pk), "down": "1"})
    assert OwnField.objects.get().tab_id == tab.pk
    admin.post(url, {"id": str(field.pk), "to": "", "before": ""})
    assert OwnField.objects.get().tab_id is None


def test_tabs_are_put_in_order(admin: Client) -> None:
    first, second = (add_tab("party", name, by=SYSTEM) for name in ("One", "Two"))

    admin.post(reverse("tailoring:tab_order", args=["party"]), {"id": str(second.pk), "up": "1"})

    assert list(FieldTab.objects.order_by("position")) == [second, first]


def test_deleting_says_where_the_field_is_used(admin: Client) -> None:
    field = own_field("party", "Area", "number")
    double = checked("[Area] * 2", "party").values
    own_field("party", "Double", "formula", **double)
    where = json.dumps([field.key, "gte", "5"])
    SavedView.objects.create(
        kind="deal", name="Big ones", owner=people.alice(),
        query={"where": json.dumps([f"party.{field.key}", "gte", "5"])},
    )  # fmt: skip
    add_tab("party", "Store", where=where, by=SYSTEM)

    with translation.override("en"):
        found = {one.label: [use.label for use in one.places] for one in uses_of(field)}
        page = admin.get(reverse("tailoring:removal", args=[field.pk])).content.decode()

    assert found["Formulas"] == ["Double"] and found["Tabs"] == ["Store"]
    assert found["Saved views"][0].startswith("Big ones")
    assert "Double" in page and "Big ones" in page


def test_a_deleted_field_comes_back_with_its_values_and_so_does_an_undone_one() -> None:
    admin = people.actor(people.admin())
    field = own_field("party", "Area", "number")
    party = organisation(name="Plant")
    Party.objects.filter(pk=party.pk).update(own={field.key: 5})

    delete_field(field.pk, by=admin)
    restore_field(field.pk, by=admin)
    delete_field(field.pk, by=admin)
    undo_act(last_act_of(), by=admin)

    assert OwnField.objects.get().deleted_at is None
    assert Party.objects.get(pk=party.pk).own == {field.key: 5}


def last_act_of() -> Any:
    return Act.objects.order_by("-at", "-pk").values_list("pk", flat=True)[0]


def test_after_thirty_days_a_field_is_gone_with_its_values() -> None:
    old, kept = own_field("party", "Old", "number"), own_field("party", "Kept", "number")
    party = organisation(name="Plant")
    Party.objects.filter(pk=party.pk).update(own={old.key: 5, kept.key: 6})
    delete_field(old.pk, by=SYSTEM)

    assert forget_old_fields(now=timezone.now() + timedelta(days=29), by=SYSTEM) == 0
    assert forget_old_fields(now=timezone.now() + timedelta(days=31), by=SYSTEM) == 1

    assert list(OwnField.objects.all()) == [kept]
    assert Party.objects.get(pk=party.pk).own == {kept.key: 6}


def test_a_formula_says_what_it_gives_while_it_is_typed(admin: Client) -> None:
    field = own_field("party", "Area", "number")
    party = organisation(name="Plant")
    Party.objects.filter(pk=party.pk).update(own={field.key: 5})
    url = reverse("tailoring:formula", args=["party"])

    good = admin.post(url, {"formula": "[Area] * 2", "unit": "m²"}).content.decode()
    wrong = admin.post(url, {"formula": "[Aria] * 2"}).content.decode()

    assert "10 m²" in good and "Plant" in good
    assert "Area" in wrong and "10" not in wrong


def test_formulas_may_use_each_other_but_not_in_a_circle() -> None:
    area = own_field("party", "Area", "number")
    double = own_field("party", "Double", "formula", **checked("[Area] * 2", "party").values)
    four = own_field("party", "Four", "formula", **checked("[Double] * 2", "party").values)

    assert (area.kind, four.result) == ("party", "number")
    with pytest.raises(FormulaFault, match="Four"):
        checked("[Four] + 1", "party", double.key)


def test_only_who_may_change_fields_gets_in(client: Client) -> None:
    field = own_field("party", "Area", "number")
    seller = people.signed_in(client, people.carol())

    for url in (
        reverse("tailoring:fields", args=["party"]),
        reverse("tailoring:field", args=[field.pk]),
        reverse("tailoring:templates"),
    ):
        assert seller.get(url).status_code == 403


def test_the_page_of_many_fields_takes_no_more_statements(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    url = reverse("tailoring:fields", args=["party"])
    own_field("party", "First", "number")
    admin.get(url)
    OwnField.objects.bulk_create(
        OwnField(kind="party", key=f"f_{n}", label=f"{'Длинное имя ' * 15}{n}", type="text")
        for n in range(100)
    )

    with django_assert_max_num_queries(25):
        page = admin.get(url)

    assert page.content.decode().count("data-id=") == 101


def test_hostile_labels_and_options_stay_words(admin: Client) -> None:
    evil = "<script>alert(1)</script>"
    field = own_field("party", evil, "choice", options=[evil, *map(str, range(200))])

    for url in (
        reverse("tailoring:fields", args=["party"]),
        reverse("tailoring:field", args=[field.pk]),
        reverse("tailoring:removal", args=[field.pk]),
    ):
        assert evil not in admin.get(url).content.decode()


def test_adding_changing_ordering_and_removing_are_undone() -> None:
    admin = people.actor(people.admin())
    tab = add_tab("party", "Store", by=SYSTEM)
    field = own_field("party", "Area", "number", tab_id=tab.pk)
    other = own_field("party", "Doors", "number")

    shape_field(field.pk, {"label": "Floor"}, seen=seen_of(field), by=admin)
    undo_act(last_act_of(), by=admin)
    place_fields("party", [(other.pk, tab.pk), (field.pk, None)], by=admin)
    undo_act(last_act_of(), by=admin)
    delete_tab(tab.pk, by=admin)
    undo_act(last_act_of(), by=admin)
    add_field("party", {"label": "New", "type": "text"}, by=admin)
    undo_act(last_act_of(), by=admin)

    rows = OwnField.objects.filter(deleted_at=None).order_by("position")
    assert [(row.label, row.tab_id) for row in rows] == [("Area", tab.pk), ("Doors", None)]
    assert list(FieldTab.objects.all()) == [tab]
