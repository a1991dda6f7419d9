"""What undo asks of registers: one that has entries is not made undone under them."""

from uuid import UUID

from orbita.platform.audit.slots import UndoStep
from orbita.platform.registers.errors import RegisterHasEntries
from orbita.platform.registers.models import Entry, Register
from orbita.platform.tracking import EVENT_MODELS


def _check(act_id: UUID) -> None:
    """Refuse to take back the making of a register that has entries by now, those in the bin too.
    One statement."""
    made = EVENT_MODELS[Register]._default_manager.filter(pgh_context=act_id, pgh_label="insert")
    used = Entry.objects.filter(register__in=made.values("pgh_obj"))
    first = used.values("register__plural", "register")[:1]
    for row in first:
        count = used.filter(register=row["register"]).count()
        raise RegisterHasEntries(name=row["register__plural"], count=count)


def _nothing(act_id: UUID, undo_id: UUID) -> int:
    """Registers have a history: their rows come back by themselves."""
    return 0


KEPT_REGISTERS = UndoStep("registers", _check, _nothing)
