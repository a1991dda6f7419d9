"""What rules tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RulesChanged:
    """A rule was added, changed, switched or removed."""

    rule_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class RulesCalled:
    """Records wait for these rules: they act once the act is committed."""

    rule_ids: tuple[UUID, ...]
    by: UUID | None
