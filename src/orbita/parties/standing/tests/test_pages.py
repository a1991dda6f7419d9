"""Pages of classes: settings, a client's why, columns and conditions of lists."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.segments.queries import matching
from orbita.parties.standing.commands import reclassify
from orbita.parties.standing.drawing import clients_url
from orbita.parties.standing.models import Classification, ClassOverride, Method
from orbita.parties.standing.tests.factories import class_of, classification, grade, temperature
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.conditions.tree import Test as Asked

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LARGE = Asked("employees", "gte", "250")
LINE = {"joint": "and", "0-field": "employees", "0-op": "gte", "0-value": "250"}


@pytest.mark.req("PAR-05")
def test_an_administrator_builds_a_classification_without_code(client: Client) -> None:
    giant = organisation(employees=900)
    head = signed_in(client, bob())
    sent = {"name": "Size", "method": "rules", "form": "", "schedule": "daily"}
    head.post(reverse("standing:new"), sent, headers=HTMX)
    made = Classification.objects.get(name="Size")
    rest = {"name": "Small", "tone": "gray", "is_default": "on"}
    head.post(reverse("standing:new_grade", args=[made.pk]), rest, headers=HTMX)

    shown = head.post(
        reverse("standing:preview", args=[made.pk]), {**LINE, "name": "Large"}, headers=HTMX
    )
    assert {size.name: size.count for size in shown.context["sizes"]} == {"Small": 0, "Large": 1}
    head.post(
        reverse("standing:new_grade", args=[made.pk]),
        {**LINE, "name": "Large", "tone": "violet"},
        headers=HTMX,
    )

    page = head.get(reverse("standing:classification", args=[made.pk]))
    assert "Large" in page.content.decode()
    assert class_of(giant, made) == "Large"
    assert head.get(reverse("standing:classifications")).status_code == 200


@pytest.mark.req("PAR-05")
def test_points_and_signals_are_edited_on_their_pages(client: Client) -> None:
    found = classification(Method.POINTS)
    head = signed_in(client, bob())
    url = reverse("standing:new_points", args=[found.pk])
    assert head.get(url, headers=HTMX).status_code == 200
    head.post(url, {**LINE, "name": "Large", "points": "15"}, headers=HTMX)
    rule = found.point_rules.get()
    assert rule.points == 15
    head.post(reverse("standing:points_removal", args=[rule.pk]), headers=HTMX)
    assert not found.point_rules.exists()
    url = reverse("standing:weights", args=[temperature().pk])
    form = head.get(url, headers=HTMX).context["form"]
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert head.post(url, {**sent, "half_life": "7"}, headers=HTMX).status_code == 200
    assert temperature().half_life == 7


@pytest.mark.req("PAR-05")
def test_a_class_is_a_condition_a_column_and_a_link_from_its_size(client: Client) -> None:
    giant, tiny = organisation("Giant", employees=900), organisation("Tiny", employees=3)
    size = classification(name="Size")
    large = grade(size, "Large", LARGE)
    grade(size, "Small")

    asked = Asked("class", "in", [str(large.pk)])
    assert list(matching(asked, actor())) == [giant]
    assert list(matching(Asked("class", "not_in", [str(large.pk)]), actor())) == [tiny]
    seller = signed_in(client)
    page = seller.get(clients_url(large.pk)).content.decode()
    assert "Giant" in page
    assert "Tiny" not in page
    columns = quote(f"name,class_{size.key}")
    for order in (f"class_{size.key}", f"-class_{size.key}"):
        shown = seller.get(f"/parties/?columns={columns}&sort={order}").content.decode()
        assert "Large" in shown
        assert "Small" in shown


@pytest.mark.req("PAR-03")
def test_the_dossier_shows_the_class_and_why_it_is_so(client: Client) -> None:
    party = organisation()
    reclassify(temperature().pk, by=SYSTEM)
    seller = signed_in(client)
    cold = class_of(party, temperature())
    assert cold in seller.get(reverse("dossier:party", args=[party.pk])).content.decode()
    panel = seller.get(reverse("records:panel", args=["party", party.pk, "classes"]))
    assert cold in panel.content.decode()
    url = reverse("standing:why", args=[party.pk, temperature().pk])
    assert cold in seller.get(url, headers=HTMX).content.decode()
    assert signed_in(client, carol()).get(url).status_code == 404


@pytest.mark.req("PAR-03")
def test_another_class_is_given_from_the_dossier(client: Client) -> None:
    party = organisation()
    hot = temperature().grades.first()
    assert hot is not None
    seller = signed_in(client)
    url = reverse("standing:giving", args=[party.pk, temperature().pk])
    assert seller.get(url, headers=HTMX).status_code == 200
    assert seller.post(url, {"grade": str(hot.pk), "reason": ""}, headers=HTMX).status_code == 422
    seller.post(url, {"grade": str(hot.pk), "reason": "Called the director"}, headers=HTMX)
    assert class_of(party, temperature()) == hot.name
    shown = seller.get(
        reverse("standing:why", args=[party.pk, temperature().pk]), headers=HTMX
    ).content.decode()
    assert "Called the director" in shown
    seller.post(reverse("standing:release", args=[party.pk, temperature().pk]), headers=HTMX)
    assert not ClassOverride.objects.exists()


@pytest.mark.parametrize("count", [3, 80])
def test_statements_do_not_grow_with_clients(
    client: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    Party.objects.bulk_create([Party(name=f"c{n}", owner=alice()) for n in range(count)])
    reclassify(temperature().pk, by=SYSTEM)
    head = signed_in(client, bob())
    for address in ("/parties/", reverse("standing:classifications")):
        head.get(address)
        with django_assert_max_num_queries(14):
            head.get(address)
