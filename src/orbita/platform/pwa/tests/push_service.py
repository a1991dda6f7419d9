"""A push service on this machine: takes parcels as a real one does, and reads them as a browser."""

import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature


def text(raw: bytes) -> str:
    """Bytes as browsers write them."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(given: str) -> bytes:
    """And back."""
    return base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))


@dataclass
class BrowserKeys:
    """What a browser keeps of a subscription."""

    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def p256dh(self) -> str:
        point = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return text(point)

    @property
    def auth(self) -> str:
        return text(self.secret)

    def read(self, body: bytes) -> dict[str, Any]:
        """The notice that lies in a parcel."""
        opened = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.secret, version="aes128gcm"
        )
        return dict(json.loads(opened))


@dataclass
class Parcel:
    """What came in: where, with which headers, what."""

    path: str
    headers: dict[str, str]
    body: bytes

    def claims(self, public_key: str) -> dict[str, Any]:
        """Who sent it, as his signature proves with this key."""
        scheme, _, rest = self.headers["authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        assert (scheme, parts["k"]) == ("vapid", public_key)
        head, claims, signature = parts["t"].split(".")
        proof = raw(signature)
        numbers = (int.from_bytes(half, "big") for half in (proof[:32], proof[32:]))
        signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(public_key))
        signer.verify(
            encode_dss_signature(*numbers), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256())
        )
        return dict(json.loads(raw(claims)))


@dataclass
class PushService:
    """A running service; `answers` says by path what it answers instead of 201."""

    url: str
    answers: dict[str, int] = field(default_factory=dict)
    parcels: list[Parcel] = field(default_factory=list)


@contextmanager
def push_service() -> Iterator[PushService]:
    """A service for as long as the block runs."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.parcels.append(Parcel(self.path, headers, body))
            self.send_response(service.answers.get(self.path, 201))
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_line: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    service = PushService(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
