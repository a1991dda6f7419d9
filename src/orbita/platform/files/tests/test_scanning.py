"""Files are kept back until the scanner has seen them; infected ones are given to nobody."""

import shlex
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from orbita.platform.accounts.tests.factories import signed_in
from orbita.platform.files.errors import FileIsInfected
from orbita.platform.files.examination import examine
from orbita.platform.files.jobs import examine_waiting
from orbita.platform.files.models import FileContent, Verdict
from orbita.platform.files.scanning import ScannerIsDown, scan
from orbita.platform.files.tests.factories import document

BAD = b"EICAR"


def _talk(line: socket.socket) -> None:
    """One conversation as clamd has it: INSTREAM, pieces with their lengths, the verdict."""
    with closing(line), line.makefile("rb") as said:
        assert said.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", said.read(4))[0]:
            content += said.read(size)
        verdict = b"stream: Eicar-Test-Signature FOUND" if BAD in content else b"stream: OK"
        line.sendall(verdict + b"\0")


@contextmanager
def clamd(family: int, address: Any) -> Iterator[Any]:
    """A server on a real socket that speaks clamd's protocol."""
    with closing(socket.socket(family, socket.SOCK_STREAM)) as server:
        server.bind(address)
        server.listen()

        def serve() -> None:
            while True:
                try:
                    line, _address = server.accept()
                except OSError:
                    return
                _talk(line)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def scanner(settings: Any) -> Iterator[str]:
    with clamd(socket.AF_INET, ("127.0.0.1", 0)) as (host, port):
        settings.ORBITA_SCANNER = f"clamd:{host}:{port}"
        yield settings.ORBITA_SCANNER


@pytest.mark.req("PAR-23")
def test_clamd_is_asked_over_tcp_and_over_a_unix_socket(tmp_path: Path, scanner: str) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(b"x" * 200_000)
    bad.write_bytes(b"x" * 100_000 + BAD)

    assert scan(good, scanner) == ""
    assert scan(bad, scanner) == "Eicar-Test-Signature"
    with clamd(socket.AF_UNIX, str(tmp_path / "clamd.ctl")) as address:
        assert scan(bad, f"clamd:{address}") == "Eicar-Test-Signature"


def test_a_command_tells_by_its_end(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(BAD)
    says = "import sys; print(sys.argv[1] + ': Bad-Thing FOUND'); sys.exit({})"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(says)}"

    assert scan(file, command.format(1)) == "Bad-Thing"
    assert scan(file, command.format(0)) == ""
    with pytest.raises(ScannerIsDown):
        scan(file, command.format(2))
    with pytest.raises(ScannerIsDown):
        scan(file, "/no/such/scanner")
    with pytest.raises(ScannerIsDown):
        scan(file, "clamd:127.0.0.1:1")
    with pytest.raises(ScannerIsDown):
        scan(file, "clamd:nowhere")


@pytest.mark.django_db
@pytest.mark.req("PAR-23")
def test_a_file_is_kept_back_until_the_scanner_has_seen_it(client: Client, scanner: str) -> None:
    made = document("a.txt", b"harmless")
    url = f"/files/{made.pk}/"

    assert signed_in(client).get(url).status_code == 409
    examine(made.file.sha256)

    assert client.get(url).status_code == 200


@pytest.mark.django_db
@pytest.mark.req("PAR-23")
def test_an_infected_file_is_given_to_nobody_and_not_taken_again(
    client: Client, scanner: str
) -> None:
    made = document("a.txt", b"text " + BAD)
    examine(made.file.sha256)

    assert signed_in(client).get(f"/files/{made.pk}/").status_code == 422
    assert client.get(f"/files/{made.pk}/1/").status_code == 422
    content = FileContent.objects.get()
    assert (content.verdict, content.text) == (Verdict.INFECTED, "")
    with pytest.raises(FileIsInfected):
        document("b.txt", b"text " + BAD)


@pytest.mark.django_db
def test_a_scanner_that_is_down_keeps_files_back_and_is_asked_again(
    client: Client, settings: Any
) -> None:
    settings.ORBITA_SCANNER = "clamd:127.0.0.1:1"
    made = document("a.txt", b"harmless")

    with pytest.raises(ScannerIsDown):
        examine(made.file.sha256)
    examine_waiting(0)
    assert signed_in(client).get(f"/files/{made.pk}/").status_code == 409

    with clamd(socket.AF_INET, ("127.0.0.1", 0)) as (host, port):
        settings.ORBITA_SCANNER = f"clamd:{host}:{port}"
        examine_waiting(0)
    assert client.get(f"/files/{made.pk}/").status_code == 200
