"""One database cluster: where it lies, how it is made, started and stopped."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlparse

from orbita.launch.place import Place, made, put_aside, write_private
from orbita.launch.postgres import binaries as finder
from orbita.launch.postgres.binaries import SHARED, Binaries
from orbita.launch.postgres.configuration import configuration
from orbita.launch.postgres.owner import Owner
from orbita.launch.processes import Process, started_at
from orbita.launch.steps import Failed

HOST = "127.0.0.1"
USER = NAME = "orbita"
LOCALE = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
)
PATIENCE = 60
"""Seconds to try again: after kill -9 of the server its children hold the memory for a while."""


@dataclass
class Cluster:
    """The embedded cluster of one installation. What it is called is kept in DIR/postgres.json."""

    place: Place
    folder: Path
    port: int
    password: str
    durable: bool = True

    @classmethod
    def of(cls, place: Place, *, durable: bool = True) -> "Cluster":
        """The cluster that the data folder points to, or a new one's name, place and password."""
        kept = made(place.data) / "postgres.json"
        if kept.exists():
            about = json.loads(kept.read_text())
            return cls(place, Path(about["folder"]), about["port"], about["password"], durable)
        cluster = cls(place, _choose_folder(place), 0, secrets.token_urlsafe(24), durable)
        cluster._keep()
        return cluster

    @property
    def data(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.folder / "server.log"

    @property
    def exists(self) -> bool:
        """Whether it has been made."""
        return (self.data / "PG_VERSION").exists()

    @property
    def url(self) -> str:
        """The address of the database, password included."""
        return f"postgresql://{USER}:{quote(self.password)}@{HOST}:{self.port}/{NAME}"

    def server(self) -> Process | None:
        """The running server, also one that somebody else started."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
            process = Process.of(int(lines[0]))
        except (OSError, ValueError):
            return None
        return process if _is_server(process.pid, self.data) else None

    def start(self) -> bool:
        """Make sure that it runs; whether the database was made just now."""
        owner = Owner.of(self.folder)
        tools = finder.reachable(finder.for_data(self.place, self.data), owner)
        new = not self.exists
        if new:
            self._make(owner, tools)
        if not self.server():
            self._start(owner, tools)
        return self._create_database(tools) or new

    def stop(self) -> None:
        """End the server: open transactions are rolled back, everything committed is on disk."""
        if self.server():
            owner = Owner.of(self.folder)
            tools = finder.reachable(finder.for_data(self.place, self.data), owner)
            arguments = ["stop", "-w", "-m", "fast", "-t", "60", "-D", self.data]
            owner.run([tools / "pg_ctl", *arguments], cwd=self.folder, capture_output=True)

    def tool(self, name: str) -> tuple[str, dict[str, str]]:
        """A client program (psql, pg_dump …) of the right version and the surroundings it needs."""
        tools = finder.for_data(self.place, self.data)
        return str(tools / name), {**os.environ, **client_environment(self.url)}

    def _keep(self) -> None:
        about = {"folder": str(self.folder), "port": self.port, "password": self.password}
        write_private(self.place.data / "postgres.json", json.dumps(about))

    def _make(self, owner: Owner, tools: Binaries) -> None:
        """Made aside and renamed: a half-made cluster is never taken for a whole one."""
        aside, secret = self.folder / "data.new", self.folder / "password.new"
        made(self.folder)
        self.folder.chmod(0o700)
        shutil.rmtree(aside, ignore_errors=True)
        write_private(secret, self.password)
        owner.own(self.folder, secret)
        who = [f"--username={USER}", f"--pwfile={secret}", "--auth=scram-sha-256"]
        speed = [] if self.durable else ["--no-sync"]
        command = [tools / "initdb", "-D", aside, *who, *LOCALE, *speed]
        try:
            done = owner.run(command, cwd=self.folder, capture_output=True, env=_plain())
        finally:
            secret.unlink()
        if done.returncode != 0:
            raise Failed(
                f"The database could not be made: {done.stderr.strip() or done.stdout.strip()}",
                advice="is the disk full, or the folder closed? --data DIR chooses another.",
            )
        with (aside / "postgresql.conf").open("a") as conf:
            conf.write("include_if_exists 'orbita.conf'\n")
        aside.rename(self.data)

    def _start(self, owner: Owner, tools: Binaries) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        put_aside(self.log)
        deadline = time.monotonic() + PATIENCE
        while True:
            self._choose_port()
            settings = self.data / "orbita.conf"
            settings.write_text(configuration(self.port, HOST, durable=self.durable))
            owner.own(settings)
            arguments = ["start", "-w", "-s", "-t", "600", "-D", self.data, "-l", self.log]
            # No pipes: the server would inherit them and nobody would see their end.
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            done = owner.run([tools / "pg_ctl", *arguments], cwd=self.folder, env=_plain(), **quiet)
            if done.returncode == 0:
                return
            if time.monotonic() > deadline:
                raise Failed(
                    "The database server does not start.",
                    log=self.log,
                    advice="the log says why. If the disk is full, free some space; "
                    "a backup is brought back by ./orbita restore FILE.",
                )
            time.sleep(0.3)

    def _choose_port(self) -> None:
        """Keep the port that it had, unless somebody else has taken it meanwhile."""
        if not (self.port and _is_free(self.port)):
            self.port = free_port()
            self._keep()

    def _create_database(self, tools: Binaries) -> bool:
        asked = self._psql(tools, f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'")
        if asked:
            return False
        self._psql(tools, f"CREATE DATABASE {NAME}")
        return True

    def _psql(self, tools: Binaries, statement: str) -> str:
        environment = {**_plain(), **client_environment(self.url), "PGDATABASE": "postgres"}
        command = [tools / "psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = Owner(os.geteuid(), os.getegid(), other=False).run(
            command, env=environment, capture_output=True
        )
        if done.returncode != 0:
            raise Failed(f"The database refused: {done.stderr.strip()}", log=self.log)
        return done.stdout.strip()


def client_environment(url: str) -> dict[str, str]:
    """The surroundings by which psql and pg_dump find a database: no password in a command line."""
    parts = urlparse(url)
    options = dict(parse_qsl(parts.query))
    found = {
        "PGHOST": options.get("host") or unquote(parts.hostname or ""),
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGSSLMODE": options.get("sslmode", ""),
    }
    return {key: value for key, value in found.items() if value}


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _plain() -> dict[str, str]:
    """Surroundings without the caller's PG… variables, which would change what tools do."""
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}


def _is_server(pid: int, data: Path) -> bool:
    """Whether this process is the server of these data, and not one that inherited the number."""
    if started_at(pid) is None:
        return False
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve()
    except OSError:
        return not Path("/proc/self").exists()


def _choose_folder(place: Place) -> Path:
    """DIR/postgres, or a place that the server's user can reach when DIR is closed to it."""
    inside = place.data / "postgres"
    owner = Owner.of(inside)
    if not owner.other or owner.reaches(place.data):
        return inside
    name = sha256(str(place.data).encode()).hexdigest()[:16]
    taken: Sequence[Path] = list(SHARED.glob(f"{name}*"))
    # A cluster left there by a folder of this name that is gone is not ours: it is left alone.
    return made(SHARED) / (name if not taken else f"{name}-{len(taken) + 1}")
