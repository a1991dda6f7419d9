import pytest
from django.utils import timezone, translation

from orbita.parties.directory.tests.factories import organisation
from orbita.parties.roles.commands import drop_role, set_role
from orbita.parties.roles.errors import RoleDataIsWrong, RoleIsUnknown
from orbita.platform.accounts.tests.factories import actor, carol
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.comparing import compare
from orbita.platform.records.slots import kinds

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-24")
def test_a_party_is_customer_supplier_and_competitor_at_once_each_with_its_data() -> None:
    romashka = organisation()
    set_role(romashka.pk, "customer", data={"discount": "7,5", "payment_days": "14"}, by=actor())
    set_role(romashka.pk, "supplier", data={"category": "Тара", "delivery_days": ""}, by=actor())
    set_role(romashka.pk, "competitor", by=actor())

    assert dict(romashka.roles.values_list("role", "data")) == {
        "customer": {"discount": "7.5", "payment_days": 14},
        "supplier": {"category": "Тара"},
        "competitor": {},
    }


@pytest.mark.req("PAR-24")
def test_data_of_a_role_is_changed_and_the_role_dropped() -> None:
    romashka = organisation()
    set_role(romashka.pk, "dealer", data={"territory": "Урал"}, by=actor())
    set_role(romashka.pk, "dealer", data={"territory": "Сибирь"}, by=actor())
    assert romashka.roles.get().data == {"territory": "Сибирь"}

    drop_role(romashka.pk, "dealer", by=actor())
    assert not romashka.roles.exists()


@pytest.mark.parametrize(
    ("role", "field", "value"),
    [
        ("customer", "discount", "120"),
        ("customer", "discount", "много"),
        ("customer", "payment_days", "2,5"),
        ("contractor", "rate", "-1"),
        ("dealer", "discount", "5"),
    ],
)
def test_wrong_data_is_refused_at_its_field(role: str, field: str, value: str) -> None:
    with pytest.raises(RoleDataIsWrong) as refusal:
        set_role(organisation().pk, role, data={field: value}, by=actor())
    assert refusal.value.field == field


def test_an_unknown_role_and_a_stranger_are_refused() -> None:
    romashka = organisation()
    with pytest.raises(RoleIsUnknown):
        set_role(romashka.pk, "friend", by=actor())
    with pytest.raises(NotFound):
        set_role(romashka.pk, "customer", by=actor(carol()))


@pytest.mark.req("PLT-17")
def test_the_page_of_then_and_today_names_the_data_of_a_role() -> None:
    romashka = organisation()
    before = timezone.now()
    set_role(romashka.pk, "customer", data={"payment_days": "14"}, by=actor())

    with translation.override("en"):
        groups = compare(actor(), kinds["party"], romashka.pk, before).groups
        [line] = [line for group in groups for line in group.lines if "Customer" in line.now]

    assert line.now == "Customer · Days to pay: 14"
