"""Settings of every app in one file."""

import pytest

from orbita.platform.accounts.tests.factories import role
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.blueprints.commands import bring_in
from orbita.platform.blueprints.names import Names
from orbita.platform.blueprints.planning import plan
from orbita.platform.blueprints.reading import read
from orbita.platform.blueprints.slots import sections
from orbita.platform.blueprints.writing import as_text, export
from orbita.sales.deals.commands import add_pipeline, add_stage, change_stage
from orbita.sales.deals.models import Pipeline, Stage


@pytest.mark.django_db
@pytest.mark.req("PLT-04")
def test_all_sections_of_the_presets_are_the_same_after_a_way_through_a_file() -> None:
    role("admin")
    text = as_text(export(sections))

    found = plan(read(text.encode()), Names())

    assert {section.key for section in sections} == {one.section.key for one in found}
    assert [line for one in found for line in one.shown] == []


@pytest.mark.django_db
@pytest.mark.req("PLT-04")
def test_a_pipeline_comes_whole_with_stages_that_point_at_each_other() -> None:
    pipeline = add_pipeline(name="Сервис", by=SYSTEM)
    first = add_stage(pipeline.pk, name="Заявка / звонок", by=SYSTEM)
    second = add_stage(pipeline.pk, name="Выезд «{завтра}»", by=SYSTEM)
    change_stage(first.pk, moves=[second.pk], by=SYSTEM)
    text = as_text(export([sections["pipelines"]]))
    Stage.objects.filter(pipeline=pipeline).delete()
    Pipeline.objects.filter(pk=pipeline.pk).delete()

    bring_in(read(text.encode()), by=SYSTEM)

    assert as_text(export([sections["pipelines"]])) == text
    again = Stage.objects.get(name="Заявка / звонок")
    assert [move.to.name for move in again.moves.all()] == ["Выезд «{завтра}»"]
