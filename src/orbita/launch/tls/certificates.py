"""Makes and checks certificates. Runs inside the environment: the launcher's Python has no library.

`python -m` this module: `local FOLDER NAME…` makes what is missing or ends soon, `check CERT KEY`
looks at a given pair. Both print what there is as JSON, or `{"problem": …, "advice": …}`.
"""

import ipaddress
import itertools
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import (
    CertificateIssuerPrivateKeyTypes,
    PrivateKeyTypes,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from orbita.launch.place import made, write_private

AUTHORITY_DAYS, SERVER_DAYS, EARLY_DAYS = 3650, 397, 30
"""Browsers refuse servers' certificates of more than 398 days."""
INSIDE = ("localhost", "local", "lan", "internal", "home.arpa", "test")
NETWORKS = (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
    "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
"""What an authority of one's own may vouch for, besides the names asked for: nothing of the world."""


class Unfit(Exception):
    """Certificates that cannot be used: what is wrong, and what to do."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.problem, self.advice = problem, advice


@dataclass(frozen=True)
class Found:
    """A pair that may serve."""

    names: list[str]
    ends_at: str
    issuer: str
    is_new: bool = False
    new_authority: bool = False


def local(folder: Path, names: Sequence[str]) -> Found:
    """The server's pair by an authority of our own, both made or renewed when they must be."""
    made(folder).chmod(0o700)
    had_one = (folder / "ca.crt").exists()
    authority, key, fresh = _authority(folder, names)
    server = _read(folder / "server.crt")
    if server and not fresh and _serves(server, authority, names):
        return _told(server)
    server = _sign(folder, authority, key, names)
    return _told(server, is_new=True, new_authority=fresh and had_one)


def _told(server: x509.Certificate, *, is_new: bool = False, new_authority: bool = False) -> Found:
    issuer = server.issuer.rfc4514_string()
    ends_at = server.not_valid_after_utc.isoformat()
    return Found(names_of(server), ends_at, issuer, is_new, new_authority)


def _read(file: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificates(file.read_bytes())[0]
    except (OSError, ValueError, IndexError):
        return None


def _authority(
    folder: Path, names: Sequence[str]
) -> tuple[x509.Certificate, CertificateIssuerPrivateKeyTypes, bool]:
    """The authority with its key; a new one when there is none, it ends soon or lacks a name."""
    found, key = _read(folder / "ca.crt"), _key(folder / "ca.key")
    if found and isinstance(key, ec.EllipticCurvePrivateKey) and _vouches(found, names):
        return found, key, False
    made_key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    who = _named(f"Orbita CRM, {names[0]}, {now:%d.%m.%Y}")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(made_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(made_key.public_key()), critical=False
        )
        .sign(made_key, hashes.SHA256())
    )
    _keep(folder, "ca", certificate, made_key)
    return certificate, made_key, True


def _vouches(authority: x509.Certificate, names: Sequence[str]) -> bool:
    if authority.not_valid_after_utc < datetime.now(UTC) + timedelta(days=SERVER_DAYS):
        return False
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    permitted = [one.value for one in limits.permitted_subtrees or ()]
    return all(_is_within(name, permitted) for name in names)


def _is_within(name: str, permitted: Sequence[object]) -> bool:
    address = _address(name)
    if address:
        networks = (one for one in permitted if not isinstance(one, str))
        return any(address in net for net in networks)  # type: ignore[operator]
    domains = (one for one in permitted if isinstance(one, str))
    return any(name == one or name.endswith(f".{one}") for one in domains)


def _permitted(names: Sequence[str]) -> list[x509.GeneralName]:
    domains = dict.fromkeys([*INSIDE, *(name for name in names if not _address(name))])
    networks = [ipaddress.ip_network(one) for one in NETWORKS]
    for name in names:
        address = _address(name)
        if address and not any(address in net for net in networks):
            networks.append(ipaddress.ip_network(f"{address}"))
    return [*map(x509.DNSName, domains), *map(x509.IPAddress, networks)]


def _serves(server: x509.Certificate, authority: x509.Certificate, names: Sequence[str]) -> bool:
    soon = datetime.now(UTC) + timedelta(days=EARLY_DAYS)
    same = server.issuer == authority.subject
    return same and server.not_valid_after_utc > soon and set(names) <= set(names_of(server))


def _sign(
    folder: Path,
    authority: x509.Certificate,
    key: CertificateIssuerPrivateKeyTypes,
    names: Sequence[str],
) -> x509.Certificate:
    own = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    public = authority.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_named(names[0]))
        .issuer_name(authority.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=SERVER_DAYS))
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    _keep(folder, "server", certificate, own)
    return certificate


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.IPAddress(address) if address else x509.DNSName(name)


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _keep(folder: Path, name: str, certificate: x509.Certificate, key: PrivateKeyTypes) -> None:
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    write_private(folder / f"{name}.key", text)
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    write_private(folder / f"{name}.crt", pem)


