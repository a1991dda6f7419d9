"""What one socket wants to know."""

from collections import defaultdict

from orbita.platform.realtime.hub import Changes

PERSONAL = frozenset({"notice"})
"""Kinds whose id is a user: everybody may watch only himself."""
MOST_NAMES = 2000


class Watch:
    """What one socket wants to know: kinds, and records of kinds."""

    def __init__(self, names: object, own_id: str) -> None:
        self._kinds: set[str] = set()
        self._records: dict[str, set[str]] = defaultdict(set)
        for name in names[:MOST_NAMES] if isinstance(names, list) else ():
            kind, _, record_id = str(name).partition(":")
            if kind in PERSONAL:
                if record_id == own_id:
                    self._records[kind].add(record_id)
            elif record_id:
                self._records[kind].add(record_id)
            else:
                self._kinds.add(kind)

    def of(self, changes: Changes) -> dict[str, list[str]]:
        """The part of the changes that is watched; an empty list says «many or unknown»."""
        told: dict[str, list[str]] = {}
        for kind, ids in changes.items():
            if kind in self._kinds or (kind in self._records and not ids):
                told[kind] = sorted(ids)
            elif seen := self._records.get(kind, set()) & ids:
                told[kind] = sorted(seen)
        return told
