"""Settings that go into a file: tables of settings, as the apps that own them declare them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise
Told = Callable[[Sequence[Any], Actor], None]


@dataclass(frozen=True)
class Sheet:
    """A table of settings as a file has it.

    `key` names the fields by which two installations know the same row, `fields` all that is carried
    (those of the key included), `fixed` what cannot be changed once the row is there, `conditions`
    texts in the language of conditions. `parts` are
    tables whose rows belong to a row, by the foreign key `to`. `only` narrows the rows; `given` sets
    what is not in the file on new rows (the owner of a view), `made` what follows from the others
    (the path of a branch); `check` looks at
    a row as a whole and refuses it, with no statement. Keys of rows in texts and JSON are written as names.
    """

    model: type[Model]
    key: Sequence[str]
    fields: Sequence[str]
    order: Sequence[str] = ("position", "pk")
    fixed: Sequence[str] = ()
    conditions: Sequence[str] = ()
    parts: Mapping[str, "Sheet"] = field(default_factory=dict, hash=False)
    to: str = ""
    only: Mapping[str, Any] = field(default_factory=dict, hash=False)
    given: Callable[[Actor], Mapping[str, Any]] | None = None
    made: Callable[[Any], None] | None = None
    check: Callable[[Any], None] | None = None

    @property
    def only_values(self) -> dict[str, Any]:
        """What `only` says of a new row: plain values, no comparisons."""
        return {name: value for name, value in self.only.items() if "__" not in name}


@dataclass(frozen=True)
class Section:
    """A part of the file that is chosen as a whole.

    `permission` is what its own settings page asks for; who has it not neither takes the section out
    nor brings it in. `told(rows, by)` announces the rows that have come or changed.
    """

    key: str
    label: Text
    sheet: Sheet
    permission: str
    order: int = 500
    told: Told | None = None


@dataclass(frozen=True)
class Reference:
    """Rows that settings point at by name, though they are not carried: employees by their mail."""

    key: str
    model: type[Model]
    name: Callable[[Any], str]


sections: Slot[Section] = Slot(
    "sections of settings",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)
references: Slot[Reference] = Slot("references of settings", key=lambda plug: plug.key)
