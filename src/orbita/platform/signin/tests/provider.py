"""Starts the provider on loopback for a test or a story."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE_SECONDS = 30


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running_provider(return_address: str) -> Iterator[str]:
    """The issuer's address of a provider that sends people back to `return_address`."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    program = Path(__file__).with_name("provider_site.py")
    hidden = ("DJANGO_SETTINGS_MODULE", "PYTHONPATH")
    process = subprocess.Popen(
        [sys.executable, str(program), str(port), return_address],
        env={name: value for name, value in os.environ.items() if name not in hidden},
    )
    try:
        _wait(issuer, process)
        yield issuer
    finally:
        process.terminate()
        process.wait(15)


def _wait(issuer: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the provider has ended"
        try:
            with urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the provider does not answer")
