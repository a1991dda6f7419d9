"""What each command of ./orbita does: takes the place and its arguments, gives the exit code."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from orbita.launch import backups, getting_ready
from orbita.launch import up as starting
from orbita.launch.place import Place
from orbita.launch.processes import run_foreground


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./orbita {name}", description=about)
    parser.add_argument("--data", metavar="DIR", help="the folder of this installation")
    return parser


def _listening(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default: 8000")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="default: 127.0.0.1")
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def up(place: Place, arguments: list[str]) -> int:
    """Start everything and stay."""
    parser = _listening(_parser("up", "Start everything; Ctrl-C stops it."))
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty database with an example"
    )
    said = parser.parse_args(arguments)
    return starting.up(place, starting.Wish(said.host, said.port, said.demo))


def web(place: Place, arguments: list[str]) -> int:
    """The web server alone."""
    said = _listening(_parser("web", "The web server alone.")).parse_args(arguments)
    return _stay(place, starting.web_command(place, said.host, said.port))


def worker(place: Place, arguments: list[str]) -> int:
    """The background worker alone."""
    _parser("worker", "The background worker alone.").parse_args(arguments)
    return _stay(place, starting.worker_command(place))


def _stay(place: Place, command: list[str]) -> int:
    getting_ready.ensure_packages(place)
    getting_ready.data_folders(place)
    if url := os.environ.get("DATABASE_URL"):
        # Nothing of ours has to be ended afterwards: the server takes this process over.
        os.execve(command[0], command, place.environment(url))
    with getting_ready.open_database(place, quiet=True) as found:
        return run_foreground(command, place.environment(found.url))


def migrate(place: Place, arguments: list[str]) -> int:
    """Bring packages, translations, tables and assets to the state of the code."""
    _parser("migrate", "Bring everything to the state of the code.").parse_args(arguments)
    getting_ready.packages(place, *getting_ready.running_locks())
    getting_ready.forget_tables(place)
    with getting_ready.open_database(place) as found:
        getting_ready.translations(place)
        getting_ready.tables(place, found)
    return 0


def manage(place: Place, arguments: list[str]) -> int:
    """Any management command of Django."""
    getting_ready.ensure_packages(place)
    getting_ready.forget_tables(place)
    with getting_ready.open_database(place, quiet=True) as found:
        return run_foreground(place.django(*arguments), place.environment(found.url))


def passed_on(name: str) -> Callable[[Place, list[str]], int]:
    """A command that is a management command by another name; a new database gets its tables."""

    def run(place: Place, arguments: list[str]) -> int:
        getting_ready.ensure_packages(place)
        with getting_ready.open_database(place, quiet=True) as found:
            if found.is_new:
                getting_ready.translations(place)
                getting_ready.tables(place, found, assets=False)
            command = place.django(name, *arguments)
            return run_foreground(command, place.environment(found.url))

    return run


def bench(place: Place, arguments: list[str]) -> int:
    """Measure the speed, in a database of its own on the same server."""
    getting_ready.ensure_packages(place)
    with getting_ready.open_database(place, quiet=True) as found:
        getting_ready.translations(place)
        path = os.pathsep.join(map(str, (place.source, place.root)))
        command = [str(place.python), "-P", "-m", "bench", *arguments]
        return run_foreground(command, place.environment(found.url, PYTHONPATH=path))


def backup(place: Place, arguments: list[str]) -> int:
    """Everything into one file."""
    parser = _parser("backup", "Database, files and key into one file.")
    parser.add_argument("file", type=Path, metavar="FILE")
    said = parser.parse_args(arguments)
    getting_ready.ensure_packages(place)
    with getting_ready.open_database(place) as found:
        backups.backup(place, found, said.file)
    return 0


def restore(place: Place, arguments: list[str]) -> int:
    """Everything back from one file."""
    parser = _parser("restore", "Database, files and key back from a backup.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="replace what is there")
    said = parser.parse_args(arguments)
    getting_ready.ensure_packages(place)
    with getting_ready.open_database(place) as found:
        getting_ready.forget_tables(place)
        backups.restore(place, found, said.file, force=said.force)
    return 0


def test(place: Place, arguments: list[str]) -> int:
    """The tests."""
    from orbita.launch import testing

    return testing.run(place, arguments)


def check(place: Place, arguments: list[str]) -> int:
    """All checks."""
    from orbita.launch import checks

    return checks.run(place, arguments)


def lock(place: Place, arguments: list[str]) -> int:
    """Write the locked versions anew."""
    from orbita.launch import locking

    return locking.run(place, arguments)
