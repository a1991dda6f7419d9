"""Which addresses messages may go to: never into the own network, whatever the name says.

A name is resolved once; if any of its addresses is private, it is refused, and the connection goes to
the very address that was looked at. So neither a redirect nor a name that changes its address between
the look and the connection leads inside.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

MAIL_AND_SHELL = frozenset({22, 23, 25, 53, 110, 143, 465, 587, 993, 995, 2525})
"""Ports whose servers speak first or forward: never a webhook."""
NAT64 = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
TEREDO = ipaddress.IPv6Network("2001::/32")
UNICAST = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip


class AddressRefused(ValueError):
    """Nothing is sent there; the text says why."""


@dataclass(frozen=True)
class Target:
    """An address that was looked at: what is asked for, and where the connection goes."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def authority(self) -> str:
        """The host as the Host header says it."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return name if self.port == usual else f"{name}:{self.port}"

    @property
    def pinned(self) -> str:
        """The address with the number instead of the name."""
        name = f"[{self.ip}]" if ":" in self.ip else self.ip
        return f"{self.scheme}://{name}:{self.port}{self.path}"


def system_resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def read_url(url: str, *, private: bool) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address that can be a receiver, or AddressRefused."""
    if any(ord(char) <= 32 or ord(char) == 127 or char == "\\" for char in url):
        raise AddressRefused(_("The address has characters that no address has."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(_("This is no address.")) from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise AddressRefused(_("Write an address that begins with https://."))
    if parts.scheme == "http" and not private:
        raise AddressRefused(_("Only https:// is allowed: messages must not be read on their way."))
    if "@" in parts.netloc:
        raise AddressRefused(_("The address must not hold a name or a password."))
    port = port or (443 if parts.scheme == "https" else 80)
    if port in MAIL_AND_SHELL:
        raise AddressRefused(_("No webhook lives at port %(port)s.") % {"port": port})
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, _ascii(parts.hostname), port, path


def look_up(url: str, *, private: bool, resolve: Resolve = system_resolve) -> Target:
    """Where a message goes now, or AddressRefused. `private` allows http and the own network."""
    scheme, host, port, path = read_url(url, private=private)
    try:
        found = [ipaddress.ip_address(one) for one in resolve(host, port)]
    except (OSError, ValueError, UnicodeError):
        found = []
    if not found:
        raise AddressRefused(_("The name %(host)s is not known.") % {"host": host})
    if not private and not all(is_public(one) for one in found):
        raise AddressRefused(
            _("%(host)s lies in a private network; nothing is sent there.") % {"host": host}
        )
    return Target(scheme, host, port, path, str(found[0]))


def is_public(address: Address) -> bool:
    """Whether an address lies in the public internet, also when it hides another one."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in NOT_PUBLIC)
    if address.scope_id:
        return False
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    return address in UNICAST and address.is_global and not address.is_multicast


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, compatible, NAT64, 6to4, Teredo."""
    number = int(address)
    if number >> 32 in (0, 0xFFFF) or any(address in network for network in NAT64):
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if address in SIX_TO_FOUR:
        return ipaddress.IPv4Address(number >> 80 & 0xFFFFFFFF)
    if address in TEREDO:
        return ipaddress.IPv4Address("127.0.0.1")
    return None


def _ascii(host: str) -> str:
    """The name as DNS knows it: «пример.рф» in Punycode."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        raise AddressRefused(_("This is no address.")) from None
