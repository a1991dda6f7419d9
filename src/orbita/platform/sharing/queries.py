"""Which records are shared with whom."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from orbita.platform.access.queries import allows
from orbita.platform.access.slots import kind_of_permission, permission_of
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.sharing import among as among
from orbita.platform.sharing.models import Level, Share, ShareQuerySet

HELD = """
    ARRAY(SELECT DISTINCT kind || ':' || level FROM sharing_share
          WHERE (until IS NULL OR until > %(now)s)
          AND (user_id = %(user)s OR department_id IN (SELECT id FROM above)
               OR team_id IN (SELECT team_id FROM teams) OR role_id IN (SELECT role_id FROM mine)))
"""
"""Part of the statement that reads the actor: kinds and levels of what is shared with him."""


def people_to_ask() -> "QuerySet[User]":
    """Whoever works here, by name: for «why does he see it». One statement."""
    return User.objects.active().order_by("first_name", "last_name")


def with_actor(actor: Actor) -> ShareQuerySet:
    """Shares that hold and reach the actor. No statement of its own."""
    groups = sorted(actor.groups)
    return Share.objects.holding().filter(
        Q(user=actor.id) | Q(department__in=groups) | Q(team__in=groups) | Q(role__in=groups)
    )


def shared(actor: Actor, model: type[Model], permission: str) -> Q:
    """The records of the model's kind that were shared with the actor for this permission.

    Shares let people see and change; other permissions may be reached on other ways only.
    """
    if not permission.endswith((".view", ".edit")):
        return Q(pk__in=())
    found = with_actor(actor).filter(kind=kind_of_permission(permission))
    if permission.endswith(".edit"):
        found = found.filter(level=Level.EDIT)
    return Q(pk__among=found.values("record_id"))


def shares_of(kind: str, record_id: UUID) -> QuerySet[Share]:
    """With whom a record is shared now, the newest first. One statement."""
    rows = Share.objects.holding().of(kind, record_id)
    return rows.select_related("user", "department", "team", "role", "by").order_by("-at")


def shares_with(actor: Actor, kind: str, record_id: UUID) -> Iterator[Share]:
    """The shares of a record that reach this actor. One statement."""
    rows = with_actor(actor).of(kind, record_id)
    yield from rows.select_related("user", "department", "team", "role", "by").order_by("-at")


def receivers(share: Share) -> list[UUID]:
    """Everybody whom a share reaches and who can sign in. One statement, two for a department."""
    from orbita.platform.accounts.queries import departments_below

    asked: dict[str, Any] = {"pk": share.user_id}
    if share.department_id:
        asked = {"department__in": departments_below(share.department_id)}
    elif share.team_id:
        asked = {"memberships__team": share.team_id}
    elif share.role_id:
        asked = {"role_assignments__role": share.role_id}
    return list(User.objects.active().filter(**asked).values_list("pk", flat=True).distinct())


def may_share(actor: Actor, kind: str, record: Any) -> bool:
    """Whether the actor may share this record: who owns it, or may change it by a scope of his own
    roles. What was only shared with him is not his to pass on. Two statements at most."""
    if actor.is_system or record.owner_id == actor.id:
        return True
    own = replace(actor, shared=frozenset())
    return allows(own, permission_of(kind, "edit"), record)
