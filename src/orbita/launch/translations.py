"""Compile the translations: .po → .mo. Runs inside the environment: `python -m` this module."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from orbita.kit.packages import installed_packages
from orbita.launch.place import ROOT

SOURCE = ROOT / "src" / "orbita"


def catalogues(source: Path) -> list[Path]:
    """Every .po file of every app."""
    return sorted(source.rglob("locale/*/LC_MESSAGES/*.po"))


def outdated(source: Path) -> Iterator[Path]:
    """Catalogues that have no compiled twin, or one older than themselves."""
    for po in catalogues(source):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            yield po


def compile_all(source: Path) -> int:
    """Compile what is outdated, each file whole or not at all; how many."""
    import polib

    count = 0
    for po in outdated(source):
        fresh = po.with_suffix(".mo.new")
        polib.pofile(str(po)).save_as_mofile(str(fresh))
        fresh.replace(po.with_suffix(".mo"))
        count += 1
    return count


def stranger_sources() -> list[Path]:
    """The folders of the packages of others that are installed beside Orbita."""
    specs = (find_spec(package.app) for package in installed_packages())
    places = (spec.submodule_search_locations or () for spec in specs if spec)
    return [Path(folder) for folders in places for folder in folders]


if __name__ == "__main__":
    sources = stranger_sources() if "strangers" in sys.argv else [SOURCE]
    sys.stdout.write(f"{sum(map(compile_all, sources))} compiled\n")
