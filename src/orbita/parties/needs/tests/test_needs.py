"""Needs: noted in a line, asked for by lists and segments, taken back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.tests.factories import contact
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.needs.commands import change_needs, delete_topic, note_need, write_topic
from orbita.parties.needs.errors import (
    BudgetIsNegative,
    NeedNeedsWords,
    TopicExists,
    TopicInItself,
    TopicIsUsed,
)
from orbita.parties.needs.models import Need, State
from orbita.parties.segments.queries import matching
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.conditions.tree import Group
from orbita.platform.conditions.tree import Test as Asked

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.mark.req("PAR-17")
def test_a_need_is_noted_with_everything_and_undone() -> None:
    party = organisation()
    topic = write_topic(name="Storage", by=actor(bob()))
    made = note_need(
        party.pk, topic_id=topic.pk, budget=Decimal(500), quote="We need racks", by=actor()
    )
    act = last_act_id()
    assert (made.words, made.state, made.created_by) == ("Storage", State.OPEN, alice())
    assert act is not None

    undo_act(act, by=actor())

    assert not Need.objects.alive().exists()


@pytest.mark.req("PAR-17")
def test_lists_and_segments_ask_for_topic_budget_and_term() -> None:
    head = actor(bob())
    goods = write_topic(name="Goods", by=head)
    racks = write_topic(name="Racks", parent_id=goods.pk, by=head)
    rich, poor, other = organisation("Rich"), organisation("Poor"), organisation("Other")
    soon = timezone.localdate() + timedelta(days=5)
    note_need(rich.pk, topic_id=racks.pk, budget=Decimal(900), wanted_by=soon, by=actor())
    note_need(poor.pk, topic_id=racks.pk, budget=Decimal(10), by=actor())

    def found(*asked: Asked) -> list[str]:
        rows = matching(Group("and", asked), actor(bob()))
        return sorted(rows.values_list("name", flat=True))

    above = Asked("need", "in", [str(goods.pk)])
    assert found(above) == ["Poor", "Rich"]
    assert found(above, Asked("need_budget", "gte", "100")) == ["Rich"]
    assert found(Asked("need_by", "within", "next_7")) == ["Rich"]
    assert found(Asked("need", "empty")) == [other.name]


@pytest.mark.req("PAR-17")
def test_a_satisfied_need_is_asked_for_no_more() -> None:
    party = organisation()
    made = note_need(party.pk, words="Racks", by=actor())
    change_needs([made.pk], {"state": State.SATISFIED}, by=actor())
    assert not matching(Asked("need", "filled"), actor(bob())).exists()


def test_what_is_wrong_is_refused_and_strangers_note_nothing() -> None:
    party, head = organisation(), actor(bob())
    with pytest.raises(NeedNeedsWords):
        note_need(party.pk, words=" ", by=actor())
    with pytest.raises(BudgetIsNegative):
        note_need(party.pk, words="x", budget=Decimal(-1), by=actor())
    with pytest.raises(NotFound):
        note_need(party.pk, words="x", by=actor(carol()))
    topic = write_topic(name="Goods", by=head)
    below = write_topic(name="Racks", parent_id=topic.pk, by=head)
    with pytest.raises(TopicExists):
        write_topic(name="Goods", by=head)
    with pytest.raises(TopicInItself):
        write_topic(topic.pk, name="Goods", parent_id=below.pk, by=head)
    with pytest.raises(TopicIsUsed):
        delete_topic(topic.pk, by=head)


@pytest.mark.req("PAR-17")
def test_a_line_in_the_dossier_notes_a_need_and_an_interaction_keeps_where_it_was_said(
    client: Client,
) -> None:
    party = organisation()
    said = contact(party, text="We look for racks")
    seller = signed_in(client)
    url = reverse("needs:note", args=[party.pk])

    seller.post(url, {"words": "Racks"}, headers=HTMX)
    form = seller.get(f"{url}?interaction={said.pk}&quote={quote(said.text)}", headers=HTMX)
    assert "We look for racks" in form.content.decode()
    sent = {"words": "Loaders", "importance": "3", "interaction": str(said.pk), "budget": "5000"}
    seller.post(url, sent, headers=HTMX)

    loaders = Need.objects.get(words="Loaders")
    assert (loaders.interaction_id, loaders.importance) == (said.pk, 3)
    panel = seller.get(reverse("records:panel", args=["party", party.pk, "needs"]))
    assert "Racks" in panel.content.decode()
    page = seller.get(reverse("needs:need", args=[loaders.pk]), headers=HTMX)
    assert str(said.pk) in page.content.decode()
    assert "needs" in seller.get(f"/interactions/{said.pk}/", headers=HTMX).content.decode()


def test_strangers_see_no_needs(client: Client) -> None:
    made = note_need(organisation().pk, words="Racks", by=actor())
    stranger = signed_in(client, carol())
    assert stranger.get(reverse("needs:need", args=[made.pk])).status_code == 404
    assert "Racks" not in stranger.get("/needs/").content.decode()


@pytest.mark.parametrize("count", [3, 60])
def test_statements_do_not_grow_with_needs(
    client: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    party: Party = organisation()
    Need.objects.bulk_create(
        [Need(party=party, words=f"n{number}", owner=alice()) for number in range(count)]
    )
    seller = signed_in(client)
    for address in ("/needs/", reverse("records:panel", args=["party", party.pk, "needs"])):
        seller.get(address)
        with django_assert_max_num_queries(14):
            seller.get(address)
