"""Registers and entries for tests, made by the acts themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from orbita.platform.accounts.tests.factories import role
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.fields.commands import add_field
from orbita.platform.fields.models import OwnField
from orbita.platform.registers.commands import add_entry
from orbita.platform.registers.definitions import Definition
from orbita.platform.registers.models import Entry
from orbita.platform.registers.patterns import EMPTY, make_register
from orbita.platform.registers.queries import register_of

STAGES = ("Запрошено", "Выдано", "Возвращено")


def register(
    plural: str = "Аренда оборудования", *, stages: Sequence[str] = STAGES, **words: Any
) -> Definition:
    """A register with a board of three stages; roles have their rights to it."""
    role()
    words = {"label": "Аренда", "title_label": "Оборудование", "icon": "truck", **words}
    words.setdefault("has_board", bool(stages))
    made = make_register(pattern=EMPTY, plural=plural, stages=stages, by=SYSTEM, **words)
    return register_of(made.kind)


def field(kind: str, label: str, sort: str = "text", **more: Any) -> OwnField:
    """An own field of a register."""
    return add_field(kind, {"label": label, "type": sort, **more}, by=SYSTEM)


def entry(
    kind: str,
    title: str = "Штабелёр",
    own: Mapping[str, Any] | None = None,
    *,
    by: Actor = SYSTEM,
    **values: Any,
) -> Entry:
    """An entry of a register; `own` are values of own fields by key."""
    given = {f"own.{key}": value for key, value in (own or {}).items()}
    return add_entry(kind, title=title, by=by, **values, **given)


def undo_last() -> None:
    """Take the last act back."""
    act = last_act_id()
    assert act is not None
    undo_act(act, by=SYSTEM)
