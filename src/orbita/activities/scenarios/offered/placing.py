"""An action: the client of each record into a branch of a classifier."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.activities.scenarios.slots import Effect, Params, Planning, Subject
from orbita.parties.classifier.commands import place_parties
from orbita.parties.classifier.models import Branch
from orbita.parties.classifier.queries import trees
from orbita.platform.acts.actor import Actor


def branch_choices(kind: str) -> list[tuple[str, Any]]:
    """Branches of all classifiers."""
    return [(str(node.id), f"{tree.name}: {node.trail}") for tree in trees() for node in tree.nodes]


def plan_place(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """The client of each record into a branch."""
    branch = Branch.objects.filter(pk=said["branch"]).first()
    effects = []
    for subject in found:
        values = {
            "branch": str(said["branch"]),
            "name": branch.name if branch else "",
            "party": str(subject.party_id) if subject.party_id else "",
        }
        fault = "" if branch else _("There is no such branch.")
        if not subject.party_id:
            fault = _("It has no client.")
        effects.append(Effect(subject.id, "place", values, fault))
    return effects


def run_place(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Place the clients, all in one go."""
    ids = list(dict.fromkeys(UUID(one.values["party"]) for one in effects))
    place_parties(ids, UUID(effects[0].values["branch"]), by=by)


def word_place(said: Mapping[str, Any]) -> str:
    """The branch in words."""
    return _("Put the client into the branch: %(name)s") % said
