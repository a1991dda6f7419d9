"""What the company has added to a kind, as plain values: the shape of fields, tabs and options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from orbita.platform.fields.models import FieldTab, FieldType, Need, OwnField

DOCUMENT = "document"
"""The kind of records that files are."""
PREFIX = "own."
"""Own fields are «own.f_…» in commands, forms, rights and requirements."""


@dataclass(frozen=True)
class Option:
    """A value of a choice. A retired one stays on the records that have it and is offered no more."""

    key: str
    label: str
    tone: str = ""
    retired: bool = False


@dataclass(frozen=True)
class Definition:
    """A field that the company has added to a kind."""

    id: UUID
    kind: str
    key: str
    label: str
    type: str
    help: str = ""
    tab: UUID | None = None
    options: tuple[Option, ...] = ()
    target: str = ""
    formula: Any = None
    result: str = ""
    unit: str = ""
    is_long: bool = False
    need: str = Need.NEVER
    need_where: str = ""
    shown_where: str = ""
    limits: Mapping[str, Any] = field(default_factory=dict)
    is_filter: bool = True
    is_searched: bool = False
    is_column: bool = False
    is_personal: bool = False

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def name(self) -> str:
        """As commands, forms and rights call it."""
        return f"{PREFIX}{self.key}"

    @property
    def path(self) -> str:
        """Where the ORM finds the value."""
        return f"own__{self.key}"

    @property
    def leads_to(self) -> str:
        """The kind of the record that a value is the key of; a file is a document."""
        return {FieldType.LINK: self.target, FieldType.FILE: DOCUMENT}.get(FieldType(self.type), "")

    @property
    def is_computed(self) -> bool:
        """Nobody types it: it follows from other fields."""
        return self.type == FieldType.FORMULA

    def option(self, key: Any) -> Option | None:
        """The option with this key."""
        return next((one for one in self.options if one.key == key), None)

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that may still be chosen."""
        return tuple(one for one in self.options if not one.retired)

    @classmethod
    def of(cls, row: OwnField) -> "Definition":
        """From its row."""
        plain = (
            "id", "kind", "key", "label", "type", "help", "target", "formula", "result", "unit",
            "is_long", "need", "need_where", "shown_where", "is_filter", "is_searched",
            "is_column", "is_personal",
        )  # fmt: skip
        return cls(
            **{name: getattr(row, name) for name in plain},
            tab=row.tab_id,
            options=tuple(_option(one) for one in row.options),
            limits=dict(row.limits),
        )


def _option(said: Mapping[str, Any]) -> Option:
    return Option(
        str(said["key"]), str(said["label"]), said.get("tone", ""), bool(said.get("retired"))
    )


@dataclass(frozen=True)
class Tab:
    """A tab with its fields; the first one without a name holds the fields of no tab."""

    id: UUID | None
    label: str
    where: str
    fields: Sequence[Definition]

    @classmethod
    def of(cls, row: FieldTab, fields: Sequence[Definition]) -> "Tab":
        """From its row."""
        return cls(row.pk, row.label, row.where, fields)
