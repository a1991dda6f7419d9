"""Rights as other apps declare them: permissions with presets by role, scopes, further ways to single
records, and fields that a role may keep from people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

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
    """A circle of records: `filter` gives the condition for a model with an owner.

    `why(actor, record)` says in a sentence how a record that lies in the circle has come there.
    """

    key: str
    label: str | Promise
    width: int
    filter: Callable[[Actor, type[Model]], Q]
    why: Callable[[Actor, Any], str] | None = None


@dataclass(frozen=True)
class Reach:
    """A way to single records beside the scopes, such as sharing.

    `held` is an SQL expression within the statement that reads the actor: an array of «kind:level»
    (level view or edit) that he reaches at all, or of «permission@user»: a right to what belongs to
    somebody else; its values are user, department, now and today.
    `filter(actor, model, permission)` gives the condition; it is asked only where `held` named the
    kind. `why(actor, record)` says how each of them has come to the actor. `kept` is an SQL expression
    as well: JSON of [role, kind, field, level] that holds for kinds which his own roles do not see.
    """

    key: str
    held: str
    filter: Callable[[Actor, type[Model], str], Q]
    why: Callable[[Actor, Any], Iterable[str]]
    kept: str = ""


@dataclass(frozen=True)
class FieldSource:
    """Fields that a role may hide or make read-only: (kind, name, label), asked when needed;
    `kinds` gives the names of the kinds."""

    key: str
    fields: Callable[[], Iterable[tuple[str, str, str | Promise]]]
    kinds: Callable[[], Mapping[str, str | Promise]]


@dataclass(frozen=True)
class Carried:
    """What an app wants to know of everybody who asks, read in the statement of the actor.

    `sql` is one expression that gives a text (or NULL); its values are those of `Reach.held`, and
    `mine` is a table of the actor's roles (role_id). `read` makes the value of `actor.carried[key]`;
    `fit` changes the actor by it: what he may no longer do.
    """

    key: str
    sql: str
    read: Callable[[str | None], Any]
    fit: Callable[[Actor], Actor] | None = None


permissions: Slot[Permission] = Slot("permissions", key=lambda plug: plug.key)
scopes: Slot[AccessScope] = Slot("scopes", key=lambda plug: plug.key, order=lambda plug: plug.width)
reaches: Slot[Reach] = Slot("reaches", key=lambda plug: plug.key)
carried: Slot[Carried] = Slot("what actors carry", key=lambda plug: plug.key)
field_sources: Slot[FieldSource] = Slot("fields with rights", key=lambda plug: plug.key)


def permission_of(kind: str, action: str) -> str:
    """The permission of an action with records of a kind; "" when it has none."""
    found = (p.key for p in permissions if p.kind == kind and p.key.endswith(f".{action}"))
    return next(found, "")


def kind_of_permission(permission: str) -> str:
    """The kind whose records a permission is about; "" when it is about none."""
    found = permissions.get(permission)
    return (found.kind or "") if found else ""
