"""HTTPS: devices that trust the authority get in, everything else is said before it hurts."""

import http.server
import socket
import ssl
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from orbita.launch.place import ROOT
from orbita.launch.postgres.cluster import free_port
from orbita.launch.tls.certificates import Unfit, check, local
from orbita.launch.tls.names import own_names

NAMES = ["crm.firma.test", "localhost", "127.0.0.1"]


def opener(ca: Path, *handlers: urllib.request.BaseHandler) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context(cafile=str(ca))
    secure = urllib.request.HTTPSHandler(context=context)
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), secure, *handlers)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A server with a pair of a local authority; the folder and the port."""
    local(tmp_path, NAMES)
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.crt", tmp_path / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, server.server_address[1]
    server.shutdown()
    server.server_close()


def given(folder: Path, *, days: int = 100, name: str = "crm.example.com") -> tuple[Path, Path]:
    """A pair as a company would bring it."""
    key = ec.generate_private_key(ec.SECP256R1())
    now, who = datetime.now(UTC), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=200))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / f"{name}.crt", folder / f"{name}.key"
    cert.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert, private


@pytest.mark.req("PLT-19")
def test_a_client_that_trusts_the_authority_gets_in_and_no_other(served: tuple[Path, int]) -> None:
    folder, port = served

    for host in ("localhost", "127.0.0.1"):
        with pytest.raises(urllib.error.HTTPError) as answer:
            opener(folder / "ca.crt").open(f"https://{host}:{port}/")
        assert answer.value.code == 501

    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"https://localhost:{port}/"
        )


def test_the_pair_stays_until_a_name_is_missing(tmp_path: Path) -> None:
    first = local(tmp_path, NAMES)
    again = local(tmp_path, NAMES)
    more = local(tmp_path, [*NAMES, "192.168.7.7"])
    outside = local(tmp_path, [*NAMES, "crm.example.com"])

    assert (first.is_new, again.is_new, more.is_new) == (True, False, True)
    assert not more.new_authority
    assert outside.new_authority
    assert (tmp_path / "ca.key").stat().st_mode & 0o777 == 0o600


def test_the_authority_vouches_for_nothing_of_the_world(tmp_path: Path) -> None:
    local(tmp_path, NAMES)

    authority = x509.load_pem_x509_certificate((tmp_path / "ca.crt").read_bytes())
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints)

    names = [str(one.value) for one in limits.value.permitted_subtrees or ()]
    assert limits.critical
    assert "crm.firma.test" in names
    assert not {"ru", "com", ""} & set(names)


def test_a_given_pair_is_looked_at(tmp_path: Path) -> None:
    cert, key = given(tmp_path)
    ended, its_key = given(tmp_path, days=-1, name="old.example.com")
    text = tmp_path / "text.crt"
    text.write_text("no certificate")

    assert check(cert, key).names == ["crm.example.com"]
    with pytest.raises(Unfit, match="is not the key"):
        check(cert, its_key)
    with pytest.raises(Unfit, match="ended on"):
        check(ended, its_key)
    with pytest.raises(Unfit, match="no certificate in PEM"):
        check(text, key)
    with pytest.raises(Unfit, match="cannot be read"):
        check(tmp_path / "nothing.crt", key)


def test_a_chain_out_of_order_is_said(tmp_path: Path) -> None:
    cert, key = given(tmp_path)
    other, _key = given(tmp_path, name="other.example.com")
    cert.write_bytes(cert.read_bytes() + other.read_bytes())

    with pytest.raises(Unfit, match="do not follow on each other"):
        check(cert, key)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[int]:
    """Plain HTTP beside HTTPS; its port."""
    local(tmp_path, NAMES)
    port = free_port()
    module = [sys.executable, "-P", "-m", "orbita.launch.tls.redirect", "127.0.0.1", str(port)]
    process = subprocess.Popen(
        [*module, "8443", str(tmp_path / "ca.crt"), *NAMES], env={"PYTHONPATH": f"{ROOT / 'src'}"}
    )
    for _try in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        threading.Event().wait(0.05)
    yield port
    process.terminate()
    process.wait()


def ask(port: int, text: str) -> str:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(text.encode())
        return line.makefile("rb").read().decode()


def test_plain_http_sends_over_and_never_to_strangers(door: int) -> None:
    near = ask(door, "POST /deals/?q=1 HTTP/1.0\r\nHost: crm.firma.test:80\r\n\r\n")
    far = ask(door, "GET //evil.example/ HTTP/1.0\r\nHost: evil.example\r\n\r\n")

    assert "307" in near
    assert "Location: https://crm.firma.test:8443/deals/?q=1\r" in near
    assert "Location: https://crm.firma.test:8443/" in far


def test_plain_http_gives_the_authority_away(door: int) -> None:
    said = ask(door, "GET /ca.crt HTTP/1.0\r\n\r\n")

    assert "-----BEGIN CERTIFICATE-----" in said
    assert "PRIVATE" not in said


def test_the_machine_knows_its_names() -> None:
    names = own_names("0.0.0.0", ["CRM.firma.ru"])

    assert names[0] == "crm.firma.ru"
    assert {"localhost", "127.0.0.1"} <= set(names)
    assert "0.0.0.0" not in names
