"""What the timeline says in the head of a client."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.timeline.models import PartyPulse
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import Fact
from orbita.platform.ui.dates import when

QUIET = timedelta(days=30)
"""A client not touched for so long is shown as neglected."""


def last_touch(actor: Actor, party: Any) -> Fact:
    """When somebody last spoke with the client."""
    pulse = _pulse(party)
    if pulse is None or pulse.last_touch_at is None:
        return Fact(_("Last touch"), _("never"), tone="warn")
    age = timezone.now() - pulse.last_touch_at
    return Fact(_("Last touch"), when(pulse.last_touch_at), tone="warn" if age > QUIET else "")


def next_step(actor: Actor, party: Any) -> Fact:
    """What is planned next; its absence is a defect and is shown as one."""
    pulse = _pulse(party)
    if pulse is None or pulse.next_step_at is None:
        return Fact(_("Next step"), _("not planned"), tone="warn")
    step = pulse.next_step
    late = step.is_late if step else pulse.next_step_at < timezone.now()
    return Fact(
        _("Next step"),
        when(pulse.next_step_at, "date" if step and step.is_all_day else ""),
        note=str(step or ""),
        tone="bad" if late else "",
    )


def _pulse(party: Any) -> PartyPulse | None:
    """The client's pulse, asked for once a page."""
    if "_pulse" not in party.__dict__:
        rows = PartyPulse.objects.select_related("next_step").filter(pk=party.pk)
        party.__dict__["_pulse"] = rows.first()
    found: PartyPulse | None = party.__dict__["_pulse"]
    return found
