"""Days as moments, in the zone of who asks."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """The moment at which the first day begins, and at which the last one is over."""
    start = datetime.combine(first, time.min)
    end = datetime.combine(last + timedelta(days=1), time.min)
    return timezone.make_aware(start), timezone.make_aware(end)
