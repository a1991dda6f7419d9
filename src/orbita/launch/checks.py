"""`./orbita check`: everything a machine can say about the code. All run, also after a failure."""

import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from orbita.launch import getting_ready as ready
from orbita.launch.place import Place
from orbita.launch.steps import Failed, say


@dataclass(frozen=True)
class Check:
    """A check and the command that does it."""

    title: str
    module: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    check: Check
    passed: bool
    seconds: float
    output: str


CHECKS = (
    Check("Types", "mypy", ("src", "devtools", "conftest.py")),
    Check("Lint", "ruff", ("check", ".")),
    Check("Format", "ruff", ("format", "--check", ".")),
    Check("Import contracts", "importlinter.cli"),
    Check("Missing migrations", "django", ("makemigrations", "--check", "--dry-run")),
    Check("Translations", "devtools.messages"),
    Check("Own rules", "devtools.rules"),
    Check("Features", "devtools.features"),
    Check("Sizes", "devtools.sizes"),
)


def run(place: Place, arguments: list[str]) -> int:
    """Run the checks, or those whose titles contain one of the arguments."""
    chosen = [check for check in CHECKS if _wanted(check, arguments)]
    if not chosen:
        raise Failed(
            f"There is no check called {' '.join(arguments)}.",
            advice="the checks are: " + ", ".join(check.title for check in CHECKS),
        )
    ready.packages(place, "base", "dev")
    ready.data_folders(_trial(place))
    with ThreadPoolExecutor(2) as pool:
        outcomes = [_show(done) for done in pool.map(_doer(place), chosen)]
    failed = [done.check.title for done in outcomes if not done.passed]
    say(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {len(outcomes)} checks passed.")
    return 1 if failed else 0


def _trial(place: Place) -> Place:
    return Place(data=place.root / ".test-data", root=place.root)


def _wanted(check: Check, arguments: list[str]) -> bool:
    title = check.title.lower()
    return not arguments or any(word.lower() in title for word in arguments)


def _doer(place: Place) -> Callable[[Check], Outcome]:
    environment = _trial(place).environment(ready.NO_DATABASE)
    environment["PYTHONPATH"] = f"{place.source}:{place.root}"
    # Django warns that it cannot ask the database which migrations it has seen: as meant.
    environment["PYTHONWARNINGS"] = "ignore::RuntimeWarning"

    def do(check: Check) -> Outcome:
        started = time.monotonic()
        done = subprocess.run(
            [str(place.python), *_command(check), *check.arguments],
            cwd=place.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return Outcome(check, done.returncode == 0, time.monotonic() - started, done.stdout)

    return do


def _command(check: Check) -> list[str]:
    if check.module == "importlinter.cli":  # it has no module of its own to run
        return ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return ["-m", check.module]


def _show(done: Outcome) -> Outcome:
    mark, word = ("✓", "") if done.passed else ("✗", "failed")
    say(f"{mark} {done.check.title:<34} {done.seconds:6.1f} s  {word}".rstrip())
    if not done.passed or done.check.title == "Sizes":
        for line in done.output.strip().splitlines()[-200:]:
            say(f"    {line}")
    return done
