"""What is done with the past: undo, setting back, noting who looked."""

from orbita.platform.audit.commands.looking import note_export, note_look, note_taken
from orbita.platform.audit.commands.restoring import restore_part, restore_value, restore_whole
from orbita.platform.audit.commands.undoing import UndoReport, undo_act

__all__ = [
    "UndoReport",
    "note_export",
    "note_look",
    "note_taken",
    "restore_part",
    "restore_value",
    "restore_whole",
    "undo_act",
]
