"""Signing in by a provider of the company: a real one, on loopback."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client, RequestFactory

from orbita.platform.accounts.models import User
from orbita.platform.accounts.sessions import SessionStore
from orbita.platform.accounts.tests.factories import (
    PASSWORD,
    actor,
    admin,
    alice,
    department,
    employee,
    role,
    signed_in,
)
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.signin import errors
from orbita.platform.signin.adapters import Adapter
from orbita.platform.signin.commands import Way, add_provider, change_provider
from orbita.platform.signin.discovery import look
from orbita.platform.signin.models import Provider
from orbita.platform.signin.tests import provider_site
from orbita.platform.signin.tests.provider import running_provider

pytestmark = pytest.mark.django_db
KEY = UUID("01930000-0000-7000-8000-000000000001")
RETURN = f"http://testserver/accounts/oidc/{KEY.hex}/login/callback/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider(RETURN) as address:
        yield address


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def way(issuer: str, **values: Any) -> Way:
    known = Way(name="Company", issuer=issuer, client_id=provider_site.CLIENT)
    return replace(known, **{"domains": ("example.com",), **values})


def offered(issuer: str, **values: Any) -> Provider:
    """The provider with the key that the provider on loopback knows."""
    made = add_provider(way(issuer, **values), secret=provider_site.SECRET, by=actor(admin()))
    Provider.objects.filter(pk=made.pk).update(id=KEY)
    return Provider.objects.get(pk=KEY)


def come(client: Client, email: str) -> Any:
    """Sign in at the provider as a browser does; the answer of Orbita to the return."""
    page = client.post(f"/sign-in/by/{KEY}/", {"next": "/profile/"}).content.decode()
    found = re.search(r'content="0;url=([^"]+)"', page)
    assert found, page
    address = found.group(1).replace("&amp;", "&")
    assert parse_qs(urlsplit(address).query)["code_challenge_method"] == ["S256"]
    with httpx.Client(follow_redirects=True) as browser:
        form = browser.get(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
        assert token
        answer = browser.post(
            str(form.url),
            data={
                "csrfmiddlewaretoken": token.group(1),
                "login": email,
                "password": provider_site.PASSWORD,
                "next": urlsplit(address)._replace(scheme="", netloc="").geturl(),
            },
            follow_redirects=False,
        )
        while not answer.headers.get("location", "").startswith("http://testserver/"):
            assert answer.is_redirect, answer.text
            answer = browser.get(str(answer.next_request.url), follow_redirects=False)  # type: ignore[union-attr]
    back = urlsplit(answer.headers["location"])
    return client.get(f"{back.path}?{back.query}")


def who(client: Client) -> str:
    """The mail of whoever is signed in."""
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else ""


@pytest.mark.req("PLT-09")
def test_an_employee_signs_in_by_the_provider_and_is_linked_by_his_confirmed_mail(
    client: Client, issuer: str
) -> None:
    offered(issuer)
    someone = alice(password=PASSWORD)

    answer = come(client, "alice@example.com")

    assert (answer.status_code, answer["Location"]) == (302, "/profile/")
    assert who(client) == "alice@example.com"
    link = SocialAccount.objects.get(user=someone)
    assert (link.provider, link.extra_data) == (KEY.hex, {})
    someone.refresh_from_db()
    assert someone.check_password(PASSWORD)


def test_he_comes_again_by_the_link_even_when_his_mail_has_changed_here(
    client: Client, issuer: str
) -> None:
    offered(issuer)
    someone = alice()
    come(client, "alice@example.com")
    User.objects.filter(pk=someone.pk).update(email="alice.new@example.com")
    again = Client()

    come(again, "alice@example.com")

    assert who(again) == "alice.new@example.com"


def test_a_mail_that_the_provider_has_not_confirmed_takes_over_nobody(
    client: Client, issuer: str
) -> None:
    offered(issuer, makes_employees=True, role_id=role().pk)
    employee("admin", email="eve@example.com")

    answer = come(client, "eve@example.com")

    assert answer.status_code == 403
    assert "Company" in answer.content.decode()
    assert who(client) == ""
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("email", ["guest@elsewhere.com", "newcomer@example.com"])
def test_strangers_and_other_domains_are_refused_in_words(
    client: Client, issuer: str, email: str
) -> None:
    offered(issuer)

    answer = come(client, email)

    assert answer.status_code == 403
    assert email in answer.content.decode()
    assert not User.objects.filter(email=email).exists()


def test_an_employee_who_has_left_is_refused_in_words(client: Client, issuer: str) -> None:
    offered(issuer)
    employee(email="left@example.com", is_active=False)

    answer = come(client, "left@example.com")

    assert answer.status_code == 403
    assert who(client) == ""


def test_a_newcomer_becomes_an_employee_with_the_roles_of_his_groups(
    client: Client, issuer: str
) -> None:
    place = department("Sales")
    offered(
        issuer,
        makes_employees=True,
        role_id=role("analyst").pk,
        department_id=place.pk,
        groups_claim="groups",
        groups={"heads": "head", "bosses": "director"},
    )

    come(client, "newcomer@example.com")

    made = User.objects.get(email="newcomer@example.com")
    assert (str(made), made.department) == ("Nina Newcomer", place)
    roles = set(made.role_assignments.values_list("role__key", flat=True))
    assert roles == {"analyst", "head"}
    assert not made.has_usable_password()


def test_groups_take_away_only_the_roles_that_they_decide_on(client: Client, issuer: str) -> None:
    offered(issuer, groups_claim="groups", groups={"heads": "seller", "sales": "marketer"})
    someone = alice()
    someone.role_assignments.create(role=role("analyst"))

    come(client, "alice@example.com")

    roles = set(someone.role_assignments.values_list("role__key", flat=True))
    assert roles == {"analyst", "marketer"}


def test_another_account_of_the_provider_does_not_take_over_a_link(
    client: Client, issuer: str
) -> None:
    offered(issuer)
    SocialAccount.objects.create(user=alice(), provider=KEY.hex, uid="somebody else")

    assert come(client, "alice@example.com").status_code == 403
    assert who(client) == ""


def test_a_provider_that_is_not_offered_any_more_lets_nobody_in(
    client: Client, issuer: str
) -> None:
    offered(issuer, is_active=False)

    assert client.post(f"/sign-in/by/{KEY}/").status_code == 403
    assert client.get(f"/accounts/oidc/{KEY.hex}/login/callback/?code=1&state=2").status_code == 404


def test_a_return_without_a_beginning_is_no_sign_in(client: Client, issuer: str) -> None:
    offered(issuer)

    client.get(f"/accounts/oidc/{KEY.hex}/login/callback/?code=stolen&state=invented")

    assert who(client) == ""


def test_where_one_signs_in_only_so_passwords_are_refused_but_for_the_keeper(
    client: Client, issuer: str
) -> None:
    keeper = admin(password=PASSWORD)
    alice(password=PASSWORD)
    offered(issuer, is_only=True, keeper_id=keeper.pk)

    page = client.post("/accounts/login/", {"login": "ALICE@example.com", "password": PASSWORD})

    assert "Company" in page.content.decode()
    assert who(client) == ""
    client.post("/accounts/login/", {"login": "admin@example.com", "password": PASSWORD})
    assert who(client) == "admin@example.com"


def test_where_one_signs_in_only_so_nothing_else_lets_in_either(rf: RequestFactory) -> None:
    keeper, someone = admin(password=PASSWORD), alice()
    closed = way("https://example.com", is_only=True, keeper_id=keeper.pk)
    add_provider(closed, by=actor(keeper))
    request = rf.get("/")
    request.session = SessionStore()
    request.actor = None  # type: ignore[attr-defined]
    known: dict[str, Any] = {"email": None, "signup": False, "redirect_url": None}
    known |= {"email_verification": "none"}
    adapter = Adapter(request)

    passkey = adapter.pre_login(request, someone, signal_kwargs=None, **known)
    provider = adapter.pre_login(request, someone, signal_kwargs={"sociallogin": 1}, **known)

    assert passkey is not None
    assert passkey.status_code == 403
    assert provider is None
    assert adapter.pre_login(request, keeper, signal_kwargs=None, **known) is None


def test_a_secret_that_cannot_be_opened_any_more_is_a_refusal_and_no_fault(
    client: Client, issuer: str
) -> None:
    made = offered(issuer)
    Provider.objects.filter(pk=made.pk).update(secret="sealed with another key")

    assert client.post(f"/sign-in/by/{KEY}/").status_code == 403
    assert client.get(f"/sign-in/by/{KEY}/").status_code == 302


def test_only_so_needs_domains_and_an_administrator_with_a_password() -> None:
    by, seller = actor(admin()), alice(password=PASSWORD)
    base = Way(name="Company", issuer="https://example.com", client_id="x", is_only=True)

    with pytest.raises(errors.NeedsDomains):
        add_provider(base, by=by)
    with pytest.raises(errors.NeedsKeeper):
        add_provider(replace(base, domains=("example.com",), keeper_id=seller.pk), by=by)
    with pytest.raises(errors.NeedsKeeper):
        add_provider(replace(base, domains=("example.com",), keeper_id=admin().pk), by=by)


def test_a_secret_is_kept_sealed_and_left_as_it_is_by_an_empty_one(
    client: Client, issuer: str
) -> None:
    made = offered(issuer)
    change_provider(made.pk, way(issuer, name="Firm"), by=actor(admin()))
    made.refresh_from_db()

    assert made.name == "Firm"
    assert provider_site.SECRET not in made.secret
    assert made.open_secret() == provider_site.SECRET
    page = signed_in(client, admin()).get(f"/settings/sign-in/{made.pk}/").content.decode()
    assert provider_site.SECRET not in page
    assert RETURN in page


def test_a_provider_is_looked_at_before_it_is_offered(issuer: str) -> None:
    look(issuer)
    with pytest.raises(errors.ProviderIsSilent):
        look("http://127.0.0.1:9")
    with pytest.raises(errors.ProviderIsSilent):
        look(f"{issuer}/accounts")


def test_only_administrators_offer_providers() -> None:
    with pytest.raises(NotAllowed):
        add_provider(Way("Company", "https://example.com", "x"), by=actor(alice()))


def test_a_provider_is_added_in_the_browser(client: Client, issuer: str) -> None:
    signed_in(client, admin())
    role("seller")
    sent = {
        "name": "Company",
        "issuer": f"{issuer}/",
        "client_id": "orbita",
        "secret": "s",
        "domains": "@Example.com, example.org",
        "groups_claim": "groups",
        "groups": "sales = seller",
        "is_active": "on",
    }

    assert client.post("/settings/sign-in/new/", sent).status_code == 303
    made = Provider.objects.get()
    assert (made.issuer, made.domains, made.groups) == (
        issuer,
        ["example.com", "example.org"],
        {"sales": "seller"},
    )
    refused = client.post("/settings/sign-in/new/", {**sent, "issuer": "http://example.com"})
    assert refused.status_code == 422
