"""All that is known of a person as one archive: for a machine (JSON), a table (CSV), a reader (HTML)."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.parties.consent.erasing.files import files_of
from orbita.parties.consent.erasing.rows import Rows, rows_of
from orbita.platform.audit.values import Words

HIDDEN = frozenset(("id", "sort_key", "deleted_at"))
Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Section:
    """What one table knows of the person."""

    key: str
    label: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    raw: Sequence[Mapping[str, Any]]


def archive_path(work_id: UUID) -> Path:
    """Where the archive of a long work lies."""
    return Path(settings.DATA) / "privacy" / f"{work_id}.zip"


def write_archive(party_id: UUID, path: Path, *, step: Step) -> int:
    """Write the archive; gives how many rows are in it. A few statements a declared table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    found = rows_of(party_id)
    sections = []
    for done, rows in enumerate(found):
        if section := _section(rows):
            sections.append(section)
        step(done + 1, len(found))
    aside = path.with_suffix(".part")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as packed:
        _write(packed, sections)
        for name, source in files_of(found):
            with source as bytes_, packed.open(f"files/{name}", "w") as place:
                shutil.copyfileobj(bytes_, place)
    aside.replace(path)
    return sum(len(section.raw) for section in sections)


def _section(rows: Rows) -> Section | None:
    keys = rows.his | rows.close
    if not keys:
        return None
    model: Any = rows.plug.model
    fields = [one for one in model._meta.concrete_fields if one.name not in HIDDEN]
    columns = [one.column for one in fields]
    raw = [
        dict(zip(columns, values, strict=True))
        for values in model._base_manager.filter(pk__in=keys).values_list(
            *(one.attname for one in fields)
        )
    ]
    if not raw:
        return None
    words = Words([(model, row, None) for row in raw])
    shown = [[words.word(one, row[one.column]) for one in fields] for row in raw]
    heads = [str(one.verbose_name) for one in fields]
    return Section(rows.plug.key, str(rows.plug.label), heads, shown, raw)


def _write(packed: zipfile.ZipFile, sections: Sequence[Section]) -> None:
    data = {section.key: list(section.raw) for section in sections}
    packed.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
    context = {"sections": sections, "at": timezone.now()}
    packed.writestr("index.html", render_to_string("consent/archive.html", context))
    for section in sections:
        text = io.StringIO()
        table = csv.writer(text, delimiter=";")
        table.writerow(section.heads)
        table.writerows(_harmless(row) for row in section.rows)
        packed.writestr(f"tables/{section.key}.csv", "\ufeff" + text.getvalue())


def _harmless(row: Sequence[str]) -> Iterator[str]:
    """A cell that a spreadsheet would take for a formula gets a quote before it."""
    return (f"'{cell}" if cell[:1] in "=+-@\t\r" else cell for cell in row)


def title() -> str:
    """What the work is called: without a name, for the list of works is read by others."""
    return _("Personal data: archive")
