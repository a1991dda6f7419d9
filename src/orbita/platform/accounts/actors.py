"""The actor behind a user: what his roles grant, whose records he reaches, what is kept from him."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.platform.access.slots import (
    carried,
    kind_of_permission,
    permission_of,
    reaches,
    scopes,
)
from orbita.platform.accounts.models import FieldLevel
from orbita.platform.acts.actor import Actor

_ACTOR = """
WITH RECURSIVE below AS (
    SELECT id FROM accounts_department WHERE id = %(department)s
    UNION ALL
    SELECT child.id FROM accounts_department child JOIN below ON child.parent_id = below.id
), above AS (
    SELECT id, parent_id FROM accounts_department WHERE id = %(department)s
    UNION ALL
    SELECT parent.id, parent.parent_id FROM accounts_department parent
    JOIN above ON above.parent_id = parent.id
), mine AS (
    SELECT role_id FROM accounts_roleassignment WHERE user_id = %(user)s
), teams AS (
    SELECT team_id FROM accounts_teammember WHERE user_id = %(user)s
)
SELECT
    (SELECT json_agg(json_build_array(role_id, permission, scope))::text
     FROM accounts_grant JOIN mine USING (role_id)),
    (SELECT json_agg(json_build_array(role_id, kind, field, level))::text
     FROM accounts_fieldright JOIN mine USING (role_id)),
    ARRAY(SELECT role_id FROM mine),
    ARRAY(SELECT id FROM above UNION ALL SELECT team_id FROM teams),
    ARRAY(SELECT user_id FROM accounts_teammember WHERE team_id IN (SELECT team_id FROM teams)
          UNION SELECT id FROM accounts_user WHERE department_id = %(department)s),
    ARRAY(SELECT id FROM accounts_user WHERE department_id IN (SELECT id FROM below)),
    {held},
    ARRAY[{kept}]::text[]{carried}
"""
Grants = list[list[str]]


@dataclass(frozen=True)
class RoleRights:
    """What the roles of one person say: (role, permission, scope) and (role, kind, field, level)."""

    roles: frozenset[str]
    grants: Grants = field(default_factory=list)
    fields: Grants = field(default_factory=list)


def actor_of(user: Any) -> Actor:
    """The actor behind a user: grants of all his roles, reach of his scopes, fields that are kept
    from him, kinds of which records are shared with him, for whom he stands in. One statement."""
    values = {
        "user": user.pk,
        "department": user.department_id,
        "now": timezone.now(),
        "today": timezone.localdate(timezone=timezone.get_default_timezone()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(), values)
        granted, restricted, roles, groups, team, subtree, shared, kept, *rest = cursor.fetchone()
    rights = RoleRights(
        frozenset(map(str, roles)), json.loads(granted or "[]"), json.loads(restricted or "[]")
    )
    me = {user.pk}
    hidden, readonly = _with_others(
        rights, [row for text in kept if text for row in json.loads(text)]
    )
    found = Actor(
        id=user.pk,
        name=str(user),
        grants=MappingProxyType(widest(rights.grants)),
        team=frozenset(team) | me,
        subtree=frozenset(subtree) | me,
        hidden=hidden,
        readonly=readonly,
        shared=_permissions(shared),
        groups=frozenset(roles) | frozenset(groups),
        stands_for=_people(shared),
        carried={plug.key: plug.read(text) for plug, text in zip(carried, rest, strict=True)},
    )
    for plug in carried:
        found = plug.fit(found) if plug.fit else found
    return found


@lru_cache(maxsize=8)
def _written(parts: tuple[str, str, str]) -> str:
    """The statement without the room between its words: the driver reads one of more than four
    kilobytes anew each time, which costs more than the database."""
    held, kept, more = parts
    return " ".join(_ACTOR.format(held=held, kept=kept, carried=more).split())


def _statement() -> str:
    held = " || ".join(reach.held for reach in reaches) or "ARRAY[]::text[]"
    kept = ", ".join(f"({reach.kept})::text" for reach in reaches if reach.kept)
    return _written((held, kept, "".join(f", ({plug.sql})::text" for plug in carried)))


def widest(granted: Iterable[list[str]]) -> dict[str, str]:
    """The widest scope of each permission over all roles."""
    found: dict[str, str] = {}
    for _role, permission, scope in granted:
        before = found.get(permission, "none")
        if scope in scopes and scopes[scope].width >= scopes[before].width:
            found[permission] = scope
    return found


def kept_fields(
    rights: RoleRights,
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Hidden and read-only fields by kind: the widest right over the roles that see the kind.

    A field is hidden only where each of these roles hides it, and read-only where each of them
    restricts it; a role that does not see the kind at all says nothing of its fields.
    """
    if not rights.fields:
        return MappingProxyType({}), MappingProxyType({})
    levels: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for role, kind, name, level in rights.fields:
        levels[kind, name][role] = level
    hidden: dict[str, set[str]] = defaultdict(set)
    readonly: dict[str, set[str]] = defaultdict(set)
    for (kind, name), said in levels.items():
        asked = _seeing(rights, kind) or frozenset(said)
        found = {said.get(role) for role in asked}
        if found == {FieldLevel.HIDDEN.value}:
            hidden[kind].add(name)
        elif None not in found:
            readonly[kind].add(name)
    return _frozen(hidden), _frozen(readonly)


def _with_others(
    rights: RoleRights, kept: Grants
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """The fields kept from him; of kinds that his own roles do not see, those that came with the way
    on which he sees them."""
    own = kept_fields(rights)
    others = [row for row in kept if not _seeing(rights, row[1])]
    if not others:
        return own
    more = kept_fields(RoleRights(frozenset(row[0] for row in others), [], others))
    return {**own[0], **more[0]}, {**own[1], **more[1]}


def _seeing(rights: RoleRights, kind: str) -> frozenset[str]:
    """The roles through which records of the kind are seen."""
    view = permission_of(kind, "view")
    return frozenset(
        role for role, permission, scope in rights.grants if permission == view and scope != "none"
    )


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({kind: frozenset(names) for kind, names in found.items()})


def _permissions(shared: Iterable[str]) -> frozenset[str]:
    """«deal:edit» gives the permissions to see and to change shared deals."""
    found: set[str] = set()
    for text in shared:
        if "@" in text:
            found.update(key for key in (text.partition("@")[0],) if kind_of_permission(key))
            continue
        kind, _, level = text.partition(":")
        for action in ("view", "edit") if level == "edit" else ("view",):
            found.add(permission_of(kind, action))
    return frozenset(found - {""})


def _people(shared: Iterable[str]) -> Mapping[str, frozenset[UUID]]:
    """«deals.edit@…» lets him change the deals of that person, who is away."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for text in shared:
        permission, _, user = text.partition("@")
        if user and kind_of_permission(permission):
            found[permission].add(UUID(user))
    return {permission: frozenset(people) for permission, people in found.items()}
