"""Signing in without a password: by the company's provider, and with a passkey."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from e2e.house import PASSWORD, House, go, sign_in
from orbita.platform.signin.tests import provider_site
from orbita.platform.signin.tests.provider import running_provider

pytestmark = pytest.mark.req("PLT-09")
KEY = UUID("01930000-0000-7000-8000-000000000002")


def offer(issuer: str) -> None:
    """A provider with a key that is known beforehand, so that it can be told the way back."""
    from orbita.platform.acts.actor import SYSTEM
    from orbita.platform.signin.commands import Way, add_provider
    from orbita.platform.signin.models import Provider

    way = Way(name="Учётка", issuer=issuer, client_id=provider_site.CLIENT)
    made = add_provider(way, secret=provider_site.SECRET, by=SYSTEM)
    Provider.objects.filter(pk=made.pk).update(id=KEY)


def test_an_employee_signs_in_by_the_provider_of_the_company(
    demo: House, visit: Callable[..., Page]
) -> None:
    page = visit()
    with running_provider(f"{demo.url}/accounts/oidc/{KEY.hex}/login/callback/") as issuer:
        demo.inside(offer, issuer)
        go(page, "/accounts/login/?next=/parties/")

        page.get_by_role("button", name="Войти через Учётка").click()
        page.wait_for_url(lambda address: address.startswith(issuer))
        page.locator("input[name=login]").fill("seller@demo.local")
        page.locator("input[name=password]").fill(provider_site.PASSWORD)
        page.keyboard.press("Enter")

        page.wait_for_url("**/parties/")
    expect(page.locator(".me")).to_contain_text("Анна Крылова")


def test_a_passkey_is_added_signs_in_and_is_removed(visit: Callable[..., Page]) -> None:
    page = visit()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, "vlasov")

    go(page, "/accounts/2fa/webauthn/add/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/webauthn/add/")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Как назвать").fill("Ноутбук")
    page.get_by_role("button", name="Добавить ключ доступа").click()
    page.wait_for_url("**/recovery-codes/")

    page.context.clear_cookies()
    go(page, "/accounts/login/")
    page.get_by_role("button", name="Войти с ключом доступа").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    expect(page.locator(".me")).to_contain_text("Артём Власов")

    go(page, "/accounts/2fa/webauthn/")
    expect(page.get_by_text("Ноутбук")).to_be_visible()
    page.get_by_role("link", name="Удалить").click()
    confirm(page)
    page.get_by_role("button", name="Удалить ключ доступа").click()
    expect(page.get_by_text("Ключей доступа пока нет")).to_be_visible()


def confirm(page: Page) -> None:
    """Say that it is oneself, where it is asked."""
    page.wait_for_load_state("networkidle")
    if "reauthenticate" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
