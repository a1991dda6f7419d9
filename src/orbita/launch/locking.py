"""`./orbita lock`: resolve the versions anew and write them with their hashes."""

import argparse
import shutil

from orbita.launch import python_packages
from orbita.launch.place import Place
from orbita.launch.steps import Failed, run_logged, step

LOCKS = ("tools", "node", "base", "s3", "ldap", "redis", "dev")
PYTHON = "3.11"
"""The oldest Python that Orbita runs on: what resolves for it runs on newer ones too."""


def run(place: Place, arguments: list[str]) -> int:
    """Write requirements/*.txt and package-lock.json; neither names a registry."""
    parser = argparse.ArgumentParser(prog="./orbita lock", description=run.__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    said = parser.parse_args(arguments)
    python_packages.install(place, "base")
    python_packages.bring_uv(place)
    for lock in LOCKS:
        with step(f"requirements/{lock}.txt"):
            _lock_python(place, lock, upgrade=said.upgrade)
    with step("package-lock.json"):
        _lock_browser(place)
    return 0


def _lock_python(place: Place, lock: str, *, upgrade: bool) -> None:
    options = ["--generate-hashes", f"--python-version={PYTHON}", "--no-annotate", "--no-header"]
    source, target = (f"requirements/{lock}.{ending}" for ending in ("in", "txt"))
    run_logged(
        [
            str(place.venv / "bin" / "uv"),
            *("pip", "compile", "-q", *options, *(["--upgrade"] if upgrade else [])),
            *(source, "-o", target),
        ],
        place.log("lock"),
        cwd=place.root,
        failed=f"{source} could not be resolved.",
        advice="the log names the packages that do not fit together.",
    )


def _lock_browser(place: Place) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise Failed("There is no npm here.", advice="install Node.js to change the lock.")
    flags = ["--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    run_logged(
        [npm, "install", *flags],
        place.log("lock"),
        cwd=place.root,
        failed="package.json could not be resolved.",
        advice="the log says why.",
    )
