import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import carol, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-24")
def test_a_role_is_given_and_taken_on_its_form_and_shown_in_the_panel(client: Client) -> None:
    romashka = organisation()
    url = reverse("roles:role", args=[romashka.pk, "customer"])
    panel = reverse("records:panel", args=["party", romashka.pk, "roles"])
    assert set(signed_in(client).get(url).context["form"].fields) == {
        "since", "discount", "payment_days", "price_level",
    }  # fmt: skip
    client.post(url, {"discount": "7,5", "payment_days": "14", "since": "2024-02-01"})
    assert "7,5" in client.get(panel, headers={"accept-language": "ru"}).content.decode()

    client.post(f"{url}removal/")
    assert "7,5" not in client.get(panel).content.decode()


def test_a_wrong_discount_comes_back_with_a_sentence(client: Client) -> None:
    url = reverse("roles:role", args=[organisation().pk, "customer"])
    answer = signed_in(client).post(url, {"discount": "120"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["discount"]


def test_an_unknown_role_and_a_stranger_find_nothing(client: Client) -> None:
    romashka = organisation()
    unknown = reverse("roles:role", args=[romashka.pk, "friend"])
    known = reverse("roles:role", args=[romashka.pk, "customer"])

    assert signed_in(client).get(unknown).status_code == 404
    assert signed_in(client, carol()).get(known).status_code == 404
