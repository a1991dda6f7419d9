"""Trial and import as long work: with progress, to be cancelled, safe to run twice."""

import sys
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.commands import import_file, rehearse
from orbita.platform.imports.deciding import plan_of
from orbita.platform.imports.models import Import, State
from orbita.platform.imports.resembling import SOME
from orbita.platform.imports.trials import keep_trial
from orbita.platform.jobs.models import Work
from orbita.platform.jobs.progress import Progress
from orbita.platform.jobs.slots import WorkKind


def _found(parameters: Mapping[str, Any]) -> Import:
    return Import.objects.get(pk=UUID(parameters["import"]))


def check(progress: Progress, by: Actor, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Say what the import would do, and which new rows resemble records: of some thousands of rows
    always, of more when it was asked for."""
    found = _found(parameters)
    outcome = rehearse(
        plan_of(found, by),
        import_id=found.pk,
        meter=progress,
        alike_up_to=sys.maxsize if parameters.get("alike") else SOME,
        by=by,
    )
    keep_trial(found.pk, outcome, by=by)
    return outcome.line()


def run(progress: Progress, by: Actor, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Import; begun again after a crash it finds that nothing or everything was done."""
    found = _found(parameters)
    if found.state == State.DONE:
        return {"rows": found.rows}
    expected = int(found.checked.get("rows", 0))
    outcome = import_file(
        plan_of(found, by), import_id=found.pk, meter=progress, expected=expected, by=by
    )
    return outcome.line()


def _to_trial(work: Work) -> tuple[Any, str]:
    return _("To the result of the trial"), reverse(
        "imports:check", args=[work.parameters["import"]]
    )


def _to_result(work: Work) -> tuple[Any, str]:
    return _("To the imported records"), reverse("imports:import", args=[work.parameters["import"]])


CHECK = WorkKind("import-check", _("Trial of an import"), check, _to_trial)
RUN = WorkKind("import", _("Import"), run, _to_result)
