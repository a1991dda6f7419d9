"""Roles that let people in only with a second step; who has one; what administrators take away."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import (
    PASSWORD,
    actor,
    admin,
    alice,
    bob,
    carol,
    employee,
    role,
    signed_in,
)
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.signin import queries
from orbita.platform.signin.commands import (
    Way,
    add_provider,
    ask_second_step,
    change_provider,
    reset_second_step,
)
from orbita.platform.signin.errors import HasNoSecondStep
from orbita.platform.signin.events import SecondStepReset
from orbita.platform.signin.listeners import write_of_reset
from orbita.platform.signin.pages import passkeys_work

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-09")]
ASKED = "/sign-in/second-step/"


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def codes(user: User) -> Authenticator:
    """An application with codes of this employee."""
    made: Authenticator = Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": "sealed"}
    )
    return made


def passkey(user: User, name: str = "Phone") -> Authenticator:
    """A passkey of this employee."""
    made: Authenticator = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )
    return made


def asked_of_sellers() -> None:
    ask_second_step(role("seller").pk, is_asked=True, by=actor(admin()))


def test_whoever_has_the_role_without_a_second_step_is_led_to_it(client: Client) -> None:
    asked_of_sellers()
    signed_in(client, alice())

    assert client.get("/profile/")["Location"] == ASKED
    assert client.get("/", headers={"HX-Request": "true"})["HX-Redirect"] == ASKED
    assert client.get(ASKED).status_code == 200


def test_he_may_set_it_up_and_go_away_meanwhile(client: Client) -> None:
    asked_of_sellers()
    alice(password=PASSWORD)
    client.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302

    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_once_he_has_one_everything_opens(client: Client) -> None:
    asked_of_sellers()
    passkey(alice())

    assert signed_in(client, alice()).get("/profile/").status_code == 200


def test_other_roles_are_not_asked_and_it_can_be_taken_back(client: Client) -> None:
    asked_of_sellers()
    assert signed_in(client, bob()).get("/profile/").status_code == 200

    ask_second_step(role("seller").pk, is_asked=False, by=actor(admin()))

    assert signed_in(client, alice()).get("/profile/").status_code == 200


def test_spare_codes_alone_are_no_second_step(client: Client) -> None:
    asked_of_sellers()
    Authenticator.objects.create(
        user=alice(), type=Authenticator.Type.RECOVERY_CODES, data={"seed": "s", "used_mask": 0}
    )

    assert signed_in(client, alice()).get("/profile/")["Location"] == ASKED


def test_the_last_one_stays_while_the_role_asks_for_it(client: Client) -> None:
    asked_of_sellers()
    alice(password=PASSWORD)
    client.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    first = passkey(alice())

    refused = client.post(f"/accounts/2fa/webauthn/keys/{first.pk}/remove/")
    assert refused.status_code == 303
    assert Authenticator.objects.filter(pk=first.pk).exists()
    assert queries.must_keep(alice().pk, first.pk)

    passkey(alice(), "Laptop")
    assert not queries.must_keep(alice().pk, first.pk)
    assert client.post(f"/accounts/2fa/webauthn/keys/{first.pk}/remove/").status_code == 302
    assert not Authenticator.objects.filter(pk=first.pk).exists()


def test_it_costs_a_page_no_statement(client: Client) -> None:
    signed_in(client, alice()).get("/profile/")
    with CaptureQueriesContext(connection) as before:
        client.get("/profile/")
    asked_of_sellers()
    codes(alice())
    with CaptureQueriesContext(connection) as after:
        client.get("/profile/")

    assert len(after) == len(before)


def test_administrators_see_who_has_one_and_who_should(client: Client) -> None:
    asked_of_sellers()
    codes(alice())
    passkey(alice())
    carol()

    people = {one.email: one for one in queries.second_steps(actor(admin()))}

    assert (people["alice@example.com"].apps, people["alice@example.com"].passkeys) == (1, 1)
    assert people["carol@example.com"].is_asked
    assert not people["carol@example.com"].has_any
    assert not people["admin@example.com"].is_asked
    page = signed_in(client, admin()).get("/settings/sign-in/people/")
    assert "carol@example.com" in page.content.decode()


def test_an_administrator_takes_the_link_with_a_provider_away(client: Client) -> None:
    by = actor(admin())
    made = add_provider(Way("Firm", "https://example.com", "orbita"), by=by)
    SocialAccount.objects.create(user=alice(), provider=made.key, uid="1")
    signed_in(client, admin())
    assert "Firm" in client.get("/settings/sign-in/people/?q=alice").content.decode()

    client.post(f"/settings/sign-in/people/{alice().pk}/links/{made.pk}/removal/")

    assert not SocialAccount.objects.exists()


def test_a_provider_and_the_rule_of_a_role_are_undone() -> None:
    by = actor(admin())
    made = add_provider(Way("Firm", "https://example.com", "orbita"), by=by)
    change_provider(made.pk, Way("Other", "https://example.com", "orbita"), by=by)
    act = last_act_id()
    assert act is not None
    undo_act(act, by=by)
    made.refresh_from_db()
    assert made.name == "Firm"

    ask_second_step(role("seller").pk, is_asked=True, by=by)
    act = last_act_id()
    assert act is not None
    undo_act(act, by=by)
    assert not role("seller").needs_second_step


def test_the_people_cost_the_same_however_many_they_are(
    django_assert_max_num_queries: Any,
) -> None:
    by = actor(admin())
    for _ in range(12):
        employee()
    with django_assert_max_num_queries(3):
        assert len(queries.second_steps(by)) == 13


def test_an_administrator_resets_a_lost_one_and_the_employee_is_told_and_signed_out(
    client: Client,
) -> None:
    passkey(alice())
    client.force_login(alice(), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/profile/")

    reset_second_step(alice().pk, by=actor(admin()))
    write_of_reset(SecondStepReset(user_id=alice().pk, by_name="Admin"))

    assert not Authenticator.objects.filter(user=alice()).exists()
    assert [letter.to for letter in mail.outbox] == [["alice@example.com"]]
    assert "Admin" in mail.outbox[0].body
    with pytest.raises(HasNoSecondStep):
        reset_second_step(alice().pk, by=actor(admin()))


def test_nobody_else_resets_or_asks_for_it() -> None:
    passkey(alice())
    with pytest.raises(NotAllowed):
        reset_second_step(alice().pk, by=actor(bob()))
    with pytest.raises(NotAllowed):
        ask_second_step(role("seller").pk, is_asked=True, by=actor(bob()))


@pytest.mark.parametrize(
    ("host", "secure", "works"),
    [
        ("localhost:8000", False, True),
        ("crm.example.com", True, True),
        ("crm.example.com", False, False),
        ("127.0.0.1:8000", False, False),
        ("192.168.0.5", True, False),
    ],
)
def test_passkeys_are_offered_where_browsers_have_them(
    host: str, secure: bool, works: bool
) -> None:
    request = RequestFactory().get("/", headers={"Host": host}, secure=secure)

    assert passkeys_work(request) is works


def test_the_page_says_why_passkeys_are_not_offered(client: Client) -> None:
    signed_in(client, alice())

    said = "https"
    assert (
        said in client.get("/accounts/2fa/", headers={"Host": "crm.example.com"}).content.decode()
    )
    assert (
        "passkey"
        not in client.get("/accounts/login/", headers={"Host": "crm.example.com"}).content.decode()
    )
