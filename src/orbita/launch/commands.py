"""What each command of ./orbita does: takes the place and its arguments, gives the exit code."""

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from orbita.launch import backups, drilling, getting_ready
from orbita.launch import staging as stages
from orbita.launch import up as starting
from orbita.launch.place import Place
from orbita.launch.postgres.lease import Database
from orbita.launch.processes import run_foreground
from orbita.launch.steps import run_logged, say
from orbita.launch.tls.pair import TlsWish
from orbita.launch.upgrading import Wanted, refuse_half_done
from orbita.launch.web_and_worker import side_by_side, web_command, worker_command


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./orbita {name}", description=about)
    parser.add_argument("--data", metavar="DIR", help="the folder of this installation")
    return parser


def _listening(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default: 8000")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="default: 127.0.0.1")
    return parser


def _secured(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    about = parser.add_argument_group("HTTPS")
    about.add_argument("--tls", action="store_true", help="serve HTTPS, to the whole network")
    about.add_argument("--cert", type=Path, metavar="FILE", help="a certificate of your own")
    about.add_argument("--key", type=Path, metavar="FILE", help="its key")
    about.add_argument(
        "--host-name",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name of this machine; may be repeated",
    )
    about.add_argument(
        "--http-port", type=_port, default=8000, metavar="N", help="sends over to HTTPS: 8000"
    )
    return parser


def _several(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    given = os.environ.get("WORKERS", "1")
    parser.add_argument(
        "--web", type=_count, default=given, metavar="N", help="web processes: 1, or WORKERS"
    )
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 0 < number <= 64:
        raise argparse.ArgumentTypeError("a number of processes is from 1 to 64")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def up(place: Place, arguments: list[str]) -> int:
    """Start everything and stay."""
    parser = _secured(_listening(_parser("up", "Start everything; Ctrl-C stops it.")))
    parser.set_defaults(port=None, host=None)
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty database with an example"
    )
    _several(parser)
    parser.add_argument(
        "--workers", type=_count, default=1, metavar="M", help="background workers: 1"
    )
    _upgrading(parser)
    return starting.up(place, _wish(parser, parser.parse_args(arguments)))


def _wish(parser: argparse.ArgumentParser, said: argparse.Namespace) -> starting.Wish:
    """HTTPS is for the network and its ports; plain HTTP stays on this machine unless asked."""
    if (said.cert is None) != (said.key is None):
        parser.error("--cert and --key belong together")
    tls = None
    if said.tls or said.cert:
        cert, key = (one and one.absolute() for one in (said.cert, said.key))
        tls = TlsWish(cert, key, tuple(said.host_name), said.http_port)
    host = said.host or ("0.0.0.0" if tls else "127.0.0.1")
    port = said.port or (8443 if tls else 8000)
    wanted = Wanted(backup=not said.no_backup, dry_run=said.dry_run)
    return starting.Wish(host, port, said.demo, tls, wanted, said.web, said.workers)


def _upgrading(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--dry-run", action="store_true", help="say what an upgrade would do")
    parser.add_argument("--no-backup", action="store_true", help="upgrade without a backup before")
    return parser


def web(place: Place, arguments: list[str]) -> int:
    """The web server alone."""
    said = _several(_listening(_parser("web", "The web server alone."))).parse_args(arguments)
    command = web_command(place, said.host, said.port, said.web)
    return _stay(place, command, **side_by_side(place, said.web))


def worker(place: Place, arguments: list[str]) -> int:
    """The background worker alone."""
    _parser("worker", "The background worker alone.").parse_args(arguments)
    return _stay(place, worker_command(place))


def _stay(place: Place, command: list[str], **more: str) -> int:
    getting_ready.ensure_packages(place)
    getting_ready.data_folders(place)
    if url := os.environ.get("DATABASE_URL"):
        refuse_half_done(place, Database(url))
        # Nothing of ours has to be ended afterwards: the server takes this process over.
        os.execve(command[0], command, place.environment(url, **more))
    with getting_ready.open_database(place, quiet=True) as found:
        refuse_half_done(place, found)
        return run_foreground(command, place.environment(found.url, **more))


def migrate(place: Place, arguments: list[str]) -> int:
    """Bring packages, translations, tables and assets to the state of the code."""
    parser = _upgrading(_parser("migrate", "Bring everything to the state of the code."))
    said = parser.parse_args(arguments)
    wanted = Wanted(backup=not said.no_backup, dry_run=said.dry_run)
    getting_ready.packages(place, *getting_ready.running_locks())
    getting_ready.forget_tables(place)
    with getting_ready.open_database(place) as found:
        getting_ready.translations(place)
        getting_ready.tables(place, found, wanted)
    return 0


def packages(place: Place, arguments: list[str]) -> int:
    """Bring packages and translations, for an image that is started elsewhere; no database."""
    _parser("packages", "Bring packages and translations; no database is asked.").parse_args(
        arguments
    )
    getting_ready.packages(place, *getting_ready.running_locks())
    getting_ready.translations(place)
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
                getting_ready.tables(place, found, Wanted(assets=False))
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
    parser.add_argument(
        "file", type=Path, metavar="FILE", nargs="?", help="default: a new one in DIR/backups"
    )
    said = parser.parse_args(arguments)
    getting_ready.ensure_packages(place)
    with getting_ready.open_database(place) as found:
        target = said.file or backups.fresh_name(place)
        backups.backup(place, found, target, sealed=said.file is None)
    return 0


def drill(place: Place, arguments: list[str]) -> int:
    """Bring a backup back beside, look at it, throw it away."""
    parser = _parser("drill", "Try whether a backup can be brought back; nothing is changed.")
    parser.add_argument(
        "file", type=Path, metavar="FILE", nargs="?", help="default: the newest in DIR/backups"
    )
    parser.add_argument("--json", action="store_true", help="the verdict as one line of JSON")
    said = parser.parse_args(arguments)
    getting_ready.ensure_packages(place)
    with getting_ready.open_database(place, quiet=said.json) as found:
        verdict = drilling.drill(place, found, said.file or drilling.newest(place))
        told = json.dumps(asdict(verdict))
        if said.json:
            say(told)
        else:
            # The page of health shows the last drill, whoever made it.
            note = place.django("note_drill", told)
            run_logged(note, place.log("backup"), env=place.environment(found.url),
                       failed="The verdict could not be written down.", advice="see the log.")  # fmt: skip
            say(f"{verdict.file}\n{verdict.note}")
            good, bad = "It can be brought back", "It CANNOT be brought back"
            say(f"{good if verdict.is_good else bad} ({verdict.seconds:.1f} s).")
    return 0 if verdict.is_good else 1


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


def staging(place: Place, arguments: list[str]) -> int:
    """A copy with invented data in another folder."""
    parser = _parser("staging", "A copy of this installation with invented data.")
    parser.add_argument(
        "--to", type=Path, metavar="DIR", required=True, help="a new folder for the copy"
    )
    target = Place(parser.parse_args(arguments).to.absolute())
    getting_ready.ensure_packages(place)
    getting_ready.translations(place)
    with getting_ready.open_database(place) as found:
        copied = stages.copy(place, found, target)
    say(f"\nThe copy lies in {target.data}. Start it with ./orbita up --data {target.data}")
    if copied.mail:
        say(f"Sign in as {copied.mail}, password {copied.password} (shown this once).")
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
