"""The keys by which push services know this installation (VAPID, RFC 8292)."""

import base64
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from orbita.kit.secrets import Box


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    """The bytes of a key that a browser or a table holds as base64url."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def box() -> Box:
    """What the private key is sealed with."""
    return Box(settings.SECRET_KEY, "push")


def new_pair() -> tuple[str, str]:
    """A new public key, as browsers want it, and the private key beside it, sealed."""
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    number = private.private_numbers().private_value.to_bytes(32, "big")
    return _text(point), box().seal(_text(number))


def is_point(p256dh: str) -> bool:
    """Whether this is the public key of a browser."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(p256dh))
    except ValueError:
        return False
    return True


def is_secret(auth: str) -> bool:
    """Whether this is the secret that a browser gives beside its key: sixteen bytes."""
    try:
        return len(raw(auth)) == 16
    except ValueError:
        return False


def introduction(sealed: str, endpoint: str) -> dict[str, str]:
    """The header that introduces us to the service of this address for the next hours."""
    from py_vapid import Vapid02  # slow to import; only the worker needs it

    parts = urlsplit(endpoint)
    claims = {"sub": settings.ORBITA_PUSH_CONTACT, "aud": f"{parts.scheme}://{parts.netloc}"}
    signed: dict[str, str] = Vapid02.from_string(box().open(sealed)).sign(claims)
    return signed
