"""Deals for tests: opened by the real command, owned by Alice unless somebody else is named."""

from itertools import count
from typing import Any

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.sales.deals.commands import open_deal
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage
from orbita.sales.deals.presets import settle_pipeline

_numbers = count(1)


def stage(place: int = 0) -> Stage:
    """An open stage of the first pipeline, by its place."""
    settle_pipeline()
    return Stage.objects.filter(outcome=Outcome.OPEN).order_by("pipeline__position", "position")[
        place
    ]


def reason() -> LossReason:
    """A reason of loss."""
    settle_pipeline()
    leaves = LossReason.objects.filter(children=None, needs_comment=False, needs_competitor=False)
    return leaves.order_by("parent__position", "position")[0]


def deal(
    title: str = "", *, owner: User | None = None, at: Stage | None = None, **values: Any
) -> Deal:
    """An open deal with these values."""
    who = owner or people.alice()
    return open_deal(
        title=title or f"Deal {next(_numbers)}",
        stage_id=(at or stage()).pk,
        owner_id=who.pk,
        by=people.actor(who),
        **values,
    )
