"""Questions about people: who acts, and whose records a scope reaches."""

import json
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from orbita.platform.access.slots import permissions, scopes
from orbita.platform.accounts.models import Department, Grant, Role, Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound

_ACTOR = """
WITH RECURSIVE below AS (
    SELECT id FROM accounts_department WHERE id = %(department)s
    UNION ALL
    SELECT child.id FROM accounts_department child JOIN below ON child.parent_id = below.id
)
SELECT
    (SELECT json_agg(json_build_array(permission, scope))::text FROM accounts_grant
     JOIN accounts_roleassignment USING (role_id) WHERE user_id = %(user)s),
    ARRAY(SELECT colleague.user_id FROM accounts_teammember mine
          JOIN accounts_teammember colleague USING (team_id) WHERE mine.user_id = %(user)s
          UNION SELECT id FROM accounts_user WHERE department_id = %(department)s),
    ARRAY(SELECT id FROM accounts_user WHERE department_id IN (SELECT id FROM below))
"""


def actor_of(user: Any) -> Actor:
    """The actor behind a user: grants of all his roles, reach of his scopes. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR, {"user": user.pk, "department": user.department_id})
        granted, team, subtree = cursor.fetchone()
    me = {user.pk}
    return Actor(
        id=user.pk,
        name=str(user),
        grants=MappingProxyType(_widest(json.loads(granted or "[]"))),
        team=frozenset(team) | me,
        subtree=frozenset(subtree) | me,
    )


def _widest(granted: list[list[str]]) -> dict[str, str]:
    """The widest scope of each permission over all roles."""
    widest: dict[str, str] = {}
    for permission, scope in granted:
        before = widest.get(permission, "none")
        if scope in scopes and scopes[scope].width >= scopes[before].width:
            widest[permission] = scope
    return widest


def names_of(ids: set[UUID]) -> dict[UUID, str]:
    """Users' names by id. One statement."""
    return {
        row[0]: f"{row[1]} {row[2]}".strip()
        for row in User.objects.filter(pk__in=ids).values_list("id", "first_name", "last_name")
    }


def departments_below(department_id: UUID) -> set[UUID]:
    """A department and all below it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE below AS (
                SELECT id FROM accounts_department WHERE id = %s
                UNION ALL
                SELECT child.id FROM accounts_department child JOIN below
                ON child.parent_id = below.id
            )
            SELECT id FROM below
            """,
            [department_id],
        )
        return {row[0] for row in cursor.fetchall()}


@dataclass(frozen=True)
class Branch:
    """A department with its depth in the tree, and how many people are in it and below."""

    department: Department
    depth: int
    people: int
    people_below: int


def department_tree() -> list[Branch]:
    """All departments in the order of the tree. Two statements."""
    people = dict(
        User.objects.active()
        .exclude(department=None)
        .values_list("department")
        .annotate(count=Count("id"))
    )
    children: dict[UUID | None, list[Department]] = defaultdict(list)
    for department in Department.objects.order_by("name"):
        children[department.parent_id].append(department)
    return _branches(children, people, None, 0)[0]


def _branches(
    children: dict[UUID | None, list[Department]],
    people: dict[UUID, int],
    parent: UUID | None,
    depth: int,
) -> tuple[list[Branch], int]:
    found: list[Branch] = []
    total = 0
    for department in children[parent]:
        below, inside = _branches(children, people, department.pk, depth + 1)
        own = people.get(department.pk, 0)
        found += [Branch(department, depth, own, own + inside), *below]
        total += own + inside
    return found, total


def employees(actor: Actor, *, text: str = "", left: bool = False) -> "QuerySet[User]":
    """Employees by name, with department and roles; `left`: those who cannot sign in any more."""
    found = User.objects.filter(is_active=not left)
    for word in text.split()[:5]:
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
            | Q(job_title__icontains=word)
            | Q(department__name__icontains=word)
        )
    return (
        found.select_related("department")
        .prefetch_related("role_assignments__role")
        .order_by("last_name", "first_name", "pk")
    )


def employee(user_id: UUID) -> User:
    """An employee, or NotFound. One statement."""
    found = User.objects.select_related("department").filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def department(department_id: UUID) -> Department:
    """A department, or NotFound. One statement."""
    found = Department.objects.filter(pk=department_id).first()
    if found is None:
        raise NotFound
    return found


def teams() -> "QuerySet[Team]":
    """Teams with their people."""
    return Team.objects.prefetch_related("memberships__user").order_by("name")


def team(team_id: UUID) -> Team:
    """A team, or NotFound. One statement."""
    found = Team.objects.filter(pk=team_id).first()
    if found is None:
        raise NotFound
    return found


def roles() -> "QuerySet[Role]":
    """Roles with how many people have each."""
    return Role.objects.annotate(people=Count("assignments")).order_by("name")


def role(role_id: UUID) -> Role:
    """A role, or NotFound. One statement."""
    found = Role.objects.filter(pk=role_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Right:
    """A permission as a role has it. Without scopes it is all or none."""

    key: str
    label: str
    scope: str
    has_scopes: bool


def rights_of(role_id: UUID, *, text: str = "") -> list[Right]:
    """Every permission with the scope in which the role has it; `text` narrows by words. One
    statement."""
    given = dict(Grant.objects.filter(role=role_id).values_list("permission", "scope"))
    words = text.lower().split()
    found = [
        Right(plug.key, str(plug.label), given.get(plug.key, "none"), plug.kind is not None)
        for plug in permissions
    ]
    return [
        right
        for right in found
        if all(word in f"{right.label} {right.key}".lower() for word in words)
    ]
