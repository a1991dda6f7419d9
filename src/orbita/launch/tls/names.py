"""By which names and addresses this machine is reached in its network."""

import contextlib
import ipaddress
import socket
from collections.abc import Iterable

FAR = (("10.255.255.255", socket.AF_INET), ("fd00::ffff", socket.AF_INET6))
"""Nothing is sent there: asking for the way to it tells which address of ours would be used."""


def own_names(host: str, more: Iterable[str] = ()) -> list[str]:
    """What the certificate must be good for: asked for names first, then what the machine has."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    found = [*(one.lower() for one in more), name, short, f"{short}.local", "localhost"]
    addresses = [host, *_addresses(name), "127.0.0.1", "::1"]
    fit = [one for one in found if one and one.isascii() and not one.endswith("localhost.local")]
    return list(dict.fromkeys([*fit, *filter(_is_address, addresses)]))


def _is_address(text: str) -> bool:
    try:
        return not ipaddress.ip_address(text).is_unspecified
    except ValueError:
        return False


def _addresses(name: str) -> list[str]:
    found: list[str] = []
    for target, family in FAR:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(str(probe.getsockname()[0]))
    with contextlib.suppress(OSError):
        found += [str(one[4][0]).partition("%")[0] for one in socket.getaddrinfo(name, None)]
    return list(dict.fromkeys(found))
