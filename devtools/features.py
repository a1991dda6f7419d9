"""What the tests prove: docs/features.md, made from their `req` marks.

`python -m devtools.features` checks that the page is fresh and that every mark names a requirement;
with `--write` it writes the page anew.
"""

import ast
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devtools.sources import ROOT

LIST = ROOT / "docs" / "requirements.csv"
PAGE = ROOT / "docs" / "features.md"
AREAS = {
    "PAR": "Parties and dossier",
    "SAL": "Sales",
    "PRC": "Prices, stock, orders, settlements",
    "TSK": "Tasks, time, KPI",
    "MKT": "Marketing",
    "CCN": "Contact centre and channels",
    "SVC": "Service and field service",
    "PRT": "Partners and distribution",
    "ANL": "Analytics and demand",
    "COL": "Working together, portal, store",
    "PLT": "Platform",
}
HEAD = """\
# Features and their proofs

Made by `python -m devtools.features --write` from the marks `@pytest.mark.req("ID")` of the tests;
`./orbita check` fails when it is stale. The titles stand in `requirements.csv`.

A mark proves one sentence, the name of the test, and not the whole requirement beside it. A
requirement with many proofs may still be half done; one without any may be partly there.
"""


@dataclass(frozen=True)
class Requirement:
    """A row of the list."""

    id: str
    title: str
    priority: str


@dataclass(frozen=True, order=True)
class Proof:
    """A test that names a requirement: its sentence and its file."""

    file: str
    sentence: str

    @property
    def link(self) -> str:
        """The sentence, leading to the file."""
        return f"[{self.sentence}](../{self.file})"


def requirements(path: Path = LIST) -> list[Requirement]:
    """Every requirement of the list, in its order."""
    with path.open(newline="") as file:
        return [Requirement(**row) for row in csv.DictReader(file)]


def files_of_tests(root: Path = ROOT) -> Iterator[Path]:
    """The files that hold tests."""
    for top in ("src", "devtools", "e2e"):
        for path in sorted((root / top).rglob("test_*.py")):
            if not {"node_modules", "__pycache__"}.intersection(path.parts):
                yield path


def proofs(root: Path = ROOT) -> dict[str, list[Proof]]:
    """The proofs by requirement, each once, in the order of files and lines."""
    found: dict[str, list[Proof]] = defaultdict(list)
    for path in files_of_tests(root):
        for name, marked in marks(path.read_text()):
            proof = Proof(path.relative_to(root).as_posix(), sentence(name))
            if proof not in found[marked]:
                found[marked].append(proof)
    return dict(found)


def marks(text: str) -> Iterator[tuple[str, str]]:
    """Name of a test and requirement, for each mark of a file; a `pytestmark` is every test's."""
    tree = ast.parse(text)
    shared = [
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark"
        for name in _named(node.value)
    ]
    for test in ast.walk(tree):
        if not isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if test.name.startswith("test_"):
            own = [name for mark in test.decorator_list for name in _named(mark)]
            yield from ((test.name, name) for name in (*own, *shared))


def _named(mark: ast.AST) -> Iterator[str]:
    """The requirements that `pytest.mark.req(…)` names, anywhere in an expression."""
    for node in ast.walk(mark):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.req"):
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def sentence(name: str) -> str:
    """The name of a test as a sentence."""
    words = name.removeprefix("test_").replace("_", " ")
    return words[:1].upper() + words[1:]


def page(listed: list[Requirement], proven: dict[str, list[Proof]]) -> str:
    """The page's text."""
    by_area: dict[str, list[Requirement]] = defaultdict(list)
    for requirement in listed:
        by_area[requirement.id.partition("-")[0]].append(requirement)
    count = sum(1 for requirement in listed if requirement.id in proven)
    parts = [HEAD, f"{count} of {len(listed)} requirements are named by tests.\n"]
    parts += [_area(area, rows, proven) for area, rows in by_area.items()]
    return "\n".join(parts)


def _area(area: str, rows: list[Requirement], proven: dict[str, list[Proof]]) -> str:
    lines = [f"## {area}: {AREAS.get(area, area)}", ""]
    named = [row for row in rows if row.id in proven]
    if named:
        lines += ["| id | requirement | proven by |", "|---|---|---|"]
        lines += [
            f"| {row.id} | {row.title} ({row.priority}) | "
            f"{'<br>'.join(proof.link for proof in proven[row.id])} |"
            for row in named
        ]
        lines.append("")
    rest = [f"{row.id} {row.title}" for row in rows if row.id not in proven]
    if rest:
        lines += [f"No test names: {'; '.join(rest)}.", ""]
    return "\n".join(lines)


def problems(listed: list[Requirement], proven: dict[str, list[Proof]]) -> Iterator[str]:
    """Marks that name no requirement of the list."""
    known = {requirement.id for requirement in listed}
    for unknown in sorted(set(proven) - known):
        where = ", ".join(sorted({proof.file for proof in proven[unknown]}))
        yield f"{unknown!r} is no requirement of docs/requirements.csv: {where}"


def main(arguments: list[str]) -> int:
    """Check the page, or write it; 1 when something is wrong."""
    listed, proven = requirements(), proofs()
    found = list(problems(listed, proven))
    fresh = page(listed, proven)
    if "--write" in arguments:
        PAGE.write_text(fresh)
    elif not PAGE.exists() or PAGE.read_text() != fresh:
        found.append("docs/features.md is stale: python -m devtools.features --write")
    known = sum(1 for requirement in listed if requirement.id in proven)
    print("\n".join(found) if found else f"{known} of {len(listed)} requirements named by tests")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
