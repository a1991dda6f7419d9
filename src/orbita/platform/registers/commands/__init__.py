"""Acts on own registers, their stages and entries."""

from orbita.platform.registers.commands.entries import (
    add_entry,
    change_entries,
    delete_entries,
    restore_entries,
)
from orbita.platform.registers.commands.registers import (
    RIGHT,
    add_register,
    change_register,
    delete_register,
    order_registers,
    restore_register,
)
from orbita.platform.registers.commands.stages import (
    add_stage,
    change_stage,
    order_stages,
    remove_stage,
)

__all__ = [
    "RIGHT",
    "add_entry",
    "add_register",
    "add_stage",
    "change_entries",
    "change_register",
    "change_stage",
    "delete_entries",
    "delete_register",
    "order_registers",
    "order_stages",
    "remove_stage",
    "restore_entries",
    "restore_register",
]
