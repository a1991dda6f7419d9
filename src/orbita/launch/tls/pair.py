"""The certificate and key that the web server uses: where they lie, whether they changed."""

import json
import ssl
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from orbita.launch.place import Place
from orbita.launch.steps import Failed
from orbita.launch.tls.names import own_names


@dataclass(frozen=True)
class TlsWish:
    """What the command line asked for: an own pair, or one of a local authority for these names."""

    cert: Path | None = None
    key: Path | None = None
    names: tuple[str, ...] = ()
    http_port: int = 8000

    @property
    def is_local(self) -> bool:
        return self.cert is None


@dataclass
class Pair:
    """A pair of files that serves now."""

    place: Place
    wish: TlsWish
    host: str
    about: dict[str, object] = field(default_factory=dict)
    _seen: tuple[int, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the local authority and its certificates lie; closed to others."""
        return self.place.data / "tls"

    @property
    def cert(self) -> Path:
        return self.wish.cert or self.folder / "server.crt"

    @property
    def key(self) -> Path:
        return self.wish.key or self.folder / "server.key"

    @property
    def authority(self) -> Path | None:
        """The file that devices must trust; None where the certificate was given."""
        return self.folder / "ca.crt" if self.wish.is_local else None

    @property
    def names(self) -> list[str]:
        """The names it is good for, the ones asked for first."""
        return [str(name) for name in self.about.get("names", [])]  # type: ignore[attr-defined]

    @property
    def ends_at(self) -> datetime:
        return datetime.fromisoformat(str(self.about["ends_at"]))

    def bring(self) -> None:
        """Make what is missing, renew what ends soon, check what was given. Raises Failed."""
        if self.wish.is_local:
            names = own_names(self.host, self.wish.names)
            self.about = self._ask("local", str(self.folder), *names)
        else:
            self.about = self._ask("check", str(self.cert), str(self.key))
        self._seen = self._state()

    def accept_as_seen(self) -> None:
        """Do not speak of the same files twice."""
        self._seen = self._state()

    def has_changed(self) -> bool:
        """Whether the files are others than those last looked at."""
        return self._state() != self._seen

    def wants_renewal(self) -> bool:
        """Whether a local certificate would be made anew now: it ends soon."""
        left = self.ends_at - datetime.now(self.ends_at.tzinfo)
        return self.wish.is_local and left.days < 30

    def options(self) -> Sequence[str]:
        """What the web server is told."""
        return ["--ssl-certfile", str(self.cert), "--ssl-keyfile", str(self.key)]

    def surroundings(self) -> dict[str, str]:
        """Safe cookies; the promise of HTTPS for a year only where the whole world can check it."""
        about = {"ORBITA_TLS_CERT": str(self.cert), "ORBITA_HTTPS": "1"}
        return about | ({"ORBITA_HSTS": "0"} if self.wish.is_local else {})

    def _state(self) -> tuple[int, ...]:
        try:
            return tuple(file.stat().st_mtime_ns for file in (self.cert, self.key))
        except OSError:
            return self._seen  # being replaced just now: the next look sees it

    def _ask(self, *arguments: str) -> dict[str, object]:
        command = [str(self.place.python), "-P", "-m", "orbita.launch.tls.certificates"]
        done = subprocess.run(
            [*command, *arguments],
            env=self.place.environment(""),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise Failed(f"The certificate could not be made: {done.stderr.strip()[-500:]}")
        said: dict[str, object] = json.loads(done.stdout)
        if "problem" in said:
            raise Failed(str(said["problem"]), advice=str(said["advice"]))
        return said


def unchecked() -> ssl.SSLContext:
    """For asking our own server on this machine for its health: who else could answer there?"""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
