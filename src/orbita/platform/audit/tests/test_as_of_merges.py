"""Merges are edits like any other: history knows the state before and after."""

from datetime import datetime

import pytest
from django.db import connection

from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.audit.commands import undo_act
from orbita.platform.audit.queries import as_of_whole
from orbita.platform.merging.tests.factories import director, merge
from orbita.platform.records.slots import kinds
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("PAR-09"),
    pytest.mark.req("PLT-17"),
]


def now() -> datetime:
    """The clock of the database, by which history is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def test_before_a_merge_each_has_his_own_and_undo_gives_it_back() -> None:
    stays = organisation(name="ООО «Заря»", phones=("+7 911 123-45-67",))
    goes = organisation(name="ООО Заря", phones=("+7 911 765-43-21",), city="Омск")
    sold: Deal = deal(party_id=goes.pk)
    moment = now()
    before = [as_of_whole(kinds["party"], one.pk).plain() for one in (stays, goes)]

    act = merge(stays, goes)

    assert ContactPoint.objects.filter(party=stays).count() == 2
    then = [as_of_whole(kinds["party"], one.pk, moment).plain() for one in (stays, goes)]
    assert then == before
    deal_then = as_of_whole(kinds["deal"], sold.pk, moment).record
    assert deal_then is not None
    assert deal_then["party_id"] == str(goes.pk)

    undo_act(act, by=director())
    assert Party.objects.alive().filter(pk=goes.pk).exists()
    after = [as_of_whole(kinds["party"], one.pk).plain() for one in (stays, goes)]
    assert after == before
