"""Which commands the pages reach, read from the code: what a program must be able to do as well."""

import ast
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps

from orbita.api.v1.routes import all_operations
from orbita.platform.acts.frame import COMMANDS
from orbita.platform.records.slots import kinds
from orbita.platform.resources.slots import acts, resources

SOURCE = Path(__file__).parents[4]
PASSED_OVER = frozenset(
    [
        "commands",
        "jobs",
        "works",
        "demo",
        "tests",
        "management",
        "migrations",
        "importing",
        "presets",
        "api",
        "presetting",
        "settling",
        "keeping",
        "happenings",
        "automation",
        "offered",
        "erasing",
        "duplicates",
    ]
)
"""Rooms that no page calls: what they do follows from an act, or from the time of day."""

Command = Callable[..., Any]


def every_command() -> dict[Command, str]:
    """Each command by its function, with its name."""
    for app in apps.get_app_configs():
        if app.name.startswith("orbita."):
            try:
                importlib.import_module(f"{app.name}.commands")
            except ModuleNotFoundError as absent:
                if absent.name != f"{app.name}.commands":
                    raise
    return {function: name for name, function in COMMANDS.items()}


def reached() -> dict[str, set[str]]:
    """The commands that modules of pages name, by name, with these modules."""
    known = every_command()
    found: dict[str, set[str]] = {}
    for path in sorted((SOURCE / "orbita").rglob("*.py")):
        rooms = set(path.relative_to(SOURCE).with_suffix("").parts)
        if rooms & PASSED_OVER:
            continue
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for command in _named_in(path):
            if command in known:
                found.setdefault(known[command], set()).add(module)
    return found


def _named_in(path: Path) -> Iterator[Command]:
    """The functions of command modules that a module imports, or names by the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rooms: dict[str, Any] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("orbita."):
            continue
        if ".commands" not in f"{node.module}." and not any(
            a.name == "commands" for a in node.names
        ):
            continue
        for alias in node.names:
            found = _attribute(node.module or "", alias.name)
            if callable(found):
                yield found
            else:
                rooms[alias.asname or alias.name] = found
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = getattr(rooms.get(node.value.id), node.attr, None)
            if callable(found):
                yield found


def _attribute(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(module), name)
    except AttributeError:
        return importlib.import_module(f"{module}.{name}")


def offered() -> set[str]:
    """The commands that programs reach."""
    known = every_command()
    functions: set[Command] = {act.command for act in acts}
    for resource in resources:
        kind = kinds[resource.kind]
        functions |= {one for one in (resource.create, kind.delete, kind.restore) if one}
        functions |= {kind.change} if resource.editable and kind.change else set()
        functions |= {resource.change} if resource.change else set()
    assert all_operations()
    found = {known[one] for one in functions if one in known}
    for app in apps.get_app_configs():
        path = Path(app.path) / "api.py"
        if path.exists():
            found |= {known[one] for one in _named_in(path) if one in known}
    return found
