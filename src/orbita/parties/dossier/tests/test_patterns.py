"""Dossier templates: laid out for a business, switched on and off for sorts of clients."""

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.models import Act
from orbita.platform.audit.commands import undo_act
from orbita.platform.company.slots import trades
from orbita.platform.conditions.tree import Test as Asks
from orbita.platform.conditions.tree import parse
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.tailoring.commands import lay_out, switch_template
from orbita.platform.tailoring.slots import patterns

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-08")]


def test_every_business_gets_its_template_at_the_first_visit() -> None:
    for trade in trades:
        lay_out(trade.key, SYSTEM)

    found = set(FieldTab.objects.values_list("template", flat=True))
    assert found == {pattern.key for pattern in patterns}
    assert OwnField.objects.count() == sum(len(pattern.fields) for pattern in patterns)


def test_a_template_is_for_the_chosen_sorts_of_clients() -> None:
    switch_template("construction", ["organisation", "sole_trader"], by=SYSTEM)

    tab = FieldTab.objects.get()
    assert parse(tab.where) == Asks("form", "in", ["organisation", "sole_trader"])


def test_switched_off_it_hides_its_tab_and_keeps_the_values(client: Client) -> None:
    admin = people.signed_in(client, people.admin())
    url = reverse("tailoring:switch", args=["medicine"])
    admin.post(url, {"audience": ["person"]})
    field = OwnField.objects.filter(type="text").first()
    assert field is not None
    party = organisation(name="Clinic")
    Party.objects.filter(pk=party.pk).update(own={field.key: "7"})

    admin.post(url, {})
    assert not FieldTab.objects.get().is_on
    admin.post(url, {"audience": ["person", "organisation"]})

    assert FieldTab.objects.get().is_on
    assert Party.objects.get(pk=party.pk).own == {field.key: "7"}
    assert OwnField.objects.count() == len(patterns["medicine"].fields)


def test_two_templates_with_a_field_of_the_same_name_live_together() -> None:
    OwnField.objects.create(
        kind="party", key="f_x", type="text", label=str(patterns["trade"].fields[0].label)
    )

    switch_template("trade", ["organisation"], by=SYSTEM)

    assert OwnField.objects.count() == len(patterns["trade"].fields) + 1


def test_switching_on_is_undone_as_one_act() -> None:
    admin = people.actor(people.admin())
    switch_template("logistics", ["organisation"], by=admin)

    undo_act(Act.objects.latest("at").pk, by=admin)

    assert not OwnField.objects.filter(deleted_at=None).exists()
    assert not FieldTab.objects.filter(is_on=True).exists()
