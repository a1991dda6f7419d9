"""Secrets at rest: sealed with a key derived from the installation's secret."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SealBroken(ValueError):
    """The text was sealed with another key, or it was changed."""


class Box:
    """Seals short texts (passwords of mailboxes, keys of second factors) for one purpose.

    Key: HKDF-SHA256 of the secret with the purpose as info (RFC 5869); text: Fernet.
    """

    def __init__(self, secret: str, purpose: str) -> None:
        key = HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, text: str) -> str:
        """The text, readable only with the same secret and purpose."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text back. Refuses what was sealed otherwise."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise SealBroken from None
