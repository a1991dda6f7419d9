"""Undo as an act like any other: it can be undone too."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import ActIsUndone, NotAllowed, NotFound, NothingToUndo
from orbita.platform.acts.events import announce, send_poke
from orbita.platform.acts.frame import command, running
from orbita.platform.acts.models import Act
from orbita.platform.acts.undone import ActUndone
from orbita.platform.audit.errors import PartIsTied, UndoIsOver
from orbita.platform.audit.slots import undo_steps
from orbita.platform.audit.terms import UNDO_TERM, is_late
from orbita.platform.audit.undo import Undone, restore
from orbita.platform.records.queries import titles


@dataclass(frozen=True)
class UndoReport:
    """What came back, and the titles of the records that others had changed and that stay so."""

    records: int
    kept: tuple[str, ...]


@command
def undo_act(act_id: UUID, *, by: Actor) -> UndoReport:
    """Undo an act of one's own (with `acts.undo_any`: of anybody). Refuses what is undone already
    and what was done longer ago than `UNDO_TERM`.

    Records changed by others since then are left as they are and named in the report.
    """
    act = Act.objects.select_for_update().filter(pk=act_id).first()
    if act is None:
        raise NotFound
    if act.by_id != by.id and not by.may("acts.undo_any"):
        raise NotAllowed
    if act.undone_by_id:
        raise ActIsUndone
    if is_late(act.at):
        raise UndoIsOver(days=UNDO_TERM.days)
    mine = running()
    assert mine is not None
    for step in undo_steps:
        step.check(act_id)
    try:
        outcome = restore(act_id)
    except IntegrityError as fault:  # its place is taken: another bears the name by now
        raise PartIsTied from fault
    outcome.restored += sum(step.run(act_id, mine.id) for step in undo_steps)
    if not outcome.restored and not outcome.kept:
        raise NothingToUndo

    act.undone_by_id = mine.id
    act.save(update_fields=["undone_by"])
    _tell(act_id, outcome)
    return UndoReport(len(outcome.records - outcome.kept), _titles(outcome))


def _tell(act_id: UUID, outcome: Undone) -> None:
    records = tuple((ref.kind, ref.id) for ref in outcome.records)
    send_poke(records)
    announce(ActUndone(act_id=act_id, records=tuple(f"{kind}:{pk}" for kind, pk in records)))


def _titles(outcome: Undone) -> tuple[str, ...]:
    named: list[str] = []
    for kind in sorted({ref.kind for ref in outcome.kept}):
        ids = [ref.id for ref in outcome.kept if ref.kind == kind]
        named += titles(kind, ids).values()
    return tuple(sorted(named))
