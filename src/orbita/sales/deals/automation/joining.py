"""An action of rules: a colleague into the team of each deal."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.scenarios.slots import Action, Effect, Parameter, Params, Planning, Subject
from orbita.platform.acts.actor import Actor
from orbita.sales.deals.automation.triggers import DEAL
from orbita.sales.deals.commands import join_deals
from orbita.sales.deals.models import DealMember, MemberRole


def _roles(kind: str) -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in MemberRole]


def _who(kind: str) -> list[tuple[str, Any]]:
    return [("head", _("owner’s head"))]


def plan_join(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """A colleague into each team where he is not yet. One statement."""
    people = {subject.id: planning.person(said["who"], subject) for subject in found}
    there = set(DealMember.objects.filter(deal__in=people).values_list("deal", "user"))
    effects = []
    for subject in found:
        colleague = people[subject.id]
        values = {
            "who": str(colleague) if colleague else "",
            "name": planning.name(colleague),
            "role": MemberRole(said["role"]).value,
        }
        fault = "" if colleague else _("There is nobody to put into the team.")
        if (subject.id, colleague) in there or (colleague and colleague == subject.owner_id):
            fault = _("He works on it already.")
        effects.append(Effect(subject.id, "join", values, fault))
    return effects


def run_join(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Put them into the teams, in one go for each colleague."""
    joining: dict[tuple[str, str], list[UUID]] = {}
    for effect in effects:
        joining.setdefault((effect.values["who"], effect.values["role"]), []).append(
            effect.record_id
        )
    for (colleague, role), ids in joining.items():
        join_deals(ids, user_id=UUID(colleague), role=role, by=by)


def _word_join(said: Mapping[str, Any]) -> str:
    role = MemberRole(said["role"]).label
    return _("Into the team: %(name)s, %(role)s") % {"name": said["name"] or "—", "role": role}


JOIN = Action(
    "join",
    gettext_lazy("Put into the team"),
    "users-round",
    plan_join,
    run_join,
    _word_join,
    (
        Parameter("who", gettext_lazy("Whom into the team"), "who", _who),
        Parameter("role", gettext_lazy("Role"), "choice", _roles),
    ),
    DEAL,
    order=45,
)
