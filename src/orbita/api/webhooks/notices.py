"""Who is told that an endpoint was switched off."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.api.webhooks.events import EndpointDied
from orbita.api.webhooks.models import OffReason
from orbita.platform.accounts.models import RoleAssignment
from orbita.platform.notifications.slots import Announced, NoticeKind


def word_died(values: Mapping[str, Any]) -> str:
    """The sentence of the notice."""
    return _("The webhook %(host)s is switched off: %(reason)s") % {
        "host": values["host"],
        "reason": OffReason(values["reason"]).label,
    }


DIED = NoticeKind(
    "webhook-died", gettext_lazy("A webhook was switched off"), "webhook", word_died, tone="red"
)


def died(event: EndpointDied) -> Announced:
    """The owner and the administrators. One statement."""
    people = set(
        RoleAssignment.objects.filter(role__key="admin", user__is_active=True).values_list(
            "user", flat=True
        )
    )
    return Announced(people | {event.owner_id}, {"host": event.host, "reason": event.reason})
