from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orbita.parties.classifier.commands import place_parties
from orbita.parties.classifier.panels import standing
from orbita.parties.classifier.queries import trees
from orbita.parties.classifier.tests.factories import branch, tree
from orbita.parties.directory.commands import add_party, set_contact_points
from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.panels import profile
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.relations.commands import add_contact_person
from orbita.parties.relations.panels import people, relations
from orbita.platform.accounts.tests.factories import actor

pytestmark = pytest.mark.django_db


def statements(draw: Any, *asked: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        draw(*asked)
    return len(caught)


def fill(party: Party, count: int) -> None:
    """So many more people, phones and branches."""
    industries = tree(f"Отрасли {count}")
    for number in range(count):
        phone = {"channel": "phone", "value": f"+7911{count:03}{number:04}"}
        add_contact_person(
            party.pk, {"first_name": f"Олег{number}"}, contact_points=[phone], by=actor()
        )
        place_parties([party.pk], branch(industries, f"Ветвь {number}").pk, by=actor())
    points = [{"channel": "phone", "value": f"+7912{count:03}{n:04}"} for n in range(count)]
    set_contact_points(party.pk, points, by=actor())


def test_panels_cost_the_same_for_two_people_and_for_twenty() -> None:
    few, many, by = organisation(), organisation(), actor()
    fill(few, 2)
    fill(many, 20)
    for panel in (profile, people, relations, standing):
        assert statements(panel, by, few, None) == statements(panel, by, many, None)
    assert statements(trees) == 2


def test_adding_a_party_costs_the_same_for_one_phone_and_for_ten() -> None:
    def add(count: int) -> None:
        phones = [{"channel": "phone", "value": f"+7913000{n:04}"} for n in range(count)]
        add_party(form=Form.PERSON, values={"name": "Олег"}, contact_points=phones, by=by)

    by = actor()
    assert statements(add, 1) == statements(add, 10)
