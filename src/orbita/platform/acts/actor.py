"""Who acts: the one argument that every question and every command takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

NOBODY: frozenset[UUID] = frozenset()
NO_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType({})
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or Orbita itself) with what he may do.

    `grants` maps a permission to the widest scope in which it is granted; `team` and `subtree` hold
    the users whose records those scopes reach, the actor himself included. `hidden` and `readonly`
    name the fields of each kind that his roles keep from him. `shared` holds the permissions that he
    has for single records which were shared with him; `groups` are his departments (with those
    above), teams and roles, with whom records are shared as well. `stands_for` names, by permission,
    the absent people whose own records he may treat as they would. `carried` is what other apps want
    to know of everybody who asks.
    """

    id: UUID | None
    name: str
    grants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    team: frozenset[UUID] = NOBODY
    subtree: frozenset[UUID] = NOBODY
    is_system: bool = False
    hidden: Mapping[str, frozenset[str]] = field(default_factory=lambda: NO_FIELDS)
    readonly: Mapping[str, frozenset[str]] = field(default_factory=lambda: NO_FIELDS)
    shared: frozenset[str] = frozenset()
    groups: frozenset[UUID] = NOBODY
    stands_for: Mapping[str, frozenset[UUID]] = field(default_factory=lambda: NOTHING)
    carried: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def scope(self, permission: str) -> str:
        """The scope in which the permission is granted: none, own, assigned, team, subtree, all."""
        return "all" if self.is_system else self.grants.get(permission, "none")

    def may(self, permission: str | None) -> bool:
        """Whether the permission is granted in any scope, or for a record that was shared. No
        permission named: whoever is signed in."""
        return permission is None or self.scope(permission) != "none" or permission in self.shared

    @property
    def absent(self) -> frozenset[UUID]:
        """Everybody for whom he stands in today."""
        return frozenset().union(*self.stands_for.values())

    def sees(self, kind: str, field: str) -> bool:
        """Whether a field of a kind («amount», «own.f_rate») is shown to the actor."""
        return field not in self.hidden.get(kind, ())

    def may_set(self, kind: str, field: str) -> bool:
        """Whether the actor may change a field of a kind, as far as its rights go."""
        return self.sees(kind, field) and field not in self.readonly.get(kind, ())


SYSTEM = Actor(id=None, name="Orbita", is_system=True)
"""Orbita itself: jobs, imports from the command line, demo data."""
