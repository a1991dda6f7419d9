"""The first visit makes the company, its legal entity and its first administrator, once."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from orbita.platform.accounts.commands import Person
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import alice, role
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.company.commands import CompanyFacts, Requisites, set_up_company
from orbita.platform.company.errors import CompanyIsSetUp
from orbita.platform.company.models import Company, LegalEntity

COMPANY = {
    "name": "Северный ветер",
    "language": "ru",
    "time_zone": "Asia/Omsk",
    "trade": "service",
}
ENTITY = {
    "form": "llc",
    "name": "Северный ветер",
    "inn": "7707083893",
    "kpp": "773601001",
    "ogrn": "1027700132195",
    "bik": "044525225",
    "account": "40702 810 9 3800 0000001",
}
ADMINISTRATOR = {
    "first_name": "Олег",
    "last_name": "Тихонов",
    "email": "oleg@example.com",
    "password": "тихая-гавань-73",
}


def walk(client: Client, **last: dict[str, Any]) -> Any:
    """Go through the steps up to the summary."""
    client.post("/welcome/", COMPANY | last.get("company", {}))
    client.post("/welcome/entity/", ENTITY | last.get("entity", {}))
    return client.post("/welcome/administrator/", ADMINISTRATOR | last.get("administrator", {}))


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/settings/", "/accounts/login/"])
def test_every_page_leads_to_the_first_visit_while_there_is_nobody(
    client: Client, page: str
) -> None:
    response = client.get(page)

    assert (response.status_code, response.headers["Location"]) == (302, "/welcome/")


@pytest.mark.django_db
def test_the_first_visit_makes_a_company_in_four_steps(client: Client) -> None:
    role("admin")
    assert walk(client).headers["Location"] == "/welcome/summary/"
    summary = client.get("/welcome/summary/").content.decode()
    assert "Северный ветер" in summary
    assert "тихая-гавань-73" not in summary

    response = client.post("/welcome/summary/")

    assert response.headers["Location"] == "/"
    assert Company.objects.get().trade == "service"
    entity = LegalEntity.objects.get()
    assert (entity.is_main, entity.account) == (True, "40702810938000000001")
    user = User.objects.get()
    assert user.check_password("тихая-гавань-73")
    assert user.role_assignments.get().role.key == "admin"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_the_password_does_not_lie_in_the_session(client: Client) -> None:
    walk(client)

    assert "тихая-гавань-73" not in str(dict(client.session.items()))


@pytest.mark.django_db
def test_going_back_loses_no_input(client: Client) -> None:
    walk(client)

    page = client.get("/welcome/entity/").content.decode()

    assert "7707083893" in page
    assert "40702810938000000001" in page
    kept = ADMINISTRATOR | {"password": "", "last_name": "Иванов"}
    assert client.post("/welcome/administrator/", kept).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("inn", "77070838", "В ИНН 10 цифр, сейчас 8"),
        ("inn", "7707083894", "ИНН"),
        ("ogrn", "1027700132190", "ОГРН"),
        ("bik", "944525225", "94"),
        ("account", "40702810938000000002", "банк"),
    ],
)
def test_a_wrong_requisite_is_told_clearly(
    client: Client, field: str, value: str, said: str
) -> None:
    client.post("/welcome/", COMPANY)

    response = client.post("/welcome/entity/", ENTITY | {field: value})

    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.django_db
def test_a_sole_trader_has_twelve_digits_and_no_kpp(client: Client) -> None:
    client.post("/welcome/", COMPANY)
    trader = {"form": "sole_trader", "name": "Тихонов О. И.", "inn": "500100732259"}

    wrong = client.post("/welcome/entity/", trader | {"kpp": "773601001"})
    right = client.post("/welcome/entity/", trader | {"ogrn": "304500116000157"})

    assert (wrong.status_code, right.status_code) == (422, 302)


@pytest.mark.django_db
def test_a_common_password_is_refused(client: Client) -> None:
    assert walk(client, administrator={"password": "password"}).status_code == 422


@pytest.mark.django_db
def test_the_summary_cannot_be_reached_past_a_step(client: Client) -> None:
    client.post("/welcome/", COMPANY)

    assert client.get("/welcome/summary/").headers["Location"] == "/welcome/entity/"


@pytest.mark.django_db
def test_the_first_visit_is_closed_once_somebody_has_an_account(client: Client) -> None:
    walk(client)
    alice()

    assert client.get("/welcome/").headers["Location"] == "/"
    assert client.post("/welcome/summary/").headers["Location"] == "/"
    assert not Company.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_first_visits_at_once_become_one() -> None:
    role("admin")
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def visit(number: int) -> None:
        together.wait()
        try:
            set_up_company(
                CompanyFacts("Ветер", "ru", "UTC", "trade"),
                entity=Requisites("llc", "Ветер"),
                administrator=Person(f"a{number}@example.com", "А"),
                password_hash="x",
                by=SYSTEM,
            )
            outcomes.append("made")
        except CompanyIsSetUp:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", "refused"]
    assert User.objects.count() == 1
