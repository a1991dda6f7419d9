"""The funnel, the sellers' figures and the slices of a real data set, reckoned apart from its files."""

import csv
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.conditions import tree
from orbita.platform.imports.commands import import_file
from orbita.platform.imports.deciding import planned
from orbita.platform.imports.plans import importable_of
from orbita.platform.imports.tests.factories import DATA
from orbita.platform.lists.figures import rows_of
from orbita.platform.lists.tests.figures import behind_figure
from orbita.sales.deals.presets import settle_pipeline
from orbita.sales.funnels.asking import asked_of
from orbita.sales.funnels.queries import forecast, funnel, refusals

FOLDER = DATA / "crm_pipeline"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/data is not there"),
]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _brought(folder: Path) -> None:
    settle_pipeline()
    for name, kind in (
        ("accounts.csv", "parties"), ("sales_teams.csv", "employees"),
        ("sales_pipeline.csv", "deals"),
    ):  # fmt: skip
        plan = planned(importable_of(kind), FOLDER / name, by=SYSTEM)
        import_file(plan, errors=folder / "errors.csv", by=SYSTEM)


@pytest.mark.req("SAL-04", "SAL-02", "MKT-11")
def test_figures_of_real_deals_are_those_of_their_file(tmp_path: Path) -> None:
    _brought(tmp_path)
    rows = _rows("sales_pipeline.csv")
    won = [row for row in rows if row["deal_stage"] == "Won"]
    of_2017 = [row for row in rows if row["engage_date"].startswith("2017")]

    asked = asked_of(SYSTEM, {"period": "all"}, period="all")
    whole = funnel(asked, None)
    cohort = asked_of(
        SYSTEM, {"period": "custom", "from": "2017-01-01", "to": "2017-12-31"}, period="all"
    )
    year = funnel(cohort, cohort.span)
    ahead = forecast(asked_of(SYSTEM, {}, every_pipeline=True, period="all"), 2017)
    lost = refusals(asked_of(SYSTEM, {}, every_pipeline=True, period="all"), "owner")

    last = whole.levels[-1].reached
    assert (whole.whole.count, last.count) == (len(rows), len(won))
    assert last.amount == sum(Decimal(row["close_value"]) for row in won)
    assert year.whole.count == len(of_2017)
    assert year.levels[-1].reached.count == sum(row["deal_stage"] == "Won" for row in of_2017)
    assert sum(level.lost.count for level in whole.levels) == sum(
        row["deal_stage"] == "Lost" for row in rows
    )
    for level in (*whole.levels, *year.levels):
        assert behind_figure(level.reached, SYSTEM) == (level.reached.count, level.reached.amount)

    by_seller: dict[str, Decimal] = defaultdict(Decimal)
    counted: Counter[str] = Counter()
    for row in won:
        if row["close_date"].startswith("2017"):
            by_seller[row["sales_agent"]] += Decimal(row["close_value"])
            counted[row["sales_agent"]] += 1
    shown = {line.name: line.won for line in ahead.people if line.kind == "user"}
    assert {name: figure.amount for name, figure in shown.items() if figure.count} == by_seller
    assert {name: figure.count for name, figure in shown.items() if figure.count} == counted
    assert lost.whole.whole.count == sum(row["deal_stage"] == "Lost" for row in rows)

    sectors = {row["account"]: row["sector"] for row in _rows("accounts.csv")}
    slices: dict[str, Decimal] = defaultdict(Decimal)
    for row in won:
        slices[sectors[row["account"]]] += Decimal(row["close_value"])
    clients = {party.pk: sectors[party.name] for party in Party.objects.all()}
    found: dict[str, Decimal] = defaultdict(Decimal)
    for party, amount in rows_of(SYSTEM, tree.Test("outcome", "in", ["won"])).values_list(
        "party", "amount"
    ):
        found[clients[party]] += amount
    assert found == slices
