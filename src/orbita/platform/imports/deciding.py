"""From a file and what was said about it to a plan: guesses, what is remembered, what was chosen."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.models import Import
from orbita.platform.imports.plans import SOURCE, Plan, importable_of, opened, propose
from orbita.platform.imports.queries import remembered, verdicts_of
from orbita.platform.imports.slots import Importable


def planned(
    importable: Importable,
    path: Path,
    *,
    file_name: str = "",
    mapping: Mapping[str, str] | None = None,
    keys: Sequence[str] | None = None,
    makes: Sequence[str] | None = None,
    source: str = SOURCE,
    options: Mapping[str, Any] | None = None,
    by: Actor,
) -> Plan:
    """A plan made of what was said, of what is remembered of such files, and of guesses.

    `makes` None: everything that is missing and that the actor may make.
    """
    table = opened(path, options or {})
    before = remembered(importable.kind, table.columns) or {}
    if mapping is None and keys is None:
        mapping, keys = before.get("columns"), before.get("keys")
    proposal = propose(importable, table, mapping=mapping, keys=keys)
    return Plan(
        importable=importable,
        path=path,
        file_name=file_name or path.name,
        columns=proposal.columns,
        keys=proposal.keys,
        makes=may_make(importable, by, makes),
        by=by,
        source=source or SOURCE,
        options=dict(options or {}),
        said={
            **({"columns": proposal.columns} if mapping else {}),
            **({"keys": list(proposal.keys)} if keys is not None else {}),
        },
    )


def may_make(importable: Importable, by: Actor, wanted: Sequence[str] | None) -> frozenset[str]:
    """What is to be made when it is missing, as far as the actor may make it."""
    allowed = [one.key for one in importable.makes if by.may(one.permission or None)]
    return frozenset(allowed if wanted is None else (key for key in wanted if key in allowed))


def plan_of(found: Import, by: Actor) -> Plan:
    """The plan of a prepared import, as it was decided; an import of one's own file is one's own."""
    choices = found.choices
    importable = importable_of(found.kind)
    return Plan(
        importable=importable,
        path=found.source_path,
        file_name=found.file_name,
        columns=choices["columns"],
        keys=tuple(choices.get("keys", ())),
        makes=may_make(importable, by, choices.get("makes", ())),
        by=by,
        owner_id=by.id,
        source=choices.get("source") or SOURCE,
        options=choices.get("options", {}),
        said={"columns": choices["columns"], "keys": choices.get("keys", [])},
        verdicts=verdicts_of(found.pk),
    )


def first_choices(kind: str, path: Path, file_name: str, by: Actor) -> dict[str, Any]:
    """What is proposed for a file that has just been uploaded. Refuses what can't be read."""
    plan = planned(importable_of(kind), path, file_name=file_name, makes=None, by=by)
    return {
        "columns": dict(plan.columns),
        "keys": list(plan.keys),
        "makes": sorted(plan.makes),
        "source": plan.source,
        "options": {},
    }
