"""What cadence says in the head of a client."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.activities.cadence.queries import cadence_of, overdue_days
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import Fact
from orbita.platform.ui.dates import when

SOON = timedelta(days=7)


def touch_due(actor: Actor, party: Party) -> Fact | None:
    """A client who has been left alone longer than his norm, or is about to be. One statement."""
    cadence = cadence_of(party)
    if cadence is None or cadence.due_at is None or cadence.rule is None:
        return None
    norm = _("the norm is %(days)s") % {"days": _days(cadence.rule.days or 0)}
    if overdue_days(cadence.due_at):
        since = cadence.last_at or party.created_at
        quiet = (timezone.localdate() - timezone.localtime(since).date()).days
        return Fact(_("Not touched for"), _days(quiet), norm, "bad")
    if cadence.due_at > timezone.now() + SOON:
        return None
    return Fact(_("Time to touch"), when(cadence.due_at), norm, "warn")


def _days(count: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", count) % {"days": count}
