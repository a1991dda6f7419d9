"""An action: a next step with each record."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.scenarios.offered.people import about, quoted
from orbita.activities.scenarios.slots import Effect, Params, Planning, Subject
from orbita.activities.timeline.commands import (
    NextStep,
    PlannedStep,
    plan_steps,
)
from orbita.activities.timeline.models import Kind
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.dates import when

STEP_KINDS = (Kind.CALL, Kind.TASK, Kind.MEETING, Kind.LETTER, Kind.CHAT, Kind.VISIT)


def step_kinds(kind: str) -> list[tuple[str, Any]]:
    """What can be planned."""
    return [(one.value, one.label) for one in STEP_KINDS]


def plan_step(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """A next step with each record, for whoever is to do it."""
    day = timezone.localdate() + timedelta(days=int(said.get("days") or 0))
    effects = []
    for subject in found:
        doer = planning.person(said["who"], subject)
        values = {
            "kind": Kind(said["kind"]).value,
            "words": str(said.get("words") or "").strip(),
            "on": day.isoformat(),
            "who": str(doer) if doer else "",
            "name": planning.name(doer),
            "party": str(subject.party_id) if subject.party_id else "",
        }
        fault = "" if doer else _("There is nobody to do it: no owner.")
        effects.append(Effect(subject.id, "step", values, fault))
    return effects


def run_step(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Plan the steps, all in one go."""
    steps = []
    for effect in effects:
        said = effect.values
        at = timezone.make_aware(datetime.combine(date.fromisoformat(said["on"]), time()))
        step = NextStep(
            said["kind"], at, is_all_day=True, subject=said["words"], assignee_id=UUID(said["who"])
        )
        party = UUID(said["party"]) if said["party"] else None
        steps.append(PlannedStep(step, party, about(planning.kind, effect.record_id)))
    plan_steps(steps, by=by)


def word_step(said: Mapping[str, Any]) -> str:
    """The step in words."""
    kind = str(Kind(said["kind"]).label)
    what = f"{kind} {quoted(said['words'])}" if said["words"] else kind
    return _("Plan: %(what)s, %(when)s, %(name)s") % {
        "what": what,
        "when": when(date.fromisoformat(said["on"])),
        "name": said["name"] or "—",
    }
