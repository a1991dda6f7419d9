"""The command line of ./orbita."""

import os
import signal
import sys
from collections.abc import Callable, Sequence

from orbita.launch import commands
from orbita.launch.place import Place, data_folder
from orbita.launch.staging import stand_alone
from orbita.launch.steps import Failed, say

HELP = """\
Orbita CRM

  ./orbita up [--demo] [--port N] [--host H]   start everything; Ctrl-C stops it
  ./orbita up --tls [--host-name NAME]         the same by HTTPS, for the whole network
  ./orbita up --cert FILE --key FILE           the same with a certificate of your own
              [--web N] [--workers M]          with several processes of each
  ./orbita import KIND FILE [options]          bring records in from a file
  ./orbita duplicates KIND [--json]            pairs of records that seem to be one
  ./orbita backup [FILE]                       everything into one file
  ./orbita drill [FILE]                        try whether a backup can be brought back
  ./orbita restore FILE [--force]              everything back from that file
  ./orbita staging --to DIR                    a copy with invented data, to try things out
  ./orbita token EMAIL [--scopes read,write]   a key of an employee for the API, shown this once
  ./orbita blueprint export|import FILE        settings as one file, out and in (--dry-run)
  ./orbita bench [--scale 10k|100k|1m]         measure the speed

For a server of your own, each part apart:
  ./orbita web [--port N] [--host H] [--web N] the web server alone
  ./orbita worker                              the background worker alone
  ./orbita migrate [--dry-run] [--no-backup]   bring the tables to the state of the code
  ./orbita packages                            bring packages and translations, no database
  ./orbita manage COMMAND [arguments]          any management command

For those who change the code:
  ./orbita test [pytest arguments]             the tests, on a real PostgreSQL
  ./orbita check                               lint, types, contracts, translations, rules
  ./orbita lock                                write the locked versions anew

Every command takes --data DIR (or ORBITA_DATA): the folder of this installation, `data` beside
./orbita when not said. DATABASE_URL names a PostgreSQL of your own; without it Orbita brings one.
Other variables: WORKERS (web processes), ORBITA_POSTGRES_BIN (another PostgreSQL's bin folder),
ORBITA_REPLICA_URL, ORBITA_POOL_URL, ORBITA_REDIS_URL (docs/production.md),
ORBITA_BACKUPS (where backups lie), ORBITA_HTTPS, ORBITA_ALLOWED_HOSTS, ORBITA_ORIGINS,
ORBITA_TIME_ZONE, ORBITA_LOG_LEVEL.
"""

Command = Callable[[Place, list[str]], int]

COMMANDS: dict[str, Command] = {
    "up": commands.up,
    "web": commands.web,
    "worker": commands.worker,
    "migrate": commands.migrate,
    "packages": commands.packages,
    "manage": commands.manage,
    "import": commands.passed_on("import_records"),
    "duplicates": commands.passed_on("duplicates"),
    "token": commands.passed_on("token"),
    "blueprint": commands.passed_on("blueprint"),
    "bench": commands.bench,
    "backup": commands.backup,
    "restore": commands.restore,
    "drill": commands.drill,
    "staging": commands.staging,
    "test": commands.test,
    "check": commands.check,
    "lock": commands.lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    # Files for the database's own user lie below these folders: it must get through.
    os.umask(0o022)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    chosen, rest = take_data(list(arguments))
    if not rest or rest[0] in {"-h", "--help", "help"}:
        say(HELP, end="")
        return 0
    command = COMMANDS.get(rest[0])
    if command is None:
        say(f"There is no command {rest[0]!r}.\n\n{HELP}", end="")
        return 2
    return _run(command, Place(data_folder(chosen)), rest[1:])


def _run(command: Command, place: Place, arguments: list[str]) -> int:
    try:
        stand_alone(place)
        return command(place, arguments)
    except Failed as failure:
        say(f"\n{failure}")
        return 1
    except OSError as problem:
        say(f"\nThe system refused: {problem}")
        say("What to do: see whether it is there and yours; --data DIR chooses another folder.")
        return 1
    except KeyboardInterrupt:
        return 130


def take_data(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take `--data DIR` out of the arguments, wherever it stands before `--`."""
    chosen: str | None = None
    rest: list[str] = []
    while arguments:
        word = arguments.pop(0)
        if word == "--":
            return chosen, [*rest, word, *arguments]
        if word == "--data" and arguments:
            chosen = arguments.pop(0)
        elif word.startswith("--data="):
            chosen = word.removeprefix("--data=")
        else:
            rest.append(word)
    return chosen, rest
