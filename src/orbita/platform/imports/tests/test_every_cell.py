"""Whatever the table: every row is counted once, and no cell is lost."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orbita.parties.directory.models import Party
from orbita.platform.imports.tests.factories import bring, counts, file

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]

HEADS = (
    "Код",
    "Название",
    "ИНН",
    "Телефон",
    "Почта",
    "Город",
    "Выручка",
    "Дата рождения",
    "Цвет",
    "Адрес",
)
cells = st.one_of(
    st.sampled_from(("", "Acme", "Тула", "a@b.ru", "+7 911 123-45-67", "7707083893", "31.02.2020",
                     "12,5", "-", "1", "ООО «Ёж»", "8 911 1234567, 8 812 7654321", "x" * 600)),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)  # fmt: skip
tables = st.integers(1, len(HEADS)).flatmap(
    lambda width: st.tuples(
        st.permutations(HEADS).map(lambda heads: heads[:width]),
        st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8),
    )
)


@given(table=tables, keyed=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_row_is_counted_and_every_cell_is_kept(
    table: tuple[list[str], list[list[str]]], keyed: bool
) -> None:
    heads, rows = table
    if "Название" not in heads:
        heads, rows = ["Название", *heads], [[f"Firm {n}", *row] for n, row in enumerate(rows)]
    with TemporaryDirectory() as folder, transaction.atomic():
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(heads)
        writer.writerows(rows)
        path = file(Path(folder), out.getvalue())
        report = bring(path, keys=["Название"] if keyed else None)
        counts(report)
        kept = _everything_kept(path)
        for row in rows:
            for cell in row:
                for word in _words(cell):
                    assert word in kept, (cell, heads)
        again = bring(path, keys=["Название"] if keyed else None)
        assert (again.created, again.updated) == (0, 0)
        transaction.set_rollback(True)


def _words(text: str) -> list[str]:
    """The letters and digits of a cell, in pieces."""
    return "".join(c if c.isalnum() else " " for c in text.lower().replace("ё", "е")).split()


def _everything_kept(path: Path) -> str:
    """All that the database and the error file say, as plain words."""
    said: list[str] = []
    for party in Party.objects.all():
        said += [party.name, party.full_name, party.city, party.inn, str(party.revenue or "")]
        said += [f"{party.born_on:%d.%m.%Y %Y-%m-%d %-d.%-m.%y}" if party.born_on else ""]
        said += [json.dumps(party.details, ensure_ascii=False)]
        said += [str(point.value) for point in party.contact_points.all()]
        said += [str(address) for address in party.addresses.all()]
        said += [key.value for key in party.external_ids.all()]
    errors = path.with_name(f"{path.name}.errors.csv")
    if errors.exists():
        said.append(errors.read_text("utf-8-sig"))
    return " ".join(" ".join(_words(text)) for text in said) + " 12 5 12 50"
