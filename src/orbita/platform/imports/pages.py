"""What the pages of an import show."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.models import Import, State
from orbita.platform.imports.plans import importable_of, offered, opened, propose, samples_of
from orbita.platform.imports.queries import alike_counts, alike_lines, same_file
from orbita.platform.imports.slots import NOTE, Importable, resemblances
from orbita.platform.lists.slots import screens


@dataclass(frozen=True)
class Step:
    """A step of the wizard."""

    number: int
    label: str
    url: str
    is_current: bool
    is_done: bool


def steps(now: str, found: Import | None) -> list[Step]:
    """The four steps; earlier ones can be gone back to."""
    names = {"file": _("File"), "columns": _("Columns"), "check": _("Trial"), "import": _("Import")}
    order = list(names)
    return [
        Step(
            number,
            label,
            reverse(f"imports:{key}", args=[found.pk])
            if found and key not in ("file", "import")
            else "",
            key == now,
            order.index(key) < order.index(now),
        )
        for number, (key, label) in enumerate(names.items(), 1)
    ]


@dataclass(frozen=True)
class ColumnLine:
    """A column with its cells, and the field that is chosen for it."""

    number: int
    head: str
    examples: list[str]
    field: str
    sure: int


def columns_page(found: Import, actor: Actor) -> dict[str, Any]:
    """Columns with examples, keys, what may be made. Reads the beginning of the file."""
    importable, choices = importable_of(found.kind), found.choices
    table = opened(found.source_path, choices.get("options", {}))
    samples = samples_of(table)
    fields = offered(importable, actor)
    sure = {one.column: one.sure for one in propose_quickly(importable, table, samples)}
    lines = [
        ColumnLine(
            number,
            column,
            list(dict.fromkeys(cell.strip()[:60] for cell in samples[column] if cell.strip()))[:3],
            key if (key := choices["columns"].get(column, NOTE)) in fields else NOTE,
            round(sure.get(column, 0) * 100),
        )
        for number, column in enumerate(table.columns)
    ]
    fed = {line.field for line in lines}
    return {
        "import": found,
        "importable": importable,
        "steps": steps("columns", found),
        "lines": lines,
        "fields": [(one.key, one.label) for one in fields.values()],
        "keys": [
            (one.key, one.label, one.key in choices.get("keys", ()))
            for one in fields.values()
            if one.match and one.key in fed
        ],
        "makes": [
            (one.key, one.label, one.hint, one.key in choices.get("makes", ()))
            for one in importable.makes
            if actor.may(one.permission or None)
        ],
        "source": choices.get("source", ""),
        "sheets": table.sheets if len(table.sheets) > 1 else (),
        "sheet": table.sheet,
        "encoding": table.encoding,
        "encodings": ("utf-8", "cp1251", "koi8-r", "cp866", "utf-16")
        if table.format == "csv"
        else (),
        "earlier": same_file(found),
    }


def propose_quickly(importable: Importable, table: Any, samples: Any) -> list[Any]:
    """The guesses alone, without reading the whole file."""
    from orbita.platform.imports.guessing import guess

    return guess(importable, table.columns, samples)


def proposed_again(found: Import, options: dict[str, Any]) -> dict[str, Any]:
    """Columns and keys for another sheet or encoding of the same file."""
    importable = importable_of(found.kind)
    proposal = propose(importable, opened(found.source_path, options))
    return {"columns": proposal.columns, "keys": list(proposal.keys)}


def check_page(found: Import, actor: Actor, after: int = 0) -> dict[str, Any]:
    """What the trial said with the rows that resemble records, or its progress."""
    work = found.check_work
    has_said = found.checked.get("rows") is not None
    return {
        "import": found,
        "importable": importable_of(found.kind),
        "steps": steps("check", found),
        "work": work,
        "is_running": bool(work and not work.is_over),
        "trial": found.checked if has_said else None,
        "alike": alike_part(found, actor, after) if has_said else None,
        "made": made_lines(found, found.checked.get("made", {})),
        "earlier": same_file(found),
    }


def alike_part(found: Import, actor: Actor, after: int = 0) -> dict[str, Any] | None:
    """The rows that resemble records, a page at a time; None for kinds of which nobody can tell."""
    if found.kind not in resemblances:
        return None
    counts = alike_counts(actor, found)
    lines, following = alike_lines(actor, found, after=after)
    return {
        "lines": lines,
        "count": sum(counts.values()),
        "open": counts.get("", 0),
        "same": counts.get("same", 0),
        "new": counts.get("new", 0),
        "after": after,
        "next": following,
        "url": reverse("imports:resemblances", args=[found.pk]),
    }


def made_lines(found: Import, made: dict[str, int]) -> list[tuple[Any, int]]:
    """What else is made, in words."""
    labels = {one.key: one.label for one in importable_of(found.kind).makes}
    return [(labels.get(key, key), count) for key, count in made.items() if count]


def result_page(found: Import) -> dict[str, Any]:
    """Counts and links of a finished import, or its progress."""
    importable = importable_of(found.kind)
    return {
        "import": found,
        "importable": importable,
        "steps": steps("import", found if found.state != State.DONE else None),
        "work": found.work,
        "is_running": bool(found.work and not found.work.is_over),
        "made": made_lines(found, found.made),
        "records_url": records_url(found, importable),
        "has_errors": found.errors_path.is_file(),
        "faults": found.checked.get("faults", []),
    }


def records_url(found: Import, importable: Importable) -> str:
    """The list of just these records; the list of all where it cannot be filtered."""
    screen = screens.get(importable.record) if importable.record else None
    if screen is None:
        return importable.url
    where = urlencode({"where": f'["import","in",["{found.pk}"]]'})
    return f"/{screen.address}?{where}"
