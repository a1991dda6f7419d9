"""Files become leads: without a mapping, nothing lost, given out at once."""

from collections import Counter
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from orbita.platform.accounts.tests.factories import alice, bob
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.imports.commands import import_file
from orbita.platform.imports.deciding import planned
from orbita.platform.imports.plans import importable_of
from orbita.sales.leads.commands import wake_waiting
from orbita.sales.leads.models import Lead, LeadSource
from orbita.sales.leads.tests.factories import always_closed, always_open, rule, source

pytestmark = pytest.mark.django_db
HEAD = "Prospect ID,Lead Number,Lead Source,Do Not Call,Specialization,City,Tags"


def _bring(path: Path) -> None:
    import_file(planned(importable_of("leads"), path, by=SYSTEM), by=SYSTEM)


def _file(folder: Path, count: int) -> Path:
    path = folder / "leads.csv"
    rows = [
        f"key-{n},{n},{('Google', 'Olark Chat')[n % 2]},No,Finance,Select," for n in range(count)
    ]
    path.write_text("\n".join([HEAD, *rows]), "utf-8")
    return path


@pytest.mark.req("SAL-25")
def test_a_file_with_foreign_heads_comes_in_and_nothing_is_lost(tmp_path: Path) -> None:
    source()
    _bring(_file(tmp_path, 6))
    one = Lead.objects.order_by("external_id")[0]
    assert (one.external_id, one.product, one.city) == ("key-0", "Finance", "")
    assert one.source is not None and one.source.name == "Google"
    assert one.details == {"Lead Number": "0", "Do Not Call": "No", "City": "Select"}
    assert LeadSource.objects.filter(name__in=["Google", "Olark Chat"]).count() == 2


@pytest.mark.req("SAL-25")
def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    source()
    path = _file(tmp_path, 6)
    _bring(path)
    _bring(path)
    assert Lead.objects.count() == 6


@pytest.mark.req("SAL-25")
def test_leads_of_a_file_are_given_out_by_the_rules_without_timers(tmp_path: Path) -> None:
    source()
    rule(alice(), bob(), minutes_to_take=30)
    _bring(_file(tmp_path, 10))
    owners = Counter(Lead.objects.values_list("owner", flat=True))
    assert owners == {alice().pk: 5, bob().pk: 5}
    assert not Lead.objects.exclude(due_at=None).exists()


@pytest.mark.req("SAL-25")
def test_leads_of_a_file_that_wait_for_the_opening_get_no_timers_then(tmp_path: Path) -> None:
    source()
    always_closed()
    rule(alice(), only_at_work=True, minutes_to_take=30)
    _bring(_file(tmp_path, 3))
    always_open()
    assert wake_waiting(by=SYSTEM) == 3
    assert set(Lead.objects.values_list("owner", "due_at")) == {(alice().pk, None)}


def test_an_import_of_leads_is_undone(tmp_path: Path) -> None:
    source()
    rule(alice())
    _bring(_file(tmp_path, 5))
    act = last_act_id()
    assert act is not None
    undo_act(act, by=SYSTEM)
    assert not Lead.objects.alive().exists()


@pytest.mark.parametrize("count", [5, 400])
def test_statements_do_not_grow_with_the_file(
    tmp_path: Path, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    source()
    rule(alice(), bob())
    path = _file(tmp_path, count)
    with django_assert_max_num_queries(90):
        _bring(path)
    assert Lead.objects.count() == count
