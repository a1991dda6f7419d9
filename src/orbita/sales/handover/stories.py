"""What a hand-over tells on the timeline of a client."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.timeline.slots import Story
from orbita.platform.ui.dates import when


def _words(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The note, and the day of return in words."""
    lines = [values["note"]] if values.get("note") else []
    if values.get("until"):
        lines.append(_("Comes back %(day)s") % {"day": when(date.fromisoformat(values["until"]))})
    return {**values, "said": "\n".join(lines), "giver": values.get("giver") or "—"}


HANDED_OVER = Story(
    "handed-over",
    gettext_lazy("Handed over: %(giver)s → %(receiver)s"),
    "arrow-right-left",
    "violet",
    "%(said)s",
    _words,
)
