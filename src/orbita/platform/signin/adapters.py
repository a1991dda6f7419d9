"""How allauth behaves here: nobody signs up by himself, secrets are kept sealed, and who comes from a
provider is admitted by our own rules."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext

from orbita.kit.secrets import Box
from orbita.platform.accounts.models import User
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import Refusal
from orbita.platform.signin import queries
from orbita.platform.signin.arriving import read
from orbita.platform.signin.commands import admit
from orbita.platform.signin.errors import OnlyByProvider, WayIsClosed
from orbita.platform.signin.models import Provider, domain_of
from orbita.platform.signin.pages import refused
from orbita.platform.signin.slots import landings

LIBRARY = "openid_connect"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, or by a provider that may."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: employees are added by the administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a password where the company's provider is the only way in."""
        email = str(credentials.get("email") or "")
        if email and (provider := queries.closing(email)):
            refusal = OnlyByProvider(domain=domain_of(email), provider=provider.name)
            raise ValidationError(str(refusal))
        super().pre_authenticate(request, **credentials)

    def pre_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse | None:
        """Where one comes by the provider alone, no passkey lets past it either: whoever has left
        the company is closed out there."""
        by_provider = "sociallogin" in (login.get("signal_kwargs") or {})
        if not by_provider and (provider := queries.closing(user.email)):
            clear_login(request)
            refusal = OnlyByProvider(domain=domain_of(user.email), provider=provider.name)
            return refused(request, refusal)
        found: HttpResponse | None = super().pre_login(request, user, **login)
        return found

    def reauthenticate(self, user: User, password: str) -> bool:
        """The same person by his password; his mail is that of his account."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page of his workplace, else the home page."""
        actor = actor_of(request.user) if request.user.is_authenticated else None
        for landing in landings if actor else ():
            if url := landing.address(actor):
                return url
        return str(super().get_login_redirect_url(request))


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keys of second factors are encrypted with the installation's secret."""

    def encrypt(self, text: str) -> str:
        return _box().seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return _box().open(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Orbita"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last second step of somebody whose role asks for one."""
        return not queries.must_keep(authenticator.user_id, authenticator.pk)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """«Passkey», «Passkey 2» …"""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        name = pgettext("a new one", "Passkey")
        return f"{name} {count + 1}" if count else name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        found: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**found, "name": "Orbita"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        found: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**found, "display_name": str(user)}


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Providers are rows of ours; the library sees them as its own kind of rows."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """One provider by its key, or all that are offered."""
        if provider in (None, LIBRARY):
            found = queries.offered()
        else:
            one = queries.by_key(str(provider))
            found = [one] if one else []
        return [_as_app(row) for row in found if client_id in (None, row.client_id)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never by the library: `admit` adds employees."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Admit or refuse; the library only keeps the session."""
        account = sociallogin.account
        try:
            provider = queries.by_key(account.provider)
            if provider is None or sociallogin.state.get("process") != "login":
                raise WayIsClosed
            arrival = read(provider, account.uid, account.extra_data)
            sociallogin.user = admit(provider.pk, arrival, by=SYSTEM)
        except Refusal as refusal:
            raise ImmediateHttpResponse(refused(request, refusal)) from None
        sociallogin.account = SocialAccount.objects.get(provider=account.provider, uid=account.uid)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No letters of the library's own."""


def _as_app(provider: Provider) -> SocialApp:
    return SocialApp(
        provider=LIBRARY,
        provider_id=provider.key,
        name=provider.name,
        client_id=provider.client_id,
        secret=provider.open_secret(),
        settings={"server_url": provider.issuer.rstrip("/"), "oauth_pkce_enabled": True},
    )


def _box() -> Box:
    return Box(settings.SECRET_KEY, "mfa")
