"""What the company tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CompanySetUp:
    """The first visit is over: the company, its legal entity and its first administrator exist."""

    trade: str
    administrator_id: UUID
