"""Figures of clients that follow from the timeline."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, DateField, Func, IntegerField, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.models import Interaction, Kind, PartyPulse
from orbita.platform.acts.actor import Actor
from orbita.platform.measures.slots import Measure

TOUCHES = (Kind.CALL, Kind.MEETING, Kind.LETTER, Kind.CHAT, Kind.VISIT)
"""Kinds of contact that reach the client, as in the pulse."""
WINDOW_DAYS = 90
Figures = QuerySet[Any, Any]


def _silence(actor: Actor) -> Figures:
    """Whole days since the last touch: the pulse, which every list of clients shows, reckoned on."""
    days = Func(
        Value(timezone.localdate(), DateField()),
        TruncDate("last_touch_at"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    touched = PartyPulse.objects.filter(last_touch_at__isnull=False)
    return touched.annotate(value=days).values_list("party", "value")


def _touches(actor: Actor) -> Figures:
    since = timezone.now() - timedelta(days=WINDOW_DAYS)
    seen = Interaction.objects.visible_to(actor)
    touched = seen.filter(party__isnull=False, kind__in=TOUCHES, done_at__gte=since)
    pairs: Figures = touched.values("party").annotate(value=Count("pk"))
    return pairs.values_list("party", "value")


TIMELINE_MEASURES = (
    Measure("touch_days", "party", _("Since the last touch"), "days", _silence, order=110),
    Measure(
        "touches_90", "party", _("Touches in 90 days"), "count", _touches, default=0, order=120,
        permission="interactions.view",
    ),
)  # fmt: skip
