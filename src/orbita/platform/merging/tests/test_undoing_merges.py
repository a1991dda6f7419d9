"""A merge can be taken back whole: every row of every table is as it was."""

from typing import Any

import pytest
from django.db import connection

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.segments.commands import resettle_segments
from orbita.parties.segments.models import Segment, SegmentState
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.merging.errors import MergedAgain
from orbita.platform.merging.models import MergedRecord
from orbita.platform.merging.references import own_models, pointing_at
from orbita.platform.merging.tests.factories import director, merge, same
from orbita.platform.merging.tests.rows import pointing_row
from orbita.platform.records.slots import kinds

pytestmark = pytest.mark.django_db

JOURNALS = (
    "acts_act", "merging_rowchange", "pghistory_context", "procrastinate_", "search_searchentry",
    "segments_segmentstate",
)  # fmt: skip
"""What grows with every act, an undo included; and words of the index, whose order is
open, and how long segments took."""


def _everything() -> dict[str, Any]:
    """All rows of all business tables."""
    found = {}
    with connection.cursor() as cursor:
        for model in own_models():
            table = model._meta.db_table
            if not table.startswith(JOURNALS):
                cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1")
                found[table] = [row for (row,) in cursor.fetchall()]
    return found


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {
        table: (set(before[table]) - set(rows), set(rows) - set(before[table]))
        for table, rows in after.items()
        if rows != before[table]
    }


def _full_group() -> list[Party]:
    """Three clients; each has a row in every table that points at clients."""
    parties = same(3, phones=("+7 912 000-11-22", "8 800 200 06 00"), mails=("a@example.com",))
    for pointing in pointing_at(kinds["party"]):
        for reference in pointing.references:
            for party in parties:
                _row_if_possible(pointing, reference.column, party)
    _settle_segments()
    return parties


def _settle_segments() -> None:
    """Segments by hand hold who was put into them, as they always do."""
    ids = list(Segment.objects.values_list("pk", flat=True))
    SegmentState.objects.bulk_create(
        [SegmentState(segment_id=pk) for pk in ids], ignore_conflicts=True
    )
    resettle_segments(ids, by=SYSTEM)


def _row_if_possible(pointing: Any, column: str, party: Party) -> None:
    """Some tables take one row a client: the factory has made it already."""
    field = next(f for f in pointing.model._meta.local_concrete_fields if f.column == column)
    known = pointing.model._base_manager.filter(**{field.attname: party.pk})
    if not (field.unique and known.exists()):
        pointing_row(pointing, "party", column, party.pk)


@pytest.mark.req("PAR-25")
def test_undoing_a_merge_gives_every_row_of_the_database_back() -> None:
    by = director()
    parties = _full_group()
    before = _everything()
    act = merge(*parties)
    merged = _everything()

    undo_act(act, by=by)
    undo = last_act_id()
    undone = _everything()
    undo_act(undo, by=by)  # type: ignore[arg-type]
    again = _everything()

    changed = {table for table, rows in merged.items() if rows != before[table]}
    assert len(changed) > 20
    assert _differences(before, undone) == {}
    assert _differences(merged, again) == {}


@pytest.mark.req("PAR-25")
def test_what_was_edited_after_the_merge_stays_and_is_named() -> None:
    survivor, loser = same(2)
    Party.objects.filter(pk=loser.pk).update(city="Тула", industry="Металл")
    act = merge(survivor, loser)
    change_parties([survivor.pk], {"city": "Москва"}, by=director())

    report = undo_act(act, by=director())

    survivor.refresh_from_db()
    loser.refresh_from_db()
    assert survivor.city == "Москва"
    assert report.kept == (survivor.name,)
    assert loser.deleted_at is None


@pytest.mark.req("PAR-25")
def test_other_edits_after_the_merge_do_not_stand_in_the_way_of_its_undo() -> None:
    survivor, loser = same(2)
    Party.objects.filter(pk=loser.pk).update(city="Тула")
    act = merge(survivor, loser)
    change_parties([survivor.pk], {"site": "romashka.example"}, by=director())

    report = undo_act(act, by=director())

    survivor.refresh_from_db()
    assert (survivor.city, survivor.site) == ("", "romashka.example")
    assert report.kept == ()


@pytest.mark.req("PAR-25")
def test_a_row_that_came_after_the_merge_stays_with_the_survivor() -> None:
    survivor, loser = same(2, phones=("+7 912 000-11-22",))
    act = merge(survivor, loser)
    later = ContactPoint.objects.create(
        party=survivor, channel="email", value="new@example.com", normal="new@example.com"
    )

    undo_act(act, by=director())

    later.refresh_from_db()
    assert later.party_id == survivor.pk
    assert loser.contact_points.count() == 1


@pytest.mark.req("PAR-25")
def test_merges_are_undone_in_their_reverse_order() -> None:
    first, second, third = same(3)
    earlier = merge(second, third)
    later = merge(first, second)

    with pytest.raises(MergedAgain):
        undo_act(earlier, by=director())
    undo_act(later, by=director())
    undo_act(earlier, by=director())

    assert Party.objects.alive().filter(pk__in=[first.pk, second.pk, third.pk]).count() == 3
    assert not MergedRecord.objects.exists()
