"""What belongs to an employee and goes with his book: clients, deals, steps, whatever apps add."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import kinds


@dataclass(frozen=True)
class Belonging:
    """Records of a kind that belong to somebody.

    `kind` is the record kind (absent while its module is), `owner` the field that says whose it is,
    `party` the path to the client, `open` what still matters. `give(ids, user_id, by)` is the act
    that changes the owner of many.
    """

    kind: str
    label: str | Promise
    open: Callable[[], Q]
    give: Callable[[Sequence[UUID], UUID, Actor], Any]
    owner: str = "owner"
    party: str = "party"
    order: int = 100

    @property
    def model(self) -> Any:
        return kinds[self.kind].model


belongings: Slot[Belonging] = Slot(
    "belongings", key=lambda plug: plug.kind, order=lambda plug: plug.order
)


def present() -> list[Belonging]:
    """The belongings whose kinds are there."""
    return [one for one in belongings if one.kind in kinds]
