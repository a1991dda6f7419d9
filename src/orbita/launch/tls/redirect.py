"""Plain HTTP beside HTTPS: sends everybody over, and gives away the authority's certificate.

`python -m` this module HOST PORT HTTPS-PORT CA-FILE|- NAME…; it needs nothing but Python.
"""

import socket
import sys
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Doorman(BaseHTTPRequestHandler):
    """Answers every request with the way to HTTPS."""

    server_version, sys_version = "Orbita", ""
    timeout = 10
    names: Sequence[str] = ()
    https_port = 443
    authority: Path | None = None

    def do_GET(self) -> None:
        """The certificate at /ca.crt, else the way over."""
        if self.path.partition("?")[0] == "/ca.crt" and self.authority:
            self._give(self.authority)
        else:
            self._send_over()

    def do_HEAD(self) -> None:
        """The way over."""
        self._send_over()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD  # noqa: N815

    def _give(self, file: Path) -> None:
        text = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-x509-ca-cert")
        self.send_header("Content-Disposition", 'attachment; filename="orbita-ca.crt"')
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _send_over(self) -> None:
        port = "" if self.https_port == 443 else f":{self.https_port}"
        path = self.path if self.path.startswith("/") else "/"
        self.send_response(307)  # browsers keep a permanent one for ever
        self.send_header("Location", f"https://{self._name()}{port}{path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _name(self) -> str:
        """The name that was asked for, if it is one of ours: nobody is sent to strangers."""
        asked = (self.headers.get("Host") or "").lower()
        name = asked.partition("]")[0].lstrip("[") if "[" in asked else asked.partition(":")[0]
        chosen = name if name in self.names else (self.names or ["localhost"])[0]
        return f"[{chosen}]" if ":" in chosen else chosen

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Every request is repeated over HTTPS: no second line for it."""


class Door(ThreadingHTTPServer):
    """Listens on one address of either family."""

    daemon_threads = True
    request_queue_size = 64


def main(arguments: Sequence[str]) -> None:
    """Serve until ended."""
    host, port, https_port, authority, *names = arguments
    Doorman.names, Doorman.https_port = names, int(https_port)
    Doorman.authority = None if authority == "-" else Path(authority)
    Door.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with Door((host, int(port)), Doorman) as door:
        door.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
