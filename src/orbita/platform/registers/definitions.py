"""Own registers as plain values, read once a request together with who asks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from orbita.platform.records.slots import OWN_KIND
from orbita.platform.remembering import once

SQL = """
    SELECT json_agg(json_build_array(
        r.id, r.kind, r.plural, r.label, r.title_label, r.icon, r.has_board, r.position, (
            SELECT json_agg(json_build_array(s.id, s.name, s.tone, s.is_final)
                ORDER BY s.position, s.id)
            FROM registers_registerstage s WHERE s.register_id = r.id)
        ) ORDER BY r.position, r.id)::text
    FROM registers_register r WHERE r.deleted_at IS NULL
"""


@dataclass(frozen=True)
class Step:
    """A stage of a register."""

    id: UUID
    name: str
    tone: str
    is_final: bool


@dataclass(frozen=True)
class Definition:
    """A register as it is now."""

    id: UUID
    kind: str
    plural: str
    label: str
    title_label: str
    icon: str
    has_board: bool
    position: int
    stages: tuple[Step, ...] = ()

    @property
    def slug(self) -> str:
        """The key as addresses show it."""
        return self.kind.removeprefix(OWN_KIND)

    @property
    def address(self) -> str:
        """The address of its list, from the root."""
        return f"registers/{self.slug}/"

    def stage(self, stage_id: UUID | None) -> Step | None:
        """A stage by its key."""
        return next((one for one in self.stages if one.id == stage_id), None)


def read_all(text: str | None) -> tuple[Definition, ...]:
    """The registers out of the text that SQL gives."""
    return tuple(_read(*row) for row in json.loads(text or "[]"))


def _read(
    key: str,
    kind: str,
    plural: str,
    label: str,
    title_label: str,
    icon: str,
    has_board: bool,
    position: int,
    stages: Sequence[Sequence[Any]] | None,
) -> Definition:
    steps = tuple(Step(UUID(one[0]), *one[1:]) for one in stages or ())
    return Definition(UUID(key), kind, plural, label, title_label, icon, has_board, position, steps)


@once
def all_registers() -> tuple[Definition, ...]:
    """The registers that are not in the bin, in their order. One statement a request at most."""
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        return read_all(cursor.fetchone()[0])
