"""Packages of others that bring modules: found by the entry points of the group `orbita.modules`.

An entry point names the package of a Django app: `rates = "orbita_rates"`.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

GROUP = "orbita.modules"


@dataclass(frozen=True)
class Package:
    """An installed package: `name` of its entry point, `app` the Python package of the Django app."""

    name: str
    app: str
    distribution: str
    version: str
    summary: str


@lru_cache(maxsize=1)
def installed_packages() -> tuple[Package, ...]:
    """The packages that are installed beside Orbita, by name; the same for as long as it runs."""
    found = {entry.value: _package(entry) for entry in entry_points(group=GROUP)}
    return tuple(sorted(found.values(), key=lambda package: package.name))


def _package(entry: EntryPoint) -> Package:
    if entry.dist is None:
        return Package(entry.name, entry.value, entry.name, "", "")
    about = entry.dist.metadata
    summary = next(iter(about.get_all("Summary") or ()), "")
    return Package(entry.name, entry.value, entry.dist.name, entry.dist.version, summary)


def fault_of(package: Package) -> str:
    """Why the package cannot be loaded; "" when it can. Looks at its root and at its `apps.py`."""
    for name in (package.app, f"{package.app}.apps"):
        try:
            import_module(name)
        except Exception as error:  # whatever a stranger's code may raise
            return f"{type(error).__name__}: {error}"
    return ""
