"""Rights to own fields: hidden ones are nowhere, read-only ones stay, and formulas tell no secret."""

import pytest
from django.test import Client

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.commands import restrict_field
from orbita.platform.accounts.models import RoleAssignment, User
from orbita.platform.accounts.tests.factories import actor, alice, role, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.fields.tests.factories import own_field
from orbita.platform.records.errors import FieldIsHidden, FieldIsReadOnly

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-09"), pytest.mark.req("PLT-04")]


def restrict(name: str, level: str) -> None:
    restrict_field(role("seller").pk, kind="party", field=name, level=level, by=SYSTEM)


def with_rate_and_double() -> Party:
    own_field(label="Ставка", type="number", is_column=True)
    own_field(
        label="Вдвое", type="formula", result="number", is_column=True,
        formula=["*", {"field": "f_stavka"}, {"number": "2"}],
    )  # fmt: skip
    own_field(
        label="Вчетверо", type="formula", result="number", is_column=True,
        formula=["*", {"field": "f_vdvoe"}, {"number": "2"}],
    )  # fmt: skip
    own_field(label="Открыто", is_column=True)
    party = organisation()
    change_parties(
        [party.pk], {"own.f_stavka": 3571, "own.f_otkryto": "видно всем"}, by=actor(alice())
    )
    return party


def pages(party: Party, user: User) -> str:
    visitor = signed_in(Client(), user)
    addresses = (
        "/parties/",
        f"/parties/{party.pk}/",
        f"/records/party/{party.pk}/panels/own/",
        f"/records/party/{party.pk}/fields/",
        f"/records/party/{party.pk}/history/",
        "/parties/?columns=name,f_stavka,f_vdvoe,f_vchetvero",
    )
    return "".join(visitor.get(address).content.decode() for address in addresses)


def test_a_hidden_own_field_is_on_no_page_nor_what_formulas_make_of_it() -> None:
    party = with_rate_and_double()
    before = pages(party, alice())
    assert all(text in before for text in ("3\xa0571", "7\xa0142", "14\xa0284", "видно всем"))
    restrict("own.f_stavka", "hidden")
    after = pages(party, alice())
    assert not any(text in after for text in ("3\xa0571", "7\xa0142", "14\xa0284", "3571"))
    assert "видно всем" in after
    with pytest.raises(FieldIsHidden):
        change_parties([party.pk], {"own.f_stavka": 1}, by=actor(alice()))


def test_a_read_only_own_field_is_shown_and_not_changed() -> None:
    party = with_rate_and_double()
    restrict("own.f_stavka", "readonly")
    assert "3\xa0571" in pages(party, alice())
    with pytest.raises(FieldIsReadOnly):
        change_parties([party.pk], {"own.f_stavka": 1}, by=actor(alice()))
    form = signed_in(Client(), alice()).get(f"/records/party/{party.pk}/fields/")
    assert 'name="own.f_stavka"' not in form.content.decode()


def test_of_several_roles_the_one_that_shows_a_field_counts() -> None:
    party = with_rate_and_double()
    restrict("own.f_stavka", "hidden")
    RoleAssignment.objects.create(user=alice(), role=role("marketer"))
    assert "3\xa0571" in pages(party, alice())
