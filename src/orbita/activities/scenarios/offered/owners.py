"""An action: an owner for each record, one for all or the people of a team in turn."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.activities.scenarios.slots import Effect, Params, Planning, Subject
from orbita.platform.accounts.models import TeamMember
from orbita.platform.accounts.queries import teams
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import kinds


def owner_choices(kind: str) -> list[tuple[str, Any]]:
    """The owner’s head, or a team in turn."""
    in_turn = [(f"team:{t.pk}", _("in turn: %(team)s") % {"team": t.name}) for t in teams()]
    return [("head", _("owner’s head")), *in_turn]


def plan_owner(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """An owner for each record: one for all, or the people of a team in turn."""
    people = _in_turn(said["who"])
    effects = []
    for subject in found:
        if people:
            new: UUID | None = people[planning.turn % len(people)]
            planning.turn += 1
        else:
            new = None if said["who"].startswith("team:") else planning.person(said["who"], subject)
        values = {
            "owner": str(new) if new else "",
            "name": planning.name(new),
            "was": planning.name(subject.owner_id),
        }
        fault = "" if new else _("There is nobody to assign.")
        if new and new == subject.owner_id:
            fault = _("It is his already.")
        effects.append(Effect(subject.id, "owner", values, fault))
        if not fault:
            subject.owner_id = new
    return effects


def _in_turn(said: str) -> list[UUID]:
    if not said.startswith("team:"):
        return []
    members = TeamMember.objects.filter(team=UUID(said.removeprefix("team:")), user__is_active=True)
    return list(members.order_by("user_id").values_list("user_id", flat=True))


def run_owner(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Assign, one change for each new owner."""
    change = kinds[planning.kind].change
    assert change is not None
    for owner, ids in _grouped(effects, "owner"):
        change(ids, {"owner": UUID(owner)}, by=by)


def word_owner(said: Mapping[str, Any]) -> str:
    """The new owner in words."""
    return _("Assign to: %(name)s (was: %(was)s)") % {
        "name": said["name"] or "—",
        "was": said["was"] or "—",
    }


def _grouped(effects: Sequence[Effect], key: str) -> Iterable[tuple[str, list[UUID]]]:
    found: dict[str, list[UUID]] = {}
    for effect in effects:
        found.setdefault(effect.values[key], []).append(effect.record_id)
    return found.items()
