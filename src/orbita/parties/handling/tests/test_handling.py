"""Personal rules: shown before a contact, kept in history, a ban on calls that holds."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.commands import plan_interaction
from orbita.activities.timeline.models import Direction, Kind
from orbita.activities.timeline.tests.factories import contact, in_hours
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.handling.commands import set_handling
from orbita.parties.handling.errors import DoNotCall, TimesAreWrong, ZoneIsUnknown
from orbita.parties.handling.models import Handling
from orbita.parties.handling.queries import guide_of, handling_then, warnings
from orbita.parties.handling.rules import is_good, next_good
from orbita.platform.accounts.tests.factories import actor, carol, signed_in
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
OMSK = ZoneInfo("Asia/Omsk")
MORNING = [[600, 720]]
WORKDAYS = range(5)


@pytest.mark.req("PAR-19")
@pytest.mark.parametrize(
    ("hour", "is_fine"), [(4, True), (5, True), (6, False), (3, False)], ids=str
)
def test_a_good_time_is_reckoned_on_the_clients_clock(hour: int, is_fine: bool) -> None:
    monday = datetime(2026, 11, 23, hour, 30, tzinfo=UTC)
    assert is_good(monday, MORNING, WORKDAYS, OMSK) == is_fine


@pytest.mark.req("PAR-19")
def test_the_next_good_time_skips_the_weekend() -> None:
    friday = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert next_good(friday, MORNING, WORKDAYS, OMSK) == datetime(2026, 11, 23, 10, 0, tzinfo=OMSK)


@pytest.mark.req("PAR-19")
def test_rules_are_shown_before_any_contact(client: Client) -> None:
    party = organisation()
    set_handling(party.pk, {"greeting": "Игорь Петрович", "dont": "No discounts"}, by=actor())
    seller = signed_in(client)
    for address in (
        reverse("dossier:party", args=[party.pk]),
        reverse("records:panel", args=["deal", deal(party_id=party.pk).pk, "handling"]),
        reverse("timeline:compose", args=["party", party.pk]) + "?kind=call",
    ):
        shown = seller.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "Игорь Петрович" in shown
        assert "No discounts" in shown


@pytest.mark.req("PAR-19")
def test_the_panel_of_a_client_is_there_only_for_what_the_head_does_not_say(client: Client) -> None:
    party = organisation()
    seller = signed_in(client)
    panel = reverse("records:panel", args=["party", party.pk, "handling"])
    page = reverse("dossier:party", args=[party.pk])
    rules = reverse("handling:rules", args=[party.pk])

    set_handling(party.pk, {"greeting": "Игорь Петрович"}, by=actor())
    assert "Игорь Петрович" not in seller.get(panel).content.decode()
    assert f'hx-get="{rules}"' in seller.get(page).content.decode()

    set_handling(party.pk, {"payment": "50 % вперёд"}, by=actor())
    assert "50 % вперёд" in seller.get(panel).content.decode()


@pytest.mark.req("PAR-19")
def test_who_must_not_be_called_is_not_called() -> None:
    party = organisation()
    set_handling(party.pk, {"no_calls": True, "reason": "asked so"}, by=actor())
    with pytest.raises(DoNotCall):
        plan_interaction(kind=Kind.CALL, party_id=party.pk, due_at=in_hours(3), by=actor())
    plan_interaction(kind=Kind.MEETING, party_id=party.pk, due_at=in_hours(3), by=actor())
    contact(party, kind=Kind.CALL, direction=Direction.IN)


@pytest.mark.req("PAR-19")
def test_a_broken_rule_warns_and_does_not_block(client: Client) -> None:
    party = organisation()
    set_handling(party.pk, {"no_letters": True}, by=actor())
    assert warnings(party.pk, Kind.LETTER)
    assert not warnings(party.pk, Kind.NOTE)
    url = reverse("timeline:compose", args=["party", party.pk])
    sent = {"kind": "letter", "text": "Offer", "direction": "out", "do": "log"}
    answer = signed_in(client).post(url, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert party.interactions.filter(kind="letter").exists()
    assert 'data-kind="warn"' in answer.content.decode()


@pytest.mark.req("PAR-19")
def test_a_call_outside_the_good_hours_warns() -> None:
    party = organisation()
    set_handling(
        party.pk, {"hours": "10:00–12:00", "days": "every", "time_zone": "Asia/Omsk"}, by=actor()
    )
    late = datetime(2026, 11, 23, 20, 0, tzinfo=OMSK)
    assert warnings(party.pk, Kind.CALL, late)
    assert not warnings(party.pk, Kind.CALL, late.replace(hour=11))


@pytest.mark.req("PAR-19")
def test_a_change_of_rules_is_in_history_and_undone() -> None:
    party = organisation()
    set_handling(party.pk, {"greeting": "Игорь"}, by=actor())
    set_handling(party.pk, {"greeting": "Игорь Петрович"}, by=actor())
    act = last_act_id()
    then = handling_then(party.pk, timezone.now())
    assert then is not None
    assert then.greeting == "Игорь Петрович"
    assert act is not None
    undo_act(act, by=actor())
    assert Handling.objects.get(party=party).greeting == "Игорь"
    assert handling_then(party.pk, timezone.now() - timedelta(days=1)) is None


def test_what_is_wrong_is_refused_and_strangers_set_nothing() -> None:
    party = organisation()
    with pytest.raises(TimesAreWrong):
        set_handling(party.pk, {"hours": "утром"}, by=actor())
    with pytest.raises(ZoneIsUnknown):
        set_handling(party.pk, {"time_zone": "Mars/Base"}, by=actor())
    with pytest.raises(NotFound):
        set_handling(party.pk, {"greeting": "x"}, by=actor(carol()))


def test_nothing_said_shows_nothing() -> None:
    found: Any = Handling(party=organisation())
    assert guide_of(found) is None


def test_the_form_writes_all_of_it_down(client: Client) -> None:
    party: Party = organisation()
    human = person()
    url = reverse("handling:rules", args=[party.pk])
    seller = signed_in(client)
    assert seller.get(url, headers={"HX-Request": "true"}).status_code == 200
    sent = {
        "greeting": "Игорь Петрович",
        "hours": "10:00–12:00",
        "days": "workdays",
        "time_zone": "Asia/Omsk",
        "main_person": str(human.pk),
        "no_messages": "on",
    }
    answer = seller.post(url, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    found = Handling.objects.get(party=party)
    assert (found.windows, found.main_person, found.no_messages) == ([[600, 720]], human, True)
    assert (
        seller.post(url, {**sent, "hours": "x"}, headers={"HX-Request": "true"}).status_code == 422
    )
    assert signed_in(client, carol()).get(url).status_code == 404
