"""The timeline on a record's page: composer, filters, next steps, what is done with an entry."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.commands import tell_story
from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.tests.factories import contact, in_hours, many_contacts, step
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.keys import uuid7

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def entries(client: Client, party: Party, **asked: str) -> str:
    address = reverse("timeline:entries", args=["party", party.pk])
    return client.get(address, asked, headers=HTMX).content.decode()


def compose(client: Client, party: Party, **sent: Any) -> Any:
    address = reverse("timeline:compose", args=["party", party.pk])
    return client.post(address, sent, headers=HTMX)


@pytest.mark.req("SAL-08")
def test_a_call_is_logged_by_the_form_alone(client: Client) -> None:
    party = organisation()
    answer = compose(signed_in(client), party, kind="call", direction="out", do="log")
    assert answer.status_code == 200
    assert Interaction.objects.get(party=party).kind == "call"


@pytest.mark.req("SAL-08")
def test_a_task_is_planned_in_plain_words(client: Client) -> None:
    party = organisation()
    compose(signed_in(client), party, kind="task", text="Отправить КП завтра в 10", do="plan")
    planned = Interaction.objects.get(party=party)
    tomorrow = timezone.localdate() + timedelta(1)
    assert planned.subject == "Отправить КП"
    assert timezone.localtime(planned.due_at).strftime("%F %H:%M") == f"{tomorrow} 10:00"


@pytest.mark.req("SAL-09")
def test_a_logged_call_plans_the_next_step_with_it(client: Client) -> None:
    party = organisation()
    compose(signed_in(client), party, kind="call", next="in 2 weeks send the contract", do="log")
    assert Interaction.objects.planned().get(party=party).subject == "send the contract"


@pytest.mark.req("PAR-14")
def test_a_note_that_was_agreed_becomes_a_pinned_decision(client: Client) -> None:
    party = organisation()
    compose(signed_in(client), party, kind="note", text="14 days", decision="1", do="log")
    assert Interaction.objects.get(party=party).is_pinned


def test_a_file_hangs_on_the_entry(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    party = organisation()
    upload = SimpleUploadedFile("offer.txt", b"Two desks")
    compose(signed_in(client), party, kind="letter", text="Offer", do="log", files=upload)
    assert "offer.txt" in entries(client, party)


def test_what_was_refused_comes_back_with_the_words_kept(client: Client) -> None:
    party = organisation()
    answer = compose(signed_in(client), party, kind="task", text="Some day", do="plan")
    assert answer.status_code == 422
    assert "Some day" in answer.content.decode()
    assert not Interaction.objects.filter(party=party).exists()


def test_a_step_for_a_colleague_is_given_by_name(client: Client) -> None:
    party = organisation()
    compose(
        signed_in(client), party, kind="task", text="Check", when="tomorrow", assignee=str(bob())
    )
    assert Interaction.objects.get(party=party).assignee_id == bob().pk


def test_how_a_time_was_understood_is_shown_while_typing(client: Client) -> None:
    address = reverse("timeline:quick_date")
    shown = signed_in(client).get(address, {"when": "завтра в 10"}, headers=HTMX).content.decode()
    assert "10:00" in shown


def test_colleagues_are_offered_after_an_at_sign(client: Client) -> None:
    bob()
    shown = signed_in(client).get(reverse("timeline:colleagues"), {"q": "bo"}, headers=HTMX)
    assert str(bob().pk) in shown.content.decode()


@pytest.mark.req("PAR-12")
def test_entries_are_filtered_by_kind_person_day_and_words(client: Client) -> None:
    party = organisation(owner=alice())
    contact(party, kind="call", text="Alpha")
    contact(party, kind="letter", text="Beta", by=actor(bob()))
    contact(party, kind="note", text="Gamma ё", done_at=in_hours(-24 * 40))
    signed_in(client)
    month_ago = (timezone.localdate() - timedelta(30)).isoformat()

    assert "Alpha" in (by_kind := entries(client, party, kind="call"))
    assert "Beta" not in by_kind
    assert "Beta" in (by_person := entries(client, party, who=str(bob().pk)))
    assert "Alpha" not in by_person
    assert "Gamma" in (by_day := entries(client, party, to=month_ago))
    assert "Alpha" not in by_day
    assert "Beta" in (by_words := entries(client, party, q="bet"))
    assert "Alpha" not in by_words


@pytest.mark.req("PAR-11")
def test_stories_of_other_apps_stand_between_the_contacts(client: Client) -> None:
    party = organisation()
    tell_story("unknown", party_id=party.pk, values={"title": "x"}, by=SYSTEM)
    assert 'class="tl-i"' in entries(signed_in(client), party)


@pytest.mark.req("PAR-12")
def test_ten_thousand_entries_open_in_less_than_a_second(client: Client) -> None:
    party = organisation(owner=alice())
    many_contacts(party, 10_000)
    signed_in(client)
    address = reverse("records:panel", args=["party", party.pk, "timeline"])
    client.get(address, headers=HTMX)
    start = time.perf_counter()
    answer = client.get(address, headers=HTMX)
    assert time.perf_counter() - start < 1
    assert answer.content.decode().count('class="tl-i"') == 50


@pytest.mark.req("PAR-12")
def test_earlier_entries_follow_without_gap_or_double(client: Client) -> None:
    party = organisation(owner=alice())
    many_contacts(party, 120)
    first = entries(signed_in(client), party)
    older = first.split("before=")[1].split('"')[0]
    second = entries(client, party, before=older)
    assert "Entry 49<" in first
    assert "Entry 50<" not in first
    assert "Entry 50<" in second
    assert "Entry 49<" not in second


def test_statements_of_the_panel_do_not_grow_with_its_entries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    party = organisation(owner=alice())
    many_contacts(party, 1000)
    signed_in(client)
    address = reverse("records:panel", args=["party", party.pk, "timeline"])
    client.get(address, headers=HTMX)
    with django_assert_max_num_queries(18):
        client.get(address, headers=HTMX)


@pytest.mark.req("SAL-09")
def test_a_done_step_asks_for_the_next_one(client: Client) -> None:
    party = organisation()
    first = step(party, hours=-2)
    address = reverse("timeline:completion", args=[first.pk])
    shown = signed_in(client).post(address, {"on": "party"}, headers=HTMX).content.decode()
    first.refresh_from_db()
    assert first.is_done
    assert reverse("timeline:follow_up", args=[first.pk]) in shown


@pytest.mark.req("SAL-09")
def test_the_answer_is_a_quick_date(client: Client) -> None:
    party = organisation()
    first = step(party, kind="call", hours=-2)
    signed_in(client).post(reverse("timeline:completion", args=[first.pk]), headers=HTMX)
    sent = {"next": "завтра в 10 отправить КП", "result": "reached", "on": "party"}
    client.post(reverse("timeline:follow_up", args=[first.pk]), sent, headers=HTMX)
    first.refresh_from_db()
    assert first.result == "reached"
    assert Interaction.objects.planned().get(party=party).subject == "отправить КП"


def test_an_overdue_step_is_said_to_be_overdue(client: Client) -> None:
    party = organisation()
    step(party, hours=-30)
    address = reverse("timeline:top", args=["party", party.pk])
    assert 'data-tone="red"' in signed_in(client).get(address, headers=HTMX).content.decode()


def test_a_step_is_moved_by_words(client: Client) -> None:
    party = organisation()
    moved = step(party)
    address = reverse("timeline:time", args=[moved.pk])
    signed_in(client).post(address, {"when": "через 3 дня в 15:00"}, headers=HTMX)
    moved.refresh_from_db()
    assert timezone.localtime(moved.due_at).hour == 15


def test_an_entry_is_edited_and_the_other_editor_is_not_overwritten(client: Client) -> None:
    party = organisation(owner=alice())
    note = contact(party, kind="note", text="First")
    address = reverse("timeline:interaction", args=[note.pk])
    typed = {"kind": "note", "direction": "none", "seen_kind": "note", "seen_direction": "none"}
    signed_in(client, bob()).post(
        address, typed | {"text": "Bob’s", "seen_text": "First"}, headers=HTMX
    )
    answer = signed_in(client).post(
        address, typed | {"text": "Mine", "seen_text": "First"}, headers=HTMX
    )
    note.refresh_from_db()
    assert note.text == "Bob’s"
    assert answer.status_code == 422
    assert "Mine" in answer.content.decode()


def test_a_stranger_finds_no_timeline(client: Client) -> None:
    party = organisation(owner=alice())
    note = contact(party, kind="note", text="Secret")
    signed_in(client, carol())
    where = ["party", party.pk]
    addresses = [
        reverse("timeline:entries", args=where),
        reverse("timeline:top", args=where),
        reverse("timeline:compose", args=where),
        reverse("timeline:interaction", args=[note.pk]),
        reverse("timeline:report", args=[party.pk]),
    ]
    assert {client.get(one).status_code for one in addresses} == {404}
    assert compose(client, party, kind="call", do="log").status_code == 404


@pytest.mark.req("PAR-13")
def test_the_report_counts_by_kind_and_by_employee(client: Client) -> None:
    party = organisation(owner=alice())
    contact(party, kind="call", duration=600)
    contact(party, kind="call", duration=300, by=actor(bob()))
    contact(party, kind="meeting", text="Demo", done_at=in_hours(-24 * 500))
    address = reverse("timeline:report", args=[party.pk])
    shown = signed_in(client).get(address).content.decode()
    assert str(bob()) in shown
    assert "15" in shown
    assert "Demo" not in shown
    assert "Demo" in client.get(address, {"from": "2020-01-01"}).content.decode()


@pytest.mark.req("PAR-13")
def test_the_report_is_a_pdf_too(client: Client) -> None:
    party = organisation(owner=alice())
    contact(party, kind="note", text='#panic("no markup") $x$ @anna *b*')
    answer = signed_in(client).get(reverse("timeline:report_pdf", args=[party.pk]))
    assert answer.content.startswith(b"%PDF")


def test_a_composer_that_is_sent_twice_writes_once(client: Client) -> None:
    party, key = organisation(), str(uuid7())
    alice_at_work = signed_in(client)

    for _ in "12":
        compose(alice_at_work, party, kind="call", text="Once", do="log", act_key=key)

    assert Interaction.objects.filter(text="Once").count() == 1
