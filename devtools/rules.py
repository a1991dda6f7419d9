"""Own rules of the house that no general linter knows. `python -m devtools.rules` runs them."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from devtools.sources import PACKAGE, ROOT, files, is_test
from devtools.template_rules import TEMPLATE_RULES

Finding = tuple[int, str]


@dataclass(frozen=True)
class Rule:
    """A rule for Python files, with an example that keeps it and one that breaks it."""

    name: str
    room: Callable[[Path], bool]
    find: Callable[[ast.Module, Path], Iterator[Finding]]
    path: str
    good: str
    bad: str

    def check(self, path: Path, text: str) -> Iterator[Finding]:
        """What is wrong with this file."""
        if self.room(path):
            yield from self.find(ast.parse(text), path)


def _room(*names: str) -> Callable[[Path], bool]:
    """Files `name.py` and the modules of a package `name/`."""
    return lambda path: not is_test(path) and (path.stem in names or path.parent.name in names)


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _forbidden(names: tuple[str, ...], why: str) -> Callable[[ast.Module, Path], Iterator[Finding]]:
    def find(tree: ast.Module, _path: Path) -> Iterator[Finding]:
        lines = set()
        for line, module in _imports(tree):
            inside = any(module == name or module.startswith(f"{name}.") for name in names)
            if inside and line not in lines:
                lines.add(line)
                yield line, why

    return find


def _rows_in_views(tree: ast.Module, _path: Path) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            yield node.lineno, "a view asks queries.py, not .objects"
        # What is done `by` somebody is a command under the same name, not a row's own method.
        by = isinstance(node, ast.Call) and any(word.arg == "by" for word in node.keywords)
        if isinstance(node, ast.Call) and not by and getattr(node.func, "attr", "") in WRITES:
            yield node.lineno, "a view calls a command, it does not write rows"


def _nothing(_tree: ast.Module, _path: Path) -> Iterator[Finding]:
    yield 1, "a tool without a business noun: name the file for its subject (kit/phones.py)"


def _undocumented(tree: ast.Module, _path: Path) -> Iterator[Finding]:
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if isinstance(node, ast.FunctionDef) and public and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} lacks a docstring: what does the business get?"


def _side_doors(tree: ast.Module, path: Path) -> Iterator[Finding]:
    """Imports of another app's inner rooms; the platform and the kit are libraries and open."""
    home = ("orbita", *path.parts[:2])
    for line, module in _imports(tree):
        parts = tuple(module.split("."))
        inside = len(parts) > 3 and parts[0] == "orbita" and parts[1] not in OPEN
        if inside and parts[:3] != home and parts[3] in ROOMS:
            yield line, f"{'.'.join(parts[:3])} is entered by its doors: {', '.join(DOORS)}"


OPEN = {"platform", "kit", "config", "launch"}
DOORS = ("models", "queries", "commands", "events", "errors", "slots")
ROOMS = {"views", "forms", "lists", "jobs", "plugs", "urls", "rules", "policies", "panels"}
WRITES = {"save", "delete", "bulk_create", "bulk_update"}
MODEL_SIGNALS = ("pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "post_init")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "handlers", "processors", "managers"}

RULES = (
    Rule(
        "views-touch-no-rows",
        _room("views"),
        _rows_in_views,
        "sales/deals/views.py",
        "def closure(request, pk):\n    win_deal(pk, by=request.actor)\n",
        "def closure(request, pk):\n    Deal.objects.get(pk=pk).save()\n",
    ),
    Rule(
        "commands-know-no-http",
        _room("commands"),
        _forbidden(
            ("django.http", "django.shortcuts", "django.forms", "django.template"),
            "commands know no HTTP, forms or templates",
        ),
        "sales/deals/commands.py",
        "from django.db import transaction\n",
        "from django.http import Http404\n",
    ),
    Rule(
        "files-are-named-for-a-subject",
        lambda path: path.stem in VAGUE,
        _nothing,
        "kit/utils.py",
        "",
        "x = 1\n",
    ),
    Rule(
        "no-signals",
        lambda path: not is_test(path),
        _forbidden(
            (
                "django.dispatch",
                "django.core.signals",
                *(f"django.db.models.signals.{name}" for name in MODEL_SIGNALS),
            ),
            "no signals: announce an event, or plug into a slot",
        ),
        "sales/deals/plugs.py",
        "from orbita.platform.acts import after\n",
        "from django.dispatch import receiver\n",
    ),
    Rule(
        "apps-are-entered-by-their-doors",
        lambda path: not is_test(path),
        _side_doors,
        "sales/deals/views.py",
        "from orbita.parties.directory.queries import party\n",
        "from orbita.parties.directory.forms import PartyForm\n",
    ),
    Rule(
        "kit-without-django",
        lambda path: path.parts[:1] == ("kit",) and not is_test(path),
        _forbidden(("django", "orbita.platform"), "the kit is plain Python"),
        "kit/phones.py",
        "import re\n",
        "from django.utils.timezone import now\n",
    ),
    Rule(
        "acts-and-questions-are-documented",
        _room("commands", "queries"),
        _undocumented,
        "sales/deals/queries.py",
        'def open_deals(actor):\n    """Open deals that the actor sees."""\n',
        "def open_deals(actor):\n    return None\n",
    ),
)


def findings(top: Path = PACKAGE) -> Iterator[str]:
    """Every broken rule as `file:line: rule: what to do`."""
    for path in files(top, ".py"):
        inside, text = path.relative_to(top), path.read_text()
        for rule in RULES:
            for line, why in rule.check(inside, text):
                yield f"{_shown(path)}:{line}: {rule.name}: {why}"
    for path in chain(files(top, ".html"), files(top, ".svg")):
        text = path.read_text()
        for template_rule in TEMPLATE_RULES:
            for line, why in template_rule.find(text):
                yield f"{_shown(path)}:{line}: {template_rule.name}: {why}"


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def main() -> int:
    """Print what breaks a rule; 1 when anything does."""
    found = list(findings())
    print("\n".join(found) if found else f"{len(RULES) + len(TEMPLATE_RULES)} rules kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
