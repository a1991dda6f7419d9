"""What other apps tell of own fields: where one is used, and ready sets of fields for a business."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from orbita.kit.slots import Slot

Text = str | Promise


@dataclass(frozen=True)
class Use:
    """A place where an own field is used."""

    label: str
    url: str


@dataclass(frozen=True)
class FieldUse:
    """Where an app uses own fields. `find(kind, key)` gives the places that ask for this field of
    this kind: saved views, segments, rules. A few statements, however many places there are."""

    key: str
    label: Text
    find: Callable[[str, str], Iterable[Use]]
    order: int = 100


@dataclass(frozen=True)
class PatternField:
    """A field that a dossier template brings. `options` are the labels of a choice."""

    label: Text
    type: str
    options: Sequence[Text] = ()
    help: Text = ""
    unit: Text = ""
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Further columns of an own field: is_column, is_long, limits …"""


@dataclass(frozen=True)
class Pattern:
    """A dossier template: a tab with fields for companies of one line of business.

    `trades` are the kinds of business for which it is laid out at the first visit.
    """

    key: str
    kind: str
    label: Text
    hint: Text
    icon: str
    tab: Text
    fields: Sequence[PatternField]
    trades: Sequence[str] = ()
    order: int = 100


@dataclass(frozen=True)
class Audience:
    """A sort of records of a kind that a template may be switched on for: organisations, people.

    `key` is the value that `field` has for them in the language of conditions.
    """

    key: str
    kind: str
    label: Text
    field: str
    order: int = 100


field_uses: Slot[FieldUse] = Slot(
    "uses of own fields", key=lambda plug: plug.key, order=lambda plug: plug.order
)
patterns: Slot[Pattern] = Slot(
    "dossier templates", key=lambda plug: plug.key, order=lambda plug: plug.order
)
audiences: Slot[Audience] = Slot(
    "audiences of dossier templates", key=lambda plug: plug.key, order=lambda plug: plug.order
)
