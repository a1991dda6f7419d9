"""Who acts: the one argument that every question and every command takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or Orbita itself) with what he may do.

    `grants` maps a permission to the widest scope in which it is granted; `team` and `subtree` hold
    the users whose records those scopes reach, the actor himself included.
    """

    id: UUID | None
    name: str
    grants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    team: frozenset[UUID] = NOBODY
    subtree: frozenset[UUID] = NOBODY
    is_system: bool = False

    def scope(self, permission: str) -> str:
        """The scope in which the permission is granted: none, own, assigned, team, subtree, all."""
        return "all" if self.is_system else self.grants.get(permission, "none")

    def may(self, permission: str | None) -> bool:
        """Whether the permission is granted in any scope. No permission named: whoever is signed in."""
        return permission is None or self.scope(permission) != "none"


SYSTEM = Actor(id=None, name="Orbita", is_system=True)
"""Orbita itself: jobs, imports from the command line, demo data."""
