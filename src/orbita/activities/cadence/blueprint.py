"""Rules of cadence in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.activities.cadence.events import CadenceChanged
from orbita.activities.cadence.models import CadenceRule
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet


def _told(rows: Sequence[Any], by: Actor) -> None:
    for row in rows:
        announce(CadenceChanged(rule_id=row.pk, by=by.id))


CADENCE = Section(
    "cadence",
    pgettext_lazy("settings file", "Cadence of touches"),
    Sheet(
        CadenceRule,
        key=("name",),
        fields=("name", "branch", "status", "role", "days", "is_direct", "position"),
    ),
    "cadence.manage",
    order=130,
    told=_told,
)
