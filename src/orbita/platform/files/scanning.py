"""The virus scanner: a command, or clamd by its own protocol (INSTREAM) over a socket.

`ORBITA_SCANNER` names it: `clamd:/run/clamav/clamd.ctl`, `clamd:127.0.0.1:3310`, or a command that
gets the file's path as its last argument and ends with 0 (clean) or 1 (infected), as clamscan does.
"""

import shlex
import socket
import struct
import subprocess
from contextlib import closing
from pathlib import Path

SECONDS = 60
CHUNK = 64 * 1024


class ScannerIsDown(Exception):
    """The scanner gives no verdict: it does not answer, or says that it cannot."""


def scan(path: Path, scanner: str) -> str:
    """The name of what was found in a file; "" for a clean one. Raises ScannerIsDown."""
    if scanner.startswith("clamd:"):
        return _by_clamd(path, scanner.removeprefix("clamd:"))
    return _by_command(path, scanner)


def _by_clamd(path: Path, address: str) -> str:
    try:
        with closing(_connected(address)) as line, path.open("rb") as file:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack(">I", len(chunk)) + chunk)
            line.sendall(struct.pack(">I", 0))
            answer = _answer(line)
    except OSError as fault:
        raise ScannerIsDown(str(fault)) from fault
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerIsDown(answer or "no answer")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    if not port.isdigit():
        raise OSError(f"no port in {address!r}")
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096:
        part = line.recv(4096)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _by_command(path: Path, command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            [*shlex.split(command), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ScannerIsDown(str(fault)) from fault
    if done.returncode == 0:
        return ""
    if done.returncode == 1:
        lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
        found = lines[0] if lines else ""
        return found.rpartition(": ")[2].removesuffix(" FOUND").strip()[:200] or "infected"
    raise ScannerIsDown(f"{command} ended with {done.returncode}")
