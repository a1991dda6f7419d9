"""Rights as other apps declare them: permissions with presets by role, and scopes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model, Q
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor


@dataclass(frozen=True)
class Permission:
    """Something that a role may be granted.

    `presets` gives the scope for each preset role that has it; `kind` names the record kind when
    the permission is about records and so comes in scopes (otherwise it is all or none).
    """

    key: str
    label: str | Promise
    presets: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None


@dataclass(frozen=True)
class AccessScope:
    """A circle of records: `filter` gives the condition for a model with an owner."""

    key: str
    label: str | Promise
    width: int
    filter: Callable[[Actor, type[Model]], Q]


permissions: Slot[Permission] = Slot("permissions", key=lambda plug: plug.key)
scopes: Slot[AccessScope] = Slot("scopes", key=lambda plug: plug.key, order=lambda plug: plug.width)
