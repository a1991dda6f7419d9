"""Questions about trees, branches and who stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from orbita.parties.classifier.models import Branch, Placement, Tree
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


@dataclass(frozen=True)
class Node:
    """A branch as the editor shows it: `trail` names it from the root down."""

    id: UUID
    name: str
    depth: int
    parent_id: UUID | None
    trail: str
    parties: int


@dataclass(frozen=True)
class Grown:
    """A tree with its branches in the order in which they are read."""

    id: UUID
    name: str
    nodes: tuple[Node, ...]


def trees(*, with_counts: bool = False) -> list[Grown]:
    """All trees with their branches. Two statements, with counts of parties three."""
    branches: dict[UUID, list[Branch]] = {}
    for branch in Branch.objects.all():
        branches.setdefault(branch.tree_id, []).append(branch)
    counts = dict(_counts()) if with_counts else {}
    return [
        Grown(tree.pk, tree.name, tuple(_nodes(branches.get(tree.pk, []), counts)))
        for tree in Tree.objects.all()
    ]


def _counts() -> Iterable[tuple[UUID, int]]:
    placed = Placement.objects.filter(party__deleted_at=None)
    return placed.values_list("branch").annotate(Count("id")).order_by()


def _nodes(branches: list[Branch], counts: dict[UUID, int]) -> list[Node]:
    below: dict[UUID | None, list[Branch]] = {}
    for branch in branches:
        below.setdefault(branch.parent_id, []).append(branch)
    nodes: list[Node] = []
    waiting = [(branch, 0, "") for branch in reversed(below.get(None, []))]
    while waiting:
        branch, depth, above = waiting.pop()
        trail = f"{above} / {branch.name}" if above else branch.name
        nodes.append(
            Node(branch.pk, branch.name, depth, branch.parent_id, trail, counts.get(branch.pk, 0))
        )
        waiting += [(child, depth + 1, trail) for child in reversed(below.get(branch.pk, []))]
    return nodes


def tree_named(tree_id: UUID) -> Tree:
    """This tree, or NotFound."""
    tree = Tree.objects.filter(pk=tree_id).first()
    if tree is None:
        raise NotFound
    return tree


def branch_named(branch_id: UUID) -> Branch:
    """This branch, or NotFound."""
    branch = Branch.objects.filter(pk=branch_id).first()
    if branch is None:
        raise NotFound
    return branch


@dataclass(frozen=True)
class Place:
    """A branch in which a party stands."""

    branch_id: UUID
    name: str
    tree: str


def places(party: Party) -> list[Place]:
    """The branches of a party, tree by tree. One statement."""
    rows = Placement.objects.filter(party=party).select_related("branch__tree")
    ordered = rows.order_by("branch__tree__position", "branch__tree__name", "branch__name")
    return [Place(row.branch_id, row.branch.name, row.branch.tree.name) for row in ordered]


def standing_under(branches: QuerySet[Branch]) -> QuerySet[Placement, UUID]:
    """Keys of parties that stand in any of these branches or below, to be used inside a query.

    The branches are read at once (one statement), the rest is a search by the prefix of the path.
    """
    condition = Q(pk__in=())
    for path in branches.values_list("path", flat=True):
        condition |= Q(branch__path__startswith=path)
    return Placement.objects.filter(condition).values_list("party", flat=True)


def parties_under(actor: Actor, branch_id: UUID) -> QuerySet[Party]:
    """Parties that the actor sees in a branch with all that lies below it."""
    found: QuerySet[Party] = Party.objects.visible_to(actor)
    return found.filter(pk__in=standing_under(Branch.objects.filter(pk=branch_id)))
