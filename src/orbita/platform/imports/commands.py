"""What is done with files that are brought in."""

import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce, send_poke
from orbita.platform.acts.frame import command, running
from orbita.platform.audit.commands import UndoReport, undo_act
from orbita.platform.imports.errors import ImportIsDone
from orbita.platform.imports.events import RecordsImported
from orbita.platform.imports.heads import fingerprint
from orbita.platform.imports.models import AlikeRow, Import, State
from orbita.platform.imports.models import Mapping as Remembered
from orbita.platform.imports.plans import Plan
from orbita.platform.imports.resembling import alike_rows, standing_verdicts
from orbita.platform.imports.running import (
    Meter,
    Report,
    Silence,
    bring_in,
    digest,
    report,
    stage,
    write_errors,
)
from orbita.platform.imports.taking import RowsPlan, TakenRow, fates, take
from orbita.platform.keys import uuid7


@command
def import_file(
    plan: Plan,
    *,
    import_id: UUID | None = None,
    errors: Path | None = None,
    meter: Meter | None = None,
    expected: int = 0,
    by: Actor,
) -> Report:
    """Bring a file in, as one act: all of it or, when anything goes wrong, nothing.

    `import_id` names the prepared import that this is (else one is written down now); rejected rows
    go to the file `errors`. Needs the right to import the kind. Refuses a file that cannot be read
    and a plan without the fields that the kind needs.
    """
    require(by, plan.importable.permission)
    started, meter = time.monotonic(), meter or Silence()
    found = _prepared(plan, import_id)
    staging, rows = bring_in(plan, found.pk, found.sha256, meter, expected)
    write_errors(staging, errors or found.errors_path)

    act = running()
    assert act is not None
    outcome = report(staging, rows, started)
    _write_down_outcome(found, outcome, act.id)
    remember(plan)
    send_poke([("import", found.pk), *_touched(staging)])
    announce(
        RecordsImported(import_id=found.pk, kind=plan.importable.kind, act_id=act.id, by=by.id)
    )
    return outcome


def rehearse(
    plan: Plan,
    *,
    import_id: UUID | None = None,
    errors: Path | None = None,
    meter: Meter | None = None,
    expected: int = 0,
    alike_up_to: int = 0,
    by: Actor,
) -> Report:
    """Say what an import would do; nothing stays. The same refusals.

    With `alike_up_to` new rows, no more than that, are compared with what is there.
    """
    require(by, plan.importable.permission)
    started, meter = time.monotonic(), meter or Silence()
    with transaction.atomic():
        sha256 = digest(plan.path)
        staging, rows = stage(plan, import_id or uuid7(), sha256, meter, expected)
        outcome = report(staging, rows, started)
        if errors:
            write_errors(staging, errors)
        outcome.alike = alike_rows(staging, meter, alike_up_to)
        outcome.decided = standing_verdicts(staging)
        transaction.set_rollback(True)
    return outcome


def _prepared(plan: Plan, import_id: UUID | None) -> Import:
    if import_id is not None:
        found = Import.objects.select_for_update().filter(pk=import_id).first()
        if found is None:
            raise NotFound
        if found.state == State.DONE:
            raise ImportIsDone
        return found
    return Import.objects.create(
        kind=plan.importable.kind,
        file_name=plan.file_name[:300],
        sha256=digest(plan.path),
        size=plan.path.stat().st_size,
        by_id=plan.by.id,
        choices=chosen(plan),
    )


def chosen(plan: Plan) -> dict[str, Any]:
    """The decisions of a plan as plain values."""
    return {
        "columns": dict(plan.columns),
        "keys": list(plan.keys),
        "makes": sorted(plan.makes),
        "source": plan.source,
        "options": dict(plan.options),
    }