def _key(file: Path) -> PrivateKeyTypes | None:
    try:
        return serialization.load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        return None


def names_of(certificate: x509.Certificate) -> list[str]:
    """The names and addresses that a certificate is good for."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    addresses = map(str, names.get_values_for_type(x509.IPAddress))
    return [*names.get_values_for_type(x509.DNSName), *addresses]


def check(cert: Path, key: Path) -> Found:
    """Look at a given pair. Raises Unfit with the sentence that says what is wrong."""
    chain = _given_chain(cert)
    first = chain[0]
    private = _given_key(key)
    if _public(first.public_key()) != _public(private.public_key()):
        raise Unfit(
            f"{key} is not the key of {cert}.",
            "name the key that the certificate was made for; the server's own certificate must"
            " stand first in the file.",
        )
    now = datetime.now(UTC)
    if first.not_valid_after_utc < now:
        ended = f"{first.not_valid_after_utc:%d.%m.%Y}"
        raise Unfit(f"{cert} ended on {ended}.", "renew it, or start with plain --tls.")
    if first.not_valid_before_utc > now:
        raise Unfit(
            f"{cert} is good only from {first.not_valid_before_utc:%d.%m.%Y} on.",
            "set the clock of this machine right, or take the certificate of today.",
        )
    if not names_of(first):
        raise Unfit(f"{cert} names no server.", "browsers want subjectAltName: have it made anew.")
    _in_order(cert, chain)
    return _told(first)


def _given_chain(cert: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(cert.read_bytes())
    except OSError as problem:
        raise Unfit(f"{cert} cannot be read: {problem.strerror}.", "name another --cert.") from None
    except ValueError:
        raise Unfit(
            f"{cert} holds no certificate in PEM.",
            "a file of this sort begins with -----BEGIN CERTIFICATE-----; others are converted by"
            " openssl.",
        ) from None


def _given_key(key: Path) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(key.read_bytes(), None)
    except OSError as problem:
        raise Unfit(f"{key} cannot be read: {problem.strerror}.", "name another --key.") from None
    except TypeError:
        raise Unfit(
            f"{key} is closed by a password.",
            "the server starts by itself and cannot ask: openssl pkey -in KEY -out OPEN-KEY.",
        ) from None
    except ValueError:
        raise Unfit(f"{key} holds no private key in PEM.", "name the right --key.") from None


def _in_order(cert: Path, chain: Sequence[x509.Certificate]) -> None:
    """Each certificate must be signed by the next one, or devices refuse the lot."""
    for lower, upper in itertools.pairwise(chain):
        try:
            lower.verify_directly_issued_by(upper)
        except (ValueError, TypeError, InvalidSignature) as problem:
            raise Unfit(
                f"The certificates of {cert} do not follow on each other: "
                f"{lower.subject.rfc4514_string()} is not signed by the next one.",
                "put the server's certificate first, then each intermediate one in order.",
            ) from problem


def _public(key: object) -> bytes:
    return key.public_bytes(  # type: ignore[attr-defined, no-any-return]
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def main(arguments: Sequence[str]) -> None:
    """One look or one making; prints JSON."""
    what, *rest = arguments
    try:
        if what == "local":
            said = asdict(local(Path(rest[0]), rest[1:]))
        else:
            said = asdict(check(Path(rest[0]), Path(rest[1])))
    except Unfit as unfit:
        said = {"problem": unfit.problem, "advice": unfit.advice}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1:])
