"""Tables of deals: pipelines with their rules, deals, and what belongs to a deal."""

from orbita.sales.deals.models.deals import Deal, DealPulse
from orbita.sales.deals.models.parts import (
    DealCompetitor,
    DealLine,
    DealMember,
    MemberRole,
    StageStay,
)
from orbita.sales.deals.models.pipelines import (
    LossReason,
    Outcome,
    Pipeline,
    Stage,
    StageMove,
    StageTask,
)

__all__ = [
    "Deal",
    "DealCompetitor",
    "DealLine",
    "DealMember",
    "DealPulse",
    "LossReason",
    "MemberRole",
    "Outcome",
    "Pipeline",
    "Stage",
    "StageMove",
    "StageStay",
    "StageTask",
]