def _write_down_outcome(found: Import, outcome: Report, act_id: UUID) -> None:
    found.state, found.act_id, found.finished_at = State.DONE, act_id, timezone.now()
    for name in ("rows", "created", "updated", "unchanged", "rejected", "seconds", "made"):
        setattr(found, name, getattr(outcome, name))
    found.checked = {"faults": outcome.faults}
    found.save()
    AlikeRow.objects.filter(brought=found, verdict="").delete()
    AlikeRow.objects.filter(brought=found).update(said="")


def _touched(staging: Any) -> list[tuple[str, UUID]]:
    """A few of the written records: enough to say that the kind has changed."""
    record = staging.importable.record
    if not record:
        return []
    rows = staging.ask(
        "SELECT id FROM import_rows WHERE fault IS NULL AND coalesce(fate, '') IN"
        " ('', 'updated', 'revived') LIMIT 51"
    )
    return [(record, row[0]) for row in rows]


def remember(plan: Plan) -> None:
    """Keep what somebody decided about a file with these heads; guesses are made afresh."""
    if not plan.said:
        return
    Remembered.objects.update_or_create(
        kind=plan.importable.kind,
        heads=fingerprint(plan.columns),
        defaults={"choices": dict(plan.said)},
    )


@command
def take_rows(plan: RowsPlan, *, by: Actor) -> list[TakenRow]:
    """Bring in rows that a program has sent, as one act; gives what became of each.

    Needs the right to import the kind. A row that cannot be read is rejected alone.
    """
    require(by, plan.importable.permission)
    staging, _rows = take(plan, uuid7())
    act = running()
    assert act is not None
    send_poke(_touched(staging))
    announce(RecordsImported(act.id, plan.importable.kind, act.id, by=by.id))
    return fates(staging)


@command
def prepare_import(
    kind: str, path: Path, *, file_name: str, choices: Mapping[str, Any], by: Actor
) -> Import:
    """Put an uploaded file aside for the next steps. The file is moved to the import's own folder."""
    found = Import(
        kind=kind,
        file_name=file_name[:300],
        sha256=digest(path),
        size=path.stat().st_size,
        by_id=by.id,
        choices=dict(choices),
    )
    found.folder.mkdir(parents=True, exist_ok=True)
    path.replace(found.source_path)
    found.save(force_insert=True)
    return found


@command
def decide(import_id: UUID, choices: Mapping[str, Any], *, by: Actor) -> Import:
    """Keep what was decided about columns and keys; an earlier trial counts no more."""
    found = own_draft(import_id, by)
    if found.choices != dict(choices):
        found.choices, found.checked = dict(choices), {}
        found.save(update_fields=["choices", "checked"])
    return found


@command
def attach_work(import_id: UUID, *, by: Actor, **works: UUID) -> None:
    """Remember the long work that checks (`check_work`) or carries out (`work`) an import."""
    own_draft(import_id, by)
    Import.objects.filter(pk=import_id).update(**{f"{name}_id": pk for name, pk in works.items()})


@command
def forget_import(import_id: UUID, *, by: Actor) -> None:
    """Throw away a prepared import with its file."""
    found = own_draft(import_id, by)
    for path in found.folder.glob("*"):
        path.unlink(missing_ok=True)
    found.delete()


@command
def forget_drafts(*, before: datetime, by: Actor) -> int:
    """Drop what was prepared before this time and never carried out. Two statements."""
    count, _ = Import.objects.filter(state=State.DRAFT, created_at__lt=before).delete()
    return count


@command
def roll_back_import(import_id: UUID, *, by: Actor) -> UndoReport:
    """Take a whole import back. What others have changed since then stays and is named."""
    found = Import.objects.filter(pk=import_id, state=State.DONE).first()
    if found is None or found.act_id is None:
        raise NotFound
    return undo_act(found.act_id, by=by)


def own_draft(import_id: UUID, by: Actor) -> Import:
    """One's own prepared import, locked. Refuses what is done or somebody else's."""
    found = Import.objects.select_for_update().filter(pk=import_id, by=by.id).first()
    if found is None:
        raise NotFound
    if found.state == State.DONE:
        raise ImportIsDone
    return found
