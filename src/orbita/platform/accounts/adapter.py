"""How allauth behaves here: nobody signs up by himself, secrets are kept encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from orbita.kit.secrets import Box


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: employees are added by the administrator."""
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keys of second factors are encrypted with the installation's secret."""

    def encrypt(self, text: str) -> str:
        return _box().seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return _box().open(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Orbita"


def _box() -> Box:
    return Box(settings.SECRET_KEY, "mfa")
