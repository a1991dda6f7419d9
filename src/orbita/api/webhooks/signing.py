"""Standard Webhooks: secrets, and how a message is signed with them."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from orbita.kit.secrets import Box

PREFIX = "whsec_"
PURPOSE = "webhook secrets"
BYTES = 32


def new_secret() -> str:
    """A secret as it is shown: whsec_ and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def seal(secret: str) -> str:
    """A secret as it is kept."""
    return Box(settings.SECRET_KEY, PURPOSE).seal(secret)


def opened(sealed: str) -> str:
    """A kept secret as it is shown."""
    return Box(settings.SECRET_KEY, PURPOSE).open(sealed)


def signature(secret: str, message_id: str, at: datetime, body: bytes) -> str:
    """«v1,…» over id, time and body."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    said = f"{message_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def headers(shown: Sequence[str], message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a message; with several secrets, a signature of each."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signature(one, message_id, at, body) for one in shown),
    }
