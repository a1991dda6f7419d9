"""Calls to push services: only over https, and only to hosts of the public internet.

The address comes from a browser, so it may be anything. Names are looked up here and the connection
goes to the very number that was looked at: a name that answers differently the second time, leads
nowhere else.
"""

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
from django.conf import settings

PATIENCE = httpx.Timeout(10, connect=5)
LONGEST = 1000


class NotPublic(httpcore.ConnectError):
    """The name leads into a network of one's own."""


def may_be_called(endpoint: str) -> bool:
    """Whether an address looks like that of a push service; its name is not looked up yet."""
    try:
        parts = urlsplit(endpoint)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or len(endpoint) > LONGEST or parts.username is not None:
        return False
    if settings.ORBITA_PUSH_PRIVATE:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and "." in host and _is_no_private_number(host)


def _is_no_private_number(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return not host.endswith((".local", ".internal", ".localhost"))


class PublicOnly(httpcore.SyncBackend):
    """Connects to public addresses alone."""

    def connect_tcp(self, host: str, port: int, *given: Any, **named: Any) -> Any:
        """The first address of the name that takes the connection; all of them must be public."""
        try:
            found = {
                str(line[4][0]) for line in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            }
        except OSError as problem:
            raise httpcore.ConnectError(str(problem)) from problem
        if not settings.ORBITA_PUSH_PRIVATE and not _all_public(found):
            raise NotPublic(f"{host} is not an address of the public internet")
        return self._first_that_answers(sorted(found), port, given, named)

    def _first_that_answers(
        self, numbers: list[str], port: int, given: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        problem: Exception = httpcore.ConnectError("no address")
        for number in numbers:
            try:
                return super().connect_tcp(number, port, *given, **named)
            except httpcore.ConnectError as refused:
                problem = refused
        raise problem


def _all_public(numbers: Iterable[str]) -> bool:
    return all(ip_address(number.partition("%")[0]).is_global for number in numbers)


def calling() -> httpx.Client:
    """A client that follows no redirect, knows no proxy and leaves no network of ours open."""
    transport = httpx.HTTPTransport()
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(), network_backend=PublicOnly(), max_connections=16
    )
    return httpx.Client(
        transport=transport, timeout=PATIENCE, follow_redirects=False, trust_env=False
    )
