"""Packages of others: what `modules.txt` in the data folder names is installed beside Orbita."""

from pathlib import Path

from orbita.launch import python_packages
from orbita.launch.place import Place
from orbita.launch.stamps import Stamp
from orbita.launch.steps import run_logged

NAME = "modules.txt"


def wanted(place: Place) -> str:
    """What modules.txt says; "" when there is none."""
    file = listing(place)
    return file.read_text() if file.exists() else ""


def listing(place: Place) -> Path:
    """The file that names the packages: one a line, as pip reads them."""
    return place.data / NAME


def bring(place: Place) -> str:
    """Install what modules.txt names, once for each wording of it; says what was done."""
    text = wanted(place)
    stamp = Stamp(place.venv / "orbita-modules.stamp", [text])  # goes with a cleared environment
    if not text.strip() or stamp.holds():
        return ""
    python_packages.install_listed(place, listing(place))
    run_logged(
        [str(place.python), "-P", "-m", "orbita.launch.translations", "strangers"],
        place.log("prepare"),
        env=place.environment(""),
        failed="The translations of a package could not be compiled.",
        advice="the log names the file and the line.",
    )
    stamp.put()
    return "installed"
