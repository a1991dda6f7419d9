"""An action: a field set on each record."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.scenarios.slots import Effect, Params, Planning, Subject
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.lists.editing import read_value
from orbita.platform.lists.slots import Column, screens
from orbita.platform.records.slots import kinds

SETTABLE = ("text", "choice", "money", "number", "date")


def settable(kind: str) -> list[tuple[str, Any]]:
    """Fields that a rule may set: those that are edited in the list, stage and owner apart."""
    return [
        (column.key, column.label)
        for column in screens[kind].columns
        if column.edit and column.type in SETTABLE and column.edit != "stage"
    ]


def _value(column: Column, text: str) -> Any:
    """The value that a rule says; for a day «+7» means in seven days."""
    days = text.strip().lstrip("+")
    if column.type == "date" and days.isdecimal() and len(days) < 4:
        return timezone.localdate() + timedelta(days=int(days))
    return read_value(column, text)


def plan_field(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """The same value for each record."""
    column = screens[planning.kind].column(said["field"])
    fault = ""
    if column is None or not column.edit:
        fault = _("There is no such field.")
    else:
        try:
            _value(column, str(said.get("value") or ""))
        except Refusal as refusal:
            fault = str(refusal)
    values = {
        "field": said["field"],
        "label": str(column.label) if column else said["field"],
        "value": str(said.get("value") or ""),
    }
    return [Effect(subject.id, "field", values, fault) for subject in found]


def run_field(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Set the field, all in one go."""
    change, said = kinds[planning.kind].change, effects[0].values
    column = screens[planning.kind].column(said["field"])
    assert change is not None and column is not None
    change([one.record_id for one in effects], {column.edit: _value(column, said["value"])}, by=by)


def word_field(said: Mapping[str, Any]) -> str:
    """The field in words."""
    return _("Set: %(label)s = %(value)s") % {
        "label": said["label"],
        "value": said["value"] or "—",
    }
