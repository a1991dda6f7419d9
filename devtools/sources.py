"""The files that the checks read."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "orbita"
SKIPPED = {"node_modules", "vendor", "__pycache__", ".venv", "migrations"}


def files(top: Path, ending: str) -> Iterator[Path]:
    """Files of our own below a folder, in order, migrations left out."""
    for path in sorted(top.rglob(f"*{ending}")):
        if not SKIPPED.intersection(path.relative_to(top).parts):
            yield path


def is_test(path: Path) -> bool:
    """Whether the file belongs to the tests."""
    return "tests" in path.parts or path.name == "conftest.py" or "e2e" in path.parts


def app_of(path: Path, top: Path = PACKAGE) -> Path:
    """The folder of the app that a file belongs to: the nearest one with an apps.py."""
    for folder in path.parents:
        if (folder / "apps.py").exists() or folder == top:
            return folder
    return top
