"""What a kind of business lays out for deals."""

import pytest

from orbita.platform.accounts.tests.factories import actor
from orbita.platform.company.slots import trades
from orbita.sales.deals.models import Outcome, Stage
from orbita.sales.deals.presets import follow_trade, settle_pipeline

pytestmark = pytest.mark.django_db


@pytest.mark.req("SAL-02")
@pytest.mark.req("PAR-08")
@pytest.mark.parametrize("trade", [one.key for one in trades])
def test_each_kind_of_business_has_its_own_stages(trade: str) -> None:
    settle_pipeline()
    before = set(Stage.objects.filter(outcome=Outcome.OPEN).values_list("name", flat=True))
    follow_trade(trade, actor())
    after = set(Stage.objects.filter(outcome=Outcome.OPEN).values_list("name", flat=True))
    assert len(after) == 5
    assert (after == before) is (trade == "trade")
