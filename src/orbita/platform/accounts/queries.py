"""Questions about people: who acts, and whose records a scope reaches."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from orbita.platform.access.slots import AccessScope, field_sources, permissions, scopes
from orbita.platform.accounts.actors import actor_of as actor_of
from orbita.platform.accounts.models import Department, FieldRight, Grant, Role, Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


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


def roles_granted(permission: str) -> list[tuple[Role, AccessScope]]:
    """The roles that have a permission, each with its scope, by name. One statement."""
    rows = Grant.objects.filter(permission=permission).exclude(scope="none").select_related("role")
    found = [(row.role, scopes[row.scope]) for row in rows if row.scope in scopes]
    return sorted(found, key=lambda pair: str(pair[0]))


@dataclass(frozen=True)
class FieldOfRole:
    """A field of a kind as a role has it: open ("", without a row), read-only or hidden."""

    kind: str
    name: str
    label: str
    level: str


@dataclass(frozen=True)
class FieldsOfKind:
    """The fields of a kind as a role has them."""

    label: str
    fields: list[FieldOfRole]


def field_rights_of(role_id: UUID, *, text: str = "") -> list[FieldsOfKind]:
    """The fields that a role may keep from people, by kind; `text` narrows by words. One statement,
    and those of the sources of fields."""
    rows = FieldRight.objects.filter(role=role_id).values_list("kind", "field", "level")
    said = {(kind, name): level for kind, name, level in rows}
    found: dict[str, list[FieldOfRole]] = defaultdict(list)
    for source in field_sources:
        for kind, name, label in source.fields():
            if all(word in f"{label} {name}".lower() for word in text.lower().split()):
                level = said.get((kind, name), "")
                found[kind].append(FieldOfRole(kind, name, str(label), level))
    names = {key: label for source in field_sources for key, label in source.kinds().items()}
    return [FieldsOfKind(str(names.get(kind, kind)), rows) for kind, rows in found.items()]
