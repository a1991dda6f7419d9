"""The one layer that says who sees what. Lists, boards, search, reports, export and API ask here."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from orbita.platform.access.slots import reaches, scopes
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.frame import running

Row = TypeVar("Row", bound=Model)
NARROW = ("none", "own", "assigned")
"""Scopes that never reach what a colleague owns."""


def condition(actor: Actor, model: type[Model], permission: str) -> Q:
    """The condition that the records within the actor's scope of this permission fulfil, or that
    were shared with him. Who has nothing shared pays nothing for it."""
    scope = actor.scope(permission)
    found = scopes[scope].filter(actor, model)
    if permission in actor.shared and scope != "all":
        for reach in reaches:
            found |= reach.filter(actor, model, permission)
    return found


def restrict(rows: QuerySet[Row], actor: Actor, permission: str) -> QuerySet[Row]:
    """The rows within the actor's scope of this permission. No statement of its own."""
    if actor.scope(permission) == "all":
        return rows
    return rows.filter(condition(actor, rows.model, permission))


def allows(actor: Actor, permission: str, record: Any) -> bool:
    """Whether this very record lies within the actor's scope. One statement at most."""
    scope = actor.scope(permission)
    if scope == "all":
        return True
    if scope == "none" and permission not in actor.shared:
        return False
    if scope != "none" and record.owner_id == actor.id:
        return True
    model = type(record)
    reached = model._base_manager.filter(condition(actor, model, permission), pk=record.pk)
    return bool(reached.exists())


def require(actor: Actor, permission: str, record: Any = None) -> None:
    """Refuse with NotAllowed what the actor may not do (with this record, if one is given)."""
    granted = actor.may(permission) if record is None else allows(actor, permission, record)
    if not granted:
        raise NotAllowed
    if actor.stands_for and record is not None:
        note_standing(actor, permission, [getattr(record, "owner_id", None)])


def note_standing(actor: Actor, permission: str, owners: Iterable[UUID | None]) -> None:
    """Let the journal say for whom the actor acts, where only that one's absence lets him.

    Records of several absent people are told as those of the first.
    """
    act = running()
    people = actor.stands_for.get(permission, frozenset())
    if act is None or act.by is not actor or actor.scope(permission) not in NARROW:
        return
    found = sorted(owner for owner in owners if owner in people)
    if found:
        act.instead_of = found[0]
