"""What deals tell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class DealOpened:
    deal_id: UUID
    party_id: UUID | None
    by: UUID | None


@dataclass(frozen=True)
class DealMoved:
    deal_id: UUID
    party_id: UUID | None
    stage_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class DealWon:
    deal_id: UUID
    party_id: UUID | None
    amount: Decimal | None
    won_on: date
    by: UUID | None


@dataclass(frozen=True)
class DealLost:
    deal_id: UUID
    party_id: UUID | None
    reason_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class DealReopened:
    deal_id: UUID
    party_id: UUID | None
    by: UUID | None


@dataclass(frozen=True)
class DealsChanged:
    """Fields of deals were changed, one or many alike; deleting and restoring is told as deleted_at."""

    deal_ids: tuple[UUID, ...]
    fields: tuple[str, ...]
    by: UUID | None


@dataclass(frozen=True)
class DealPostponed:
    deal_id: UUID
    party_id: UUID | None
    until: date
    by: UUID | None


@dataclass(frozen=True)
class DealTeamSet:
    """The team of a deal was set; `joined` are the colleagues who were not in it before."""

    deal_id: UUID
    party_id: UUID | None
    joined: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class PipelineChanged:
    pipeline_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class ReasonsChanged:
    reason_id: UUID
    by: UUID | None
