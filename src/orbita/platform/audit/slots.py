"""Who stands behind acts that Orbita itself has done, and what undo brings back besides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from orbita.kit.slots import Slot


@dataclass(frozen=True)
class ActNames:
    """Names for acts without a human behind them: «Rule “…”» instead of «Orbita».

    `names(ids)` knows some of these acts, in one statement.
    """

    key: str
    names: Callable[[Iterable[UUID]], Mapping[UUID, str]]


act_names: Slot[ActNames] = Slot("names of acts", key=lambda plug: plug.key)


@dataclass(frozen=True)
class UndoStep:
    """What an undo has to bring back besides the rows that have a history.

    `check(act_id)` refuses an undo that would make no sense; `run(act_id, undo_id)` is called after
    the rows have come back, says how many more did, and may be undone itself as the act `undo_id`.
    """

    key: str
    check: Callable[[UUID], None]
    run: Callable[[UUID, UUID], int]


undo_steps: Slot[UndoStep] = Slot("steps of undo", key=lambda plug: plug.key)
