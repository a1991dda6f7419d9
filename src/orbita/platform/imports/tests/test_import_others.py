"""Deals, contacts and employees come in from files; imports are rolled back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import Department, User
from orbita.platform.accounts.tests.factories import admin
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.imports.commands import roll_back_import
from orbita.platform.imports.models import Import
from orbita.platform.imports.running import Report
from orbita.platform.imports.tests.factories import DATA, bring, counts, errors_of, file
from orbita.platform.search.queries import find
from orbita.sales.deals.models import Deal, Stage
from orbita.sales.deals.presets import settle_pipeline

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]
real = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")

PIPELINE = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    "O1,Moses Frase,GTX,Cancity,Won,2016-10-20,2017-03-01,1054.0\n"
    "O2,Darcel Schlecht,GTXPro,Isdom,Lost,2016-10-25,2017-03-11,0\n"
    "O3,Moses Frase,MG,,Engaging,2016-10-25,,\n"
)


@pytest.fixture
def pipeline() -> None:
    settle_pipeline()


@pytest.mark.usefixtures("pipeline")
def test_deals_are_won_lost_and_open_with_clients_and_owners(tmp_path: Path) -> None:
    report = bring(file(tmp_path, PIPELINE), "deals", makes=["clients", "employees"])
    assert counts(report) == (3, 0, 0, 0)
    assert report.made == {"clients": 2, "employees": 2}
    won: Any = Deal.objects.select_related("stage").get(external_id="O1")
    assert (won.stage.outcome, won.closed_on, won.amount) == ("won", date(2017, 3, 1), 1054)
    assert (won.party.name, str(won.owner), won.title) == (
        "Cancity",
        "Moses Frase",
        "GTX — Cancity",
    )
    engaged = Deal.objects.get(external_id="O3")
    assert (engaged.stage.outcome, engaged.party, engaged.amount, engaged.closed_on) == (
        "open", None, None, None,
    )  # fmt: skip


@pytest.mark.usefixtures("pipeline")
def test_unknown_stages_are_made_when_that_was_chosen(tmp_path: Path) -> None:
    bring(file(tmp_path, PIPELINE), "deals")
    assert Deal.objects.get(external_id="O3").stage.name == "Engaging"
    order = list(Stage.objects.order_by("position").values_list("outcome", flat=True))
    assert order[-2:] == ["won", "lost"]


@pytest.mark.usefixtures("pipeline")
def test_a_client_name_of_two_clients_rejects_the_deal(tmp_path: Path) -> None:
    organisation("Isdom")
    organisation("Isdom")
    path = file(tmp_path, PIPELINE)
    assert counts(bring(path, "deals")) == (2, 0, 0, 1)
    assert "O2,Darcel Schlecht" in errors_of(path)


@pytest.mark.usefixtures("pipeline")
def test_a_rolled_back_import_is_gone_and_can_come_again(tmp_path: Path) -> None:
    admin()
    path = file(tmp_path, PIPELINE)
    bring(path, "deals")
    report = roll_back_import(Import.objects.get().pk, by=SYSTEM)
    assert report.kept == ()
    assert not Deal.objects.alive().exists() and not Party.objects.alive().exists()
    assert find(SYSTEM, "Cancity") == {}
    assert counts(bring(path, "deals")) == (3, 0, 0, 0)
    assert Deal.objects.count() == 3
    assert counts(bring(path, "deals")) == (0, 0, 3, 0)


@pytest.mark.usefixtures("pipeline")
def test_a_roll_back_gives_changed_records_their_old_values(tmp_path: Path) -> None:
    party = organisation("Acme", city="Тула", phones=("+7 911 123-45-67",))
    bring(file(tmp_path, "name,city,phone\nAcme,Омск,8 912 000-00-00\nBeta,Уфа,\n"), keys=["name"])
    roll_back_import(Import.objects.get().pk, by=SYSTEM)
    party.refresh_from_db()
    assert party.city == "Тула"
    assert [point.normal for point in party.contact_points.all()] == ["+79111234567"]
    assert [row.name for row in Party.objects.alive()] == ["Acme"]


def test_contacts_are_done_or_planned_by_their_moment(tmp_path: Path) -> None:
    organisation("Acme")
    path = file(
        tmp_path,
        "Дата;Тип;Клиент;Тема;Комментарий;Сотрудник\n"
        "01.02.2024 10:30;Звонок;Acme;О цене;Просит скидку;Олег Тихонов\n"
        "01.02.2094;Встреча;Acme;Показ;;\n;Звонок;Acme;Без даты;;\n",
    )
    assert counts(bring(path, "interactions")) == (2, 0, 0, 1)
    call: Any = Interaction.objects.get(kind="call")
    assert (call.party.name, call.text, str(call.owner)) == (
        "Acme",
        "Просит скидку",
        "Олег Тихонов",
    )
    assert call.done_at is not None and call.due_at is None
    assert Interaction.objects.get(kind="meeting").done_at is None
    assert counts(bring(path, "interactions")) == (0, 0, 2, 1)


def test_employees_come_with_their_departments(tmp_path: Path) -> None:
    path = file(
        tmp_path, "sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\n"
    )
    assert counts(bring(path, "employees")) == (1, 0, 0, 0)
    user = User.objects.get()
    assert (str(user), user.department, user.details) == (
        "Anna Snelling", Department.objects.get(name="Central"), {"manager": "Dustin Brinkmann"},
    )  # fmt: skip
    assert not user.has_usable_password()
    assert counts(bring(path, "employees")) == (0, 0, 1, 0)


@real
@pytest.mark.usefixtures("pipeline")
def test_the_pipeline_of_the_real_files_comes_in_whole(tmp_path: Path) -> None:
    folder = DATA / "crm_pipeline"
    errors = {"errors": tmp_path / "e.csv"}
    assert counts(_real(folder / "accounts.csv", "parties", **errors)) == (85, 0, 0, 0)
    assert counts(_real(folder / "sales_teams.csv", "employees", **errors)) == (35, 0, 0, 0)
    assert counts(_real(folder / "sales_pipeline.csv", "deals", **errors)) == (7635, 0, 0, 0)
    outcomes = {o: Deal.objects.filter(stage__outcome=o).count() for o in ("won", "lost", "open")}
    assert outcomes["won"] + outcomes["lost"] + outcomes["open"] == 7635
    assert (outcomes["won"], outcomes["open"]) == (3042, 2909)
    assert Deal.objects.filter(product="GTXPro").exists() and User.objects.count() == 35
    assert Party.objects.count() == 85


@real
def test_synthetic_companies_and_sites_come_in_whole(tmp_path: Path) -> None:
    errors = {"errors": tmp_path / "e.csv"}
    companies = _real(DATA / "ru_companies_synth" / "companies.csv", "parties", **errors)
    assert counts(companies) == (6711, 0, 0, 0)
    filled = Party.objects.exclude(inn="")
    assert filled.filter(doubtful=["inn"]).count() > filled.count() / 2
    assert counts(_real(DATA / "chicago_sites" / "sites.csv", "parties", **errors)) == (
        3337,
        0,
        0,
        0,
    )


@real
@pytest.mark.slow
def test_order_lines_become_customers(tmp_path: Path) -> None:
    path = DATA / "superstore" / "superstore.csv"
    report = _real(path, "parties", errors=tmp_path / "e.csv", keys=["Customer ID"])
    assert counts(report) == (793, 9201, 0, 0)
    orders = [party.details["Row ID"] for party in Party.objects.all()]
    assert sum(len(rows) if isinstance(rows, list) else 1 for rows in orders) == 9994


def _real(path: Path, kind: str, *, errors: Path, **said: Any) -> Report:
    from orbita.platform.imports.commands import import_file
    from orbita.platform.imports.deciding import planned
    from orbita.platform.imports.plans import importable_of

    plan = planned(importable_of(kind), path, by=SYSTEM, **said)
    return import_file(plan, errors=errors, by=SYSTEM)
