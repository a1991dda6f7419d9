"""Asking a provider who it is, before people are sent to it."""

import httpx

from orbita.platform.signin.errors import ProviderIsAnother, ProviderIsSilent

PATH = "/.well-known/openid-configuration"
PATIENCE_SECONDS = 5.0
NEEDED = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


def look(issuer: str) -> None:
    """Refuse an address at which no provider answers, or one that calls itself otherwise."""
    try:
        answer = httpx.get(issuer.rstrip("/") + PATH, timeout=PATIENCE_SECONDS)
        said = answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise ProviderIsSilent(issuer=issuer) from None
    if not isinstance(said, dict) or not all(said.get(name) for name in NEEDED):
        raise ProviderIsSilent(issuer=issuer)
    if str(said.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise ProviderIsAnother(issuer=issuer, said=said.get("issuer", ""))
