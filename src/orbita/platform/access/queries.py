"""The one layer that says who sees what. Lists, boards, search, reports, export and API ask here."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from orbita.platform.access.slots import reaches, scopes
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed

Row = TypeVar("Row", bound=Model)


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
