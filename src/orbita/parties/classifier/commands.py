"""What is done with the classifier."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Max
from django.db.models.functions import Coalesce

from orbita.parties.classifier.errors import (
    BranchExists,
    MovedIntoItself,
    NeedsName,
    OtherTree,
    TooDeep,
    TreeExists,
)
from orbita.parties.classifier.events import PartiesPlaced, TreeChanged
from orbita.parties.classifier.models import Branch, Placement, Tree
from orbita.parties.classifier.queries import branch_named, tree_named
from orbita.parties.directory.models import Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.keys import uuid7
from orbita.platform.records.changing import lock_rows

DEEPEST = 25
MANAGE = "classifier.manage"


@command
def add_tree(*, name: str, by: Actor) -> Tree:
    """Start a classifier. Refuses a name that there is already."""
    require(by, MANAGE)
    name = _named(name)
    try:
        with transaction.atomic():
            tree = Tree.objects.create(name=name, position=_next(Tree.objects.all()))
    except IntegrityError:
        raise TreeExists(name=name) from None
    announce(TreeChanged(tree_id=tree.pk, by=by.id))
    return tree


@command
def rename_tree(tree_id: UUID, *, name: str, by: Actor) -> Tree:
    """Give a classifier another name."""
    tree = _locked_tree(tree_id, by)
    tree.name = _named(name)
    try:
        with transaction.atomic():
            tree.save(update_fields=["name"])
    except IntegrityError:
        raise TreeExists(name=tree.name) from None
    announce(TreeChanged(tree_id=tree.pk, by=by.id))
    return tree


@command
def delete_tree(tree_id: UUID, *, by: Actor) -> None:
    """Delete a classifier with its branches; parties stay, they only stand there no more."""
    tree = _locked_tree(tree_id, by)
    Placement.objects.filter(branch__tree=tree).delete()
    Branch.objects.filter(tree=tree).delete()
    tree.delete()
    announce(TreeChanged(tree_id=tree_id, by=by.id))


@command
def add_branch(tree_id: UUID, *, name: str, parent_id: UUID | None = None, by: Actor) -> Branch:
    """Add a branch at the root of a tree, or below another one."""
    tree = _locked_tree(tree_id, by)
    parent = _branch_of(tree, parent_id)
    key = uuid7()
    branch = Branch(
        id=key,
        tree=tree,
        parent=parent,
        name=_named(name),
        path=_path(parent, key),
        position=_next(Branch.objects.filter(tree=tree, parent=parent)),
    )
    _store(branch)
    announce(TreeChanged(tree_id=tree.pk, by=by.id))
    return branch


@command
def rename_branch(branch_id: UUID, *, name: str, by: Actor) -> Branch:
    """Give a branch another name."""
    branch = _locked_branch(branch_id, by)
    branch.name = _named(name)
    _store(branch, "name")
    announce(TreeChanged(tree_id=branch.tree_id, by=by.id))
    return branch


@command
def move_branch(
    branch_id: UUID,
    *,
    parent_id: UUID | None,
    before_id: UUID | None = None,
    by: Actor,
) -> Branch:
    """Put a branch with all below it elsewhere in its tree, before a sibling or at the end.

    The paths of the whole subtree change in one statement.
    """
    branch = _locked_branch(branch_id, by)
    parent = _branch_of(branch.tree, parent_id)
    if parent is not None and parent.path.startswith(branch.path):
        raise MovedIntoItself(name=branch.name)

    old = branch.path
    siblings = Branch.objects.filter(tree=branch.tree, parent=parent).exclude(pk=branch.pk)
    branch.parent, branch.position = parent, _make_room(siblings, before_id)
    _store(branch, "parent", "position")
    _move_paths(branch.tree_id, old, _path(parent, branch.pk))
    branch.refresh_from_db(fields=["path"])
    announce(TreeChanged(tree_id=branch.tree_id, by=by.id))
    return branch


@command
def change_branch(
    branch_id: UUID, *, name: str, parent_id: UUID | None, moved: bool, by: Actor
) -> Branch:
    """Rename a branch and hang it elsewhere, as one act."""
    if moved:
        move_branch(branch_id, parent_id=parent_id, by=by)
    return rename_branch(branch_id, name=name, by=by)


@command
def delete_branch(branch_id: UUID, *, by: Actor) -> None:
    """Delete a branch with all below it; parties stay, they only stand there no more."""
    branch = _locked_branch(branch_id, by)
    Placement.objects.filter(branch__path__startswith=branch.path).delete()
    Branch.objects.filter(path__startswith=branch.path).delete()
    announce(TreeChanged(tree_id=branch.tree_id, by=by.id))


@command
def place_parties(ids: Sequence[UUID], branch_id: UUID, *, by: Actor) -> None:
    """Put parties into a branch; those that stand there already stay. Three statements."""
    branch = branch_named(branch_id)
    rows = lock_rows(Party, ids, "edit", by=by)
    Placement.objects.bulk_create(
        [Placement(party=row, branch=branch) for row in rows], ignore_conflicts=True
    )
    announce(PartiesPlaced(party_ids=tuple(ids), branch_id=branch_id, placed=True, by=by.id))


@command
def unplace_parties(ids: Sequence[UUID], branch_id: UUID, *, by: Actor) -> None:
    """Take parties out of a branch."""
    rows = lock_rows(Party, ids, "edit", by=by)
    Placement.objects.filter(party__in=rows, branch=branch_id).delete()
    announce(PartiesPlaced(party_ids=tuple(ids), branch_id=branch_id, placed=False, by=by.id))


@command
def set_places(
    party_id: UUID, branch_ids: Collection[UUID], *, seen: Collection[UUID], by: Actor
) -> None:
    """Put a party into these branches and out of the others that the editor had seen it in.

    What others have changed meanwhile stays.
    """
    lock_rows(Party, [party_id], "edit", by=by)
    wanted, known = set(branch_ids), set(seen)
    for branch_id in sorted(wanted - known):
        place_parties([party_id], branch_id, by=by)
    for branch_id in sorted(known - wanted):
        unplace_parties([party_id], branch_id, by=by)


@command
def shift_branch(branch_id: UUID, *, down: bool = False, by: Actor) -> Branch:
    """Put a branch one place higher or lower among its siblings; at the end it stays."""
    branch = _locked_branch(branch_id, by)
    siblings = list(Branch.objects.filter(tree=branch.tree_id, parent=branch.parent_id))
    at = next(number for number, one in enumerate(siblings) if one.pk == branch.pk)
    to = min(max(at + (1 if down else -1), 0), len(siblings) - 1)
    siblings.insert(to, siblings.pop(at))
    for number, one in enumerate(siblings):
        one.position = number
    Branch.objects.bulk_update(siblings, ["position"])
    announce(TreeChanged(tree_id=branch.tree_id, by=by.id))
    return branch


def _named(name: str) -> str:
    if not name.strip():
        raise NeedsName
    return name.strip()


def _locked_tree(tree_id: UUID, by: Actor) -> Tree:
    """The tree, locked: one change of its structure at a time."""
    require(by, MANAGE)
    tree = tree_named(tree_id)
    return Tree.objects.select_for_update().get(pk=tree.pk)


def _locked_branch(branch_id: UUID, by: Actor) -> Branch:
    tree = _locked_tree(branch_named(branch_id).tree_id, by)
    branch = branch_named(branch_id)
    branch.tree = tree
    return branch


def _branch_of(tree: Tree, branch_id: UUID | None) -> Branch | None:
    if branch_id is None:
        return None
    branch = branch_named(branch_id)
    if branch.tree_id != tree.pk:
        raise OtherTree
    return branch


def _path(parent: Branch | None, key: UUID) -> str:
    path = f"{parent.path if parent else ''}{key.hex}/"
    if path.count("/") > DEEPEST:
        raise TooDeep
    return path


def _next(rows: models.QuerySet[Tree] | models.QuerySet[Branch]) -> int:
    found: int = rows.aggregate(last=Coalesce(Max("position"), 0))["last"]
    return found + 1


def _store(branch: Branch, *fields: str) -> None:
    try:
        with transaction.atomic():
            branch.save(update_fields=fields or None, force_insert=not fields)
    except IntegrityError:
        raise BranchExists(name=branch.name) from None


def _make_room(siblings: models.QuerySet[Branch], before_id: UUID | None) -> int:
    """The position before a sibling, the later ones pushed on; the last one without a sibling."""
    before = siblings.filter(pk=before_id).first() if before_id else None
    if before is None:
        return _next(siblings)
    siblings.filter(position__gte=before.position).update(position=F("position") + 1)
    return before.position


def _move_paths(tree_id: UUID, old: str, new: str) -> None:
    subtree = Branch.objects.filter(path__startswith=old)
    lengths = (path.count("/") for path in subtree.values_list("path", flat=True))
    if max(lengths) - old.count("/") + new.count("/") > DEEPEST:
        raise TooDeep
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE classifier_branch SET path = %s || substr(path, %s) "
            "WHERE tree_id = %s AND path LIKE %s",
            [new, len(old) + 1, tree_id, f"{old}%"],
        )
