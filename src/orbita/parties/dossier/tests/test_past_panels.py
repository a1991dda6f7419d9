"""The panels of a client's page of a past day: deals, requests, needs, segments, documents of then."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.needs.commands import change_needs, note_need
from orbita.parties.needs.models import Need
from orbita.parties.segments.commands import put_into_segment, take_out_of_segment
from orbita.parties.segments.models import Membership
from orbita.parties.segments.tests.factories import segment
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.audit.guards import erasing
from orbita.platform.audit.queries import records_as_of
from orbita.platform.files.commands import add_version, change_documents, detach_file
from orbita.platform.files.models import Attachment, Document
from orbita.platform.files.tests.factories import document, upload
from orbita.platform.tracking import EVENT_MODELS
from orbita.sales.deals.commands import change_deals, delete_deals
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal, stage
from orbita.sales.leads.commands import change_leads
from orbita.sales.leads.models import Lead
from orbita.sales.leads.tests.factories import lead

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-09")]


def ten_days_pass() -> None:
    """Whatever was written until now happened ten days ago; the client is older."""
    with erasing(), connection.cursor() as cursor:
        for model in (Deal, Lead, Need, Document, Attachment):
            table = EVENT_MODELS[model]._meta.db_table
            cursor.execute(f"UPDATE {table} SET pgh_created_at = now() - interval '10 days'")
        known = EVENT_MODELS[Party]._meta.db_table
        cursor.execute(f"UPDATE {known} SET pgh_created_at = now() - interval '40 days'")
        cursor.execute(f"UPDATE {Membership._meta.db_table} SET since = since - interval '10 days'")


def panel(client: Client, party: Party, key: str, days: int = 5) -> str:
    """A panel of the client's page of so many days ago."""
    address = reverse("records:panel", args=["party", party.pk, key])
    day = (timezone.localdate() - timedelta(days)).isoformat()
    return client.get(address, {"as_of": day}).content.decode()


def test_deals_stand_with_the_stage_amount_and_owner_of_that_day(client: Client) -> None:
    party = organisation()
    then = deal("Two lifts", party_id=party.pk, amount=1000, at=stage(0))
    gone = deal("A small lift", party_id=party.pk)
    ten_days_pass()
    change_deals([then.pk], {"amount": 7777, "owner": bob()}, by=SYSTEM)
    Deal.objects.filter(pk=then.pk).update(stage=stage(1))
    delete_deals([gone.pk], by=SYSTEM)
    deal("Came later", party_id=party.pk)

    shown = panel(signed_in(client, bob()), party, "deals")

    assert "Two lifts" in shown and stage(0).name in shown and str(alice()) in shown
    assert "7777" not in shown and "7,8" not in shown
    assert "A small lift" in shown and f"/deals/{gone.pk}/" not in shown
    assert "Came later" not in shown and stage(1).name not in shown


def test_deals_of_a_past_day_are_seen_by_the_rights_of_today() -> None:
    party = organisation()
    deal(party_id=party.pk)

    assert records_as_of(actor(carol()), Deal, timezone.now(), party=party.pk) == []
    assert len(records_as_of(actor(alice()), Deal, timezone.now(), party=party.pk)) == 1


def test_what_belonged_to_another_client_then_is_not_his() -> None:
    party, other = organisation(), organisation()
    moved = deal(party_id=party.pk)
    ten_days_pass()
    Deal.objects.filter(pk=moved.pk).update(party=other.pk)
    week = timezone.now() - timedelta(days=7)

    assert [one.pk for one in records_as_of(SYSTEM, Deal, week, party=party.pk)] == [moved.pk]
    assert records_as_of(SYSTEM, Deal, week, party=other.pk) == []
    assert records_as_of(SYSTEM, Deal, timezone.now(), party=party.pk) == []


def test_the_number_of_statements_does_not_grow(django_assert_num_queries: Any) -> None:
    party = organisation()
    for _ in range(12):
        deal(party_id=party.pk)

    who, now = actor(), timezone.now()

    with django_assert_num_queries(1):
        found = records_as_of(who, Deal, now, along=("stage", "owner"), party=party.pk)
        assert [one.stage.name for one in found] and len(found) == 12


def test_requests_and_needs_are_those_of_that_day(client: Client) -> None:
    party = organisation()
    came = lead("Lift for a house", subject="Lift for a house")
    Lead.objects.filter(pk=came.pk).update(party=party.pk)
    need = note_need(party.pk, words="Quiet lift", by=actor())
    ten_days_pass()
    change_leads([came.pk], {"subject": "Escalator"}, by=SYSTEM)
    change_needs([need.pk], {"words": "Loud lift"}, by=actor())
    signed_in(client, bob())

    assert "Lift for a house" in panel(client, party, "leads-of-party")
    assert "Quiet lift" in panel(client, party, "needs")
    assert "Quiet lift" not in panel(client, party, "needs", 20)


def test_segments_are_those_in_which_the_client_was(client: Client) -> None:
    bob(language="en")
    party = organisation()
    left, came = segment(name="Regulars"), segment(name="Sleepers")
    put_into_segment(left.pk, [party.pk], by=actor(bob()))
    ten_days_pass()
    take_out_of_segment(left.pk, [party.pk], by=actor(bob()))
    put_into_segment(came.pk, [party.pk], by=actor(bob()))

    shown = panel(signed_in(client, bob()), party, "segments")

    assert "Regulars" in shown and "Sleepers" not in shown
    assert "Nothing on that day" in panel(client, party, "segments", 20)


def test_documents_hang_as_then_in_the_version_of_then(client: Client) -> None:
    party = organisation()
    contract = document("Contract.txt", at=party)
    ten_days_pass()
    add_version(contract.pk, upload("Contract.txt", b"The second contract"), by=actor())
    change_documents([contract.pk], {"title": "Treaty"}, by=actor())
    detach_file(Attachment.objects.get().pk, by=actor())
    document("Later.txt", at=party)

    shown = panel(signed_in(client), party, "documents")

    assert "Contract" in shown and f"/files/{contract.pk}/1/" in shown
    assert "Treaty" not in shown and "Later" not in shown
    assert "Contract" not in panel(signed_in(client, bob()), party, "documents", 20)
