"""Rules in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.activities.scenarios.errors import RuleIsUnreadable
from orbita.activities.scenarios.events import RulesChanged
from orbita.activities.scenarios.models import Rule
from orbita.activities.scenarios.slots import actions, triggers
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet


def _check(row: Any) -> None:
    """A trigger and actions that there are, each with its parameters."""
    if not row.actions or triggers.get(row.trigger) is None:
        raise RuleIsUnreadable
    for key, said in row.actions:
        if actions.get(key) is None or not isinstance(said, dict):
            raise RuleIsUnreadable


def _told(rows: Sequence[Any], by: Actor) -> None:
    for row in rows:
        announce(RulesChanged(rule_id=row.pk, by=by.id))


RULES = Section(
    "rules",
    pgettext_lazy("settings file", "Rules of automation"),
    Sheet(
        Rule,
        key=("kind", "name"),
        fields=(
            "kind", "name", "shelf", "trigger", "said", "condition", "actions", "is_on", "position",
        ),
        order=("kind", "position", "pk"),
        conditions=("condition",),
        check=_check,
    ),
    "scenarios.manage",
    order=110,
    told=_told,
)  # fmt: skip
