"""Messages never go into the own network, whatever the name, the form or the receiver says."""

import ipaddress
import ssl
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import LazySettings

from orbita.api.webhooks.addresses import (
    AddressRefused,
    is_public,
    look_up,
    read_url,
    system_resolve,
)
from orbita.api.webhooks.commands import add_endpoint
from orbita.api.webhooks.errors import AddressIsRefused
from orbita.api.webhooks.sending import Letter, Post, send
from orbita.api.webhooks.signing import new_secret
from orbita.api.webhooks.tests.factories import Receiver, receiver
from orbita.platform.accounts.tests.factories import actor, admin

LETTER = Letter(1, "msg_1", b"{}")
SECRETS = [new_secret()]


def public(host: str, port: int) -> Sequence[str]:
    """A resolver that knows one public address."""
    return ["93.184.216.34"]


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.0.8", "::1", "::",
        "fe80::1", "fe80::1%1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1",
        "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1::1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_addresses_of_the_own_network_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2a00:1450:4010:c0e::71", "64:ff9b::5db8:d822", "2002:5db8:d822::"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "//example.com/", "",
        "https://", "https://user:pass@example.com/", "https://example.com@127.0.0.1/",
        "https://example.com:99999/", "https://example.com:22/", "https://example.com:x/",
        "https://example.com\\@127.0.0.1/", "https://exa mple.com/", "https://example.com/\r\nX: 1",
        "https://[::1/", "gopher://example.com/",
    ],
)  # fmt: skip
def test_addresses_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        look_up(url, private=False, resolve=public)


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "localhost", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0", "127.0.0.1."],
)  # fmt: skip
def test_numbers_in_every_dress_are_recognised(host: str) -> None:
    with pytest.raises(AddressRefused):
        look_up(f"https://{host}/", private=False, resolve=system_resolve)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused):
        look_up(
            "https://example.com/", private=False, resolve=lambda *_: ["93.184.216.34", "10.0.0.1"]
        )


def test_a_name_in_cyrillic_is_read() -> None:
    assert read_url("https://пример.рф/приём", private=False)[1] == "xn--e1afmkfd.xn--p1ai"


@pytest.mark.django_db
@pytest.mark.req("PLT-14")
def test_a_private_address_is_refused_when_it_is_saved(settings: LazySettings) -> None:
    settings.ORBITA_WEBHOOK_PRIVATE = False
    with pytest.raises(AddressIsRefused):
        add_endpoint("https://127.0.0.1/hook", by=actor(admin()))


@pytest.mark.req("PLT-14")
def test_a_name_that_turns_to_the_own_network_is_refused_when_it_is_sent_to(
    listener: Receiver,
) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])

    def turning(host: str, port: int) -> Sequence[str]:
        return next(answers)

    url = f"https://rebinding.example:{listener.url.split(':')[2].split('/')[0]}/"
    look_up(url, private=False, resolve=turning)

    (outcome,) = send(url, [LETTER], SECRETS, Post(resolve=turning))

    assert outcome.status is None
    assert "rebinding.example" in outcome.fault
    assert listener.got == []


@pytest.mark.req("PLT-14")
def test_the_name_is_asked_once_and_the_connection_goes_to_that_very_address(
    listener: Receiver,
) -> None:
    asked = []

    def once(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = listener.url.replace("127.0.0.1", "hook.example")

    (outcome,) = send(url, [LETTER], SECRETS, Post(private=True, resolve=once))

    assert outcome.status == 200
    assert asked == ["hook.example"]
    assert listener.got[0].headers["host"].startswith("hook.example:")


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(listener: Receiver, status: int) -> None:
    with receiver() as inside:
        listener.says(status, {"Location": inside.url})

        (outcome,) = send(listener.url, [LETTER], SECRETS, Post(private=True))

        assert (outcome.status, outcome.is_good) == (status, False)
        assert inside.got == []


def test_proxies_of_the_surroundings_are_not_used(
    listener: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)

        (outcome,) = send(listener.url, [LETTER], SECRETS, Post(private=True))

        assert outcome.is_good
        assert proxy.got == []


def test_of_a_long_answer_the_beginning_is_read_and_nothing_is_unpacked(
    listener: Receiver,
) -> None:
    listener.says(200, {"Content-Encoding": "gzip"}, b"\x1f\x8b" + b"\x00" * 3_000_000)

    (outcome,) = send(listener.url, [LETTER], SECRETS, Post(private=True))

    assert outcome.is_good
    assert len(outcome.answer) <= 1000


def test_a_receiver_that_drips_is_cut_off_in_time(listener: Receiver) -> None:
    gate = threading.Event()

    def drip(got: object) -> tuple[int, dict[str, str], bytes]:
        gate.wait(5)
        return 200, {}, b""

    listener.answer = drip

    (outcome,) = send(listener.url, [LETTER], SECRETS, Post(private=True, total_seconds=0.3))

    gate.set()
    assert outcome.status is None
    assert outcome.milliseconds < 3000


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of «hook.example» that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hook.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "hook.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secure_port(authority: Path) -> Iterator[int]:
    """A server that speaks TLS as «hook.example»."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize(("host", "is_good"), [("hook.example", True), ("other.example", False)])
def test_the_certificate_is_that_of_the_name_and_not_of_the_number(
    secure_port: int, authority: Path, host: str, is_good: bool
) -> None:
    trust = ssl.create_default_context(cafile=str(authority))
    post = Post(private=True, resolve=lambda *_: ["127.0.0.1"], trust=trust)

    (outcome,) = send(f"https://{host}:{secure_port}/", [LETTER], SECRETS, post)

    assert outcome.is_good is is_good
    assert ("certificate" in outcome.fault.lower()) is not is_good
