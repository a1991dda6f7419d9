"""A module that is switched off is nowhere; switched on, all of it is back."""

from typing import Any

import pytest
from django.test import Client

from orbita.kit.slots import absence, absent
from orbita.parties.directory.tests.factories import last_act
from orbita.platform.accounts.tests.factories import actor, alice, employee, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.modules.commands import switch_off_module, switch_on_module
from orbita.platform.modules.models import SwitchedOff
from orbita.platform.modules.slots import modules

HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


def off() -> set[str]:
    """What is switched off now."""
    return set(SwitchedOff.objects.values_list("module", flat=True))


@pytest.mark.req("PLT-03")
def test_what_needs_a_module_goes_off_with_it_and_undo_brings_all_back() -> None:
    changed = switch_off_module("deals", by=SYSTEM)

    assert {"deals", "leads", "planning", "funnels", "prospecting", "handover"} == set(changed)
    assert off() == set(changed)
    undo_act(last_act(), by=SYSTEM)
    assert off() == set()


@pytest.mark.req("PLT-03")
def test_what_a_module_needs_comes_on_with_it() -> None:
    switch_off_module("deals", by=SYSTEM)

    changed = switch_on_module("funnels", by=SYSTEM)

    assert set(changed) == {"funnels", "planning", "deals"}
    assert off() == {"leads", "prospecting", "handover"}


def test_a_module_that_is_off_already_changes_nothing() -> None:
    switch_off_module("needs", by=SYSTEM)

    assert switch_off_module("needs", by=SYSTEM) == []
    assert switch_on_module("segments", by=SYSTEM) == []


def test_only_who_may_switches_modules() -> None:
    with pytest.raises(NotAllowed):
        switch_off_module("leads", by=actor(alice()))
    with pytest.raises(NotFound):
        switch_off_module("nothing", by=SYSTEM)


@pytest.mark.req("PLT-03")
def test_its_rights_are_taken_from_everybody_in_the_same_statement(
    django_assert_num_queries: Any,
) -> None:
    person = alice()
    assert actor(person).may("leads.view")
    switch_off_module("leads", by=SYSTEM)

    with absence(), django_assert_num_queries(1):
        found = actor(person)
        assert absent() == {"orbita.sales.leads"}

    assert not found.may("leads.view")
    assert found.may("deals.view")


@pytest.mark.req("PLT-03")
def test_the_page_tells_what_goes_along_and_switches(client: Client) -> None:
    signed_in(client, employee("admin"))

    question = client.get("/settings/modules/deals/absence/", headers=HTMX).content.decode()
    answer = client.post("/settings/modules/deals/absence/", headers=HTMX)
    page = client.get("/settings/modules/").content.decode()

    assert str(modules["leads"].label) in question
    assert answer.headers["HX-Redirect"] == "/settings/modules/"
    assert "/settings/modules/leads/presence/" in page
    assert 'href="/deals/"' not in page
    client.post("/settings/modules/leads/presence/", headers=HTMX)
    assert 'href="/deals/"' in client.get("/settings/modules/").content.decode()


@pytest.mark.req("PLT-03")
def test_a_public_page_of_a_module_that_is_off_does_not_exist(client: Client) -> None:
    alice()
    before = client.get("/f/none/").status_code
    switch_off_module("leads", by=SYSTEM)

    assert client.get("/f/none/").status_code == 404
    assert before in (404, 200)
