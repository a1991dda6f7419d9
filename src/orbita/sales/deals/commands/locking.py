"""Finding a deal and a stage for an act on them."""

from uuid import UUID

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.sales.deals.errors import ClosingNeedsItsOwnAct, DealIsClosed
from orbita.sales.deals.models import Deal, Outcome, Stage


def lock_deal(deal_id: UUID, by: Actor) -> Deal:
    """The deal for an act on it: seen, locked, and his to change."""
    deal: Deal = Deal.objects.visible_to(by).select_related("stage").locked(deal_id)
    require(by, "deals.edit", deal)
    return deal


def lock_open_deal(deal_id: UUID, by: Actor) -> Deal:
    """The same, of a deal that is open. Refuses a closed one."""
    deal = lock_deal(deal_id, by)
    if not deal.is_open:
        raise DealIsClosed(title=deal.title)
    return deal


def open_stage(stage_id: UUID | None) -> Stage:
    """This stage, or the first of the first pipeline. Refuses a closing stage."""
    stages = Stage.objects.select_related("pipeline")
    if stage_id is None:
        first = stages.filter(outcome=Outcome.OPEN, pipeline__is_active=True)
        return first.order_by("pipeline__position", "position")[0]
    stage = stages.filter(pk=stage_id).first()
    if stage is None:
        raise NotFound
    if stage.outcome != Outcome.OPEN:
        raise ClosingNeedsItsOwnAct
    return stage
