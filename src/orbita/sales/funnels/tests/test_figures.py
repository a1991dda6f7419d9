"""Every figure of every page opens exactly its records."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from orbita.activities.timeline.models import Interaction
from orbita.parties.classifier.commands import place_parties
from orbita.parties.classifier.tests import factories as trees
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.lists.tests.figures import assert_figures_open_their_records, links
from orbita.sales.deals.models import Deal, LossReason
from orbita.sales.deals.tests.factories import reason
from orbita.sales.funnels.tests.factories import went

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def filled() -> None:
    """Deals of Alice and Carol that went all ways, with contacts of Alice's."""
    why, other = reason(), LossReason.objects.exclude(children=None).last()
    client, rival = organisation("Север"), organisation("Соперник")
    branch = trees.branch(trees.tree(), "Торговля")
    place_parties([client.pk], branch.pk, by=actor(bob()))
    went(2, 3, 4, to="won", amount=900, party_id=client.pk, source="Сайт")
    went(1, 2, to="lost", amount=300, reason=why, party_id=client.pk, product="Насос")
    went(1, to="lost", amount=50, reason=why, product="насос")
    lost = went(1, 1, 5, to="lost", amount=70, reason=None)
    Deal.objects.filter(pk=lost.pk).update(lost_to=rival, loss_reason=other)
    went(4, 2, amount=500, expected_on=TODAY() + timedelta(days=20))
    went(4, amount=40, expected_on=TODAY() - timedelta(days=20))
    went(4, amount=41)
    later = went(4, 1, amount=42, expected_on=TODAY())
    Deal.objects.filter(pk=later.pk).update(postponed_until=TODAY() + timedelta(days=30))
    went(
        1, amount=7, opened=TODAY() - timedelta(days=370), expected_on=date(TODAY().year + 1, 2, 1)
    )
    went(1, to="won", amount=5000, owner=carol())
    for kind, result, seconds in (
        ("call", "reached", 60), ("call", "no_answer", None), ("meeting", "agreed", 600),
        ("call", "", 30), ("visit", "", None), ("letter", "", None),
    ):  # fmt: skip
        Interaction.objects.create(
            kind=kind, result=result, duration=seconds, done_at=timezone.now(), owner=alice(),
            assignee=alice(), party=client,
        )  # fmt: skip


PAGES = (
    "/funnels/",
    "/funnels/?compare=year_ago",
    "/funnels/?period=all",
    "/funnels/?period=this_quarter&compare=previous&source=Сайт",
    "/funnels/activity/",
    "/funnels/activity/?period=this_year",
    "/deals/forecast/",
    f"/deals/forecast/?year={TODAY().year + 1}",
    *(
        f"/funnels/refusals/?across={across}&measure={measure}"
        for across in ("class", "stage", "product", "owner", "competitor", "month", "quarter")
        for measure in ("count", "sum")
    ),
    "/plans/",
)


@pytest.mark.req("SAL-04", "SAL-05", "MKT-11", "SAL-02")
def test_every_figure_opens_exactly_its_records(client: Client) -> None:
    filled()
    signed_in(client, bob())

    found = {page: assert_figures_open_their_records(client, page, bob()) for page in PAGES}

    assert found["/funnels/"] > 15
    assert found["/funnels/activity/"] > 10
    assert found["/deals/forecast/"] > 12
    assert all(count > 3 for page, count in found.items() if "refusals" in page), found


@pytest.mark.req("SAL-04")
def test_a_seller_sees_his_own_figures_only(client: Client) -> None:
    filled()
    signed_in(client, carol())

    found = {page: links(client, page) for page in PAGES}

    assert {link.count for link in found["/funnels/"]} == {1}
    assert {link.amount for link in found["/deals/forecast/"]} == {Decimal(5000)}
    assert found["/funnels/refusals/?across=class&measure=count"] == []
