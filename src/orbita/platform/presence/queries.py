"""How long people were active."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Sum

from orbita.platform.presence.models import ActiveTime


def minutes_of(users: Iterable[UUID], start: date, end: date) -> dict[UUID, int]:
    """Active minutes of each user from `start` until before `end`. One statement."""
    rows = ActiveTime.objects.filter(user__in=list(users), day__gte=start, day__lt=end)
    return dict(rows.values_list("user").annotate(minutes=Sum("minutes")))
