"""Own registers with their stages in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.commands import grant_presets
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet
from orbita.platform.registers.events import RegistersChanged
from orbita.platform.registers.models import Register, RegisterStage


def _told(rows: Sequence[Any], by: Actor) -> None:
    announce(RegistersChanged(register_ids=tuple(row.pk for row in rows), by=by.id))
    for row in rows:
        grant_presets(f"{row.kind}.", by=by)


STAGES = Sheet(
    RegisterStage,
    key=("name",),
    fields=("name", "tone", "position", "is_final"),
    to="register",
)
REGISTERS = Section(
    "registers",
    pgettext_lazy("settings file", "Own registers"),
    Sheet(
        Register,
        key=("kind",),
        fields=("kind", "plural", "label", "title_label", "icon", "position", "has_board"),
        only={"deleted_at": None},
        parts={"stages": STAGES},
    ),
    "registers.manage",
    order=35,
    told=_told,
)
