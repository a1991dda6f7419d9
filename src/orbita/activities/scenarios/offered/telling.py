"""Actions that tell: a notice for somebody, a note on the timeline."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.activities.scenarios.offered.people import about, quoted
from orbita.activities.scenarios.slots import Effect, Params, Planning, Subject
from orbita.activities.timeline.commands import (
    note_on_records,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.notifications.commands import Telling, notify_many
from orbita.platform.records.slots import RecordRef

NOTICE = "rule"


def plan_notice(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """A notice of each record, for whoever should know."""
    effects = []
    for subject in found:
        reader = planning.person(said["who"], subject)
        values = {
            "who": str(reader) if reader else "",
            "name": planning.name(reader),
            "words": str(said.get("words") or "").strip(),
            "title": subject.title,
        }
        fault = "" if reader else _("There is nobody to tell.")
        effects.append(Effect(subject.id, "notice", values, fault))
    return effects


def run_notice(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Tell them, all in one go."""
    told = [
        Telling(
            UUID(one.values["who"]),
            {"rule": planning.rule, "words": one.values["words"], "title": one.values["title"]},
            RecordRef(planning.kind, one.record_id),
        )
        for one in effects
    ]
    notify_many(told, kind=NOTICE, by=by)


def word_notice(said: Mapping[str, Any]) -> str:
    """The notice in words."""
    words = f" {quoted(said['words'])}" if said["words"] else ""
    return _("Tell: %(name)s%(words)s") % {"name": said["name"] or "—", "words": words}


def plan_note(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """The same note on each timeline."""
    return [
        Effect(
            subject.id,
            "note",
            {
                "words": str(said["words"]),
                "party": str(subject.party_id) if subject.party_id else "",
            },
        )
        for subject in found
    ]


def run_note(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Write the notes, all in one go."""
    note_on_records(
        [
            (
                about(planning.kind, one.record_id),
                UUID(one.values["party"]) if one.values["party"] else None,
                one.values["words"],
            )
            for one in effects
        ],
        by=by,
    )


def word_note(said: Mapping[str, Any]) -> str:
    """The note in words."""
    return _("Note: %(words)s") % said


def word_telling(values: Mapping[str, Any]) -> str:
    """The notice as its reader sees it."""
    if values.get("words"):
        return _("%(words)s: %(title)s") % values
    return _("Rule “%(rule)s”: %(title)s") % values
