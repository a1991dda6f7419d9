"""Filters over related records and figures, saved with a name and shared by an address."""

import json
from decimal import Decimal

import pytest
from django.test import Client

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.lists.commands import save_view
from orbita.platform.lists.models import Sharing
from orbita.sales.deals.commands import win_deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
BOUGHT_IN_SAMARA = ["and", ["party.city", "is", "Самара"], ["party.won_count", "gte", 1]]


@pytest.mark.req("ANL-05")
def test_a_condition_over_related_records_and_figures_is_saved_shared_and_kept_to_rights(
    client: Client,
) -> None:
    for owner in (alice(), carol()):
        buyer = organisation(f"Client of {owner}", city="Самара", owner=owner)
        past = deal(f"past of {owner}", party_id=buyer.pk, amount=Decimal(5), owner=owner)
        win_deal(past.pk, by=actor(owner))
    deal("elsewhere", party_id=organisation(city="Омск").pk)
    view = save_view(
        kind="deal",
        name="Самара покупает",
        sharing=Sharing.EVERYBODY,
        query={"where": json.dumps(BOUGHT_IN_SAMARA), "mode": "table"},
        by=actor(),
    )

    def shown(user: object) -> list[str]:
        page = signed_in(client, user).get(f"/deals/?view={view.pk}").content.decode()  # type: ignore[arg-type]
        rows = page.split("data-row-link")[1:]
        return [row.split("</a>")[0].split(">")[-1] for row in rows]

    assert shown(bob()) == shown(alice()) == [f"past of {alice()}"]
    assert shown(carol()) == [f"past of {carol()}"]
