"""Trees and branches for tests, made by Bob, who may."""

from orbita.parties.classifier.commands import add_branch, add_tree
from orbita.parties.classifier.models import Branch, Tree
from orbita.platform.accounts.tests.factories import actor, bob


def tree(name: str = "Отрасли") -> Tree:
    """A classifier."""
    return add_tree(name=name, by=actor(bob()))


def branch(of: Tree, name: str, parent: Branch | None = None) -> Branch:
    """A branch at the top of a tree, or below another one."""
    return add_branch(of.pk, name=name, parent_id=parent.pk if parent else None, by=actor(bob()))
