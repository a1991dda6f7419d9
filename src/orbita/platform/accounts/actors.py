"""The actor behind a user: what his roles grant, whose records he reaches, what is kept from him."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.utils import timezone

from orbita.platform.access.slots import permission_of, reaches, scopes
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
    {held}
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
    from him, kinds of which records are shared with him. One statement."""
    held = " || ".join(reach.held for reach in reaches) or "ARRAY[]::text[]"
    values = {"user": user.pk, "department": user.department_id, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR.format(held=held), values)
        granted, restricted, roles, groups, team, subtree, shared = cursor.fetchone()
    rights = RoleRights(
        frozenset(map(str, roles)), json.loads(granted or "[]"), json.loads(restricted or "[]")
    )
    me = {user.pk}
    hidden, readonly = kept_fields(rights)
    return Actor(
        id=user.pk,
        name=str(user),
        grants=MappingProxyType(widest(rights.grants)),
        team=frozenset(team) | me,
        subtree=frozenset(subtree) | me,
        hidden=hidden,
        readonly=readonly,
        shared=_permissions(shared),
        groups=frozenset(roles) | frozenset(groups),
    )


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
    found = set()
    for text in shared:
        kind, _, level = text.partition(":")
        for action in ("view", "edit") if level == "edit" else ("view",):
            found.add(permission_of(kind, action))
    return frozenset(found - {""})
