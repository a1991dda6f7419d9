"""The actions that every kind of records has: plan a step, tell, assign, set a field, note, place."""

from django.utils.translation import gettext_lazy

from orbita.activities.scenarios.offered.fields import plan_field, run_field, settable, word_field
from orbita.activities.scenarios.offered.owners import (
    owner_choices,
    plan_owner,
    run_owner,
    word_owner,
)
from orbita.activities.scenarios.offered.people import who_choices
from orbita.activities.scenarios.offered.placing import (
    branch_choices,
    plan_place,
    run_place,
    word_place,
)
from orbita.activities.scenarios.offered.steps import plan_step, run_step, step_kinds, word_step
from orbita.activities.scenarios.offered.telling import (
    NOTICE,
    plan_note,
    plan_notice,
    run_note,
    run_notice,
    word_note,
    word_notice,
    word_telling,
)
from orbita.activities.scenarios.slots import Action, Parameter

__all__ = ["ACTIONS", "NOTICE", "branch_choices", "word_telling"]


_WORDS = Parameter("words", gettext_lazy("Words"), required=False)
_WHO = Parameter("who", gettext_lazy("For whom"), "who", who_choices, initial="owner")
ACTIONS = (
    Action(
        "step",
        gettext_lazy("Plan a next step"),
        "calendar-plus",
        plan_step,
        run_step,
        word_step,
        (
            Parameter("kind", gettext_lazy("What"), "choice", step_kinds, initial="call"),
            Parameter(
                "words",
                gettext_lazy("What to do"),
                initial="",
                hint=gettext_lazy("“Call, find out the deadline”"),
                required=False,
            ),
            Parameter("days", gettext_lazy("In how many days"), "days", initial=1),
            _WHO,
        ),
        order=10,
    ),
    Action(
        "notice",
        gettext_lazy("Tell"),
        "bell",
        plan_notice,
        run_notice,
        word_notice,
        (Parameter("who", gettext_lazy("Whom"), "who", who_choices, initial="owner"), _WORDS),
        order=20,
    ),
    Action(
        "owner",
        gettext_lazy("Assign an owner"),
        "user-round-check",
        plan_owner,
        run_owner,
        word_owner,
        (Parameter("who", gettext_lazy("To whom"), "who", owner_choices),),
        order=30,
    ),
    Action(
        "field",
        gettext_lazy("Set a field"),
        "pencil",
        plan_field,
        run_field,
        word_field,
        (
            Parameter("field", gettext_lazy("Field"), "choice", settable),
            Parameter(
                "value",
                gettext_lazy("Value"),
                required=False,
                hint=gettext_lazy("A day may be said as +7: in seven days."),
            ),
        ),
        order=50,
    ),
    Action(
        "note",
        gettext_lazy("Add a note"),
        "sticky-note",
        plan_note,
        run_note,
        word_note,
        (Parameter("words", gettext_lazy("Words")),),
        order=60,
    ),
    Action(
        "place",
        gettext_lazy("Put into a branch"),
        "folder-tree",
        plan_place,
        run_place,
        word_place,
        (Parameter("branch", gettext_lazy("Branch"), "choice", branch_choices),),
        order=70,
    ),
)
