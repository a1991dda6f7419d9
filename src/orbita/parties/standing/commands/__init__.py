"""What is done with classes: classifications are shaped, computed, and overridden by hand."""

from orbita.parties.standing.commands.giving import give_class, take_back_class
from orbita.parties.standing.commands.reckoning import (
    reclassify,
    reclassify_parties,
    resettle_undone,
    warm_parties,
)
from orbita.parties.standing.commands.shaping import (
    add_classification,
    change_classification,
    delete_classification,
    delete_grade,
    delete_point_rule,
    set_signal_weights,
    shift_grade,
    write_grade,
    write_point_rule,
)

__all__ = [
    "add_classification",
    "change_classification",
    "delete_classification",
    "delete_grade",
    "delete_point_rule",
    "give_class",
    "reclassify",
    "reclassify_parties",
    "resettle_undone",
    "set_signal_weights",
    "shift_grade",
    "take_back_class",
    "warm_parties",
    "write_grade",
    "write_point_rule",
]
