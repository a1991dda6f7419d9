"""What notices show elsewhere, and the first two kinds: reminders, and long work that has ended."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from orbita.platform.jobs.events import WorkFinished
from orbita.platform.notifications.api import API
from orbita.platform.notifications.commands import REMINDER
from orbita.platform.notifications.slots import Announced, NoticeKind, notice_kinds, plug_notice
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import PaletteCommand, palette_commands


def _word_work(values: Mapping[str, Any]) -> str:
    if values["state"] == "done":
        return now("Done: %(title)s") % values
    return now("Failed: %(title)s") % values


def _work(event: WorkFinished) -> Announced | None:
    """Whoever has cancelled his work knows."""
    if event.by is None or event.state == "cancelled":
        return None
    url = reverse("jobs:work", args=[event.work_id])
    return Announced([event.by], {"title": event.title, "state": event.state, "url": url})


notice_kinds.plug(
    NoticeKind(
        REMINDER, _("Reminder"), "alarm-clock", lambda values: str(values["text"]), tone="amber"
    )
)
plug_notice(
    NoticeKind("work", _("Long work has ended"), "list-checks", _word_work), WorkFinished, _work
)
palette_commands.plug(
    PaletteCommand("notices", _("Notices"), "bell", "notifications:notices", words=_("bell news"))
)
plug_api(*API)
