"""Counting active minutes."""

from uuid import UUID

from django.db import connection
from django.utils import timezone


def count_minute(user_id: UUID) -> None:
    """One more active minute of today; several pages in one minute count once. One statement.

    No act of business, so it stands outside the journal of acts.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO presence_activetime AS t (user_id, day, minutes, last_at)
            VALUES (%(user)s, %(day)s, 1, now())
            ON CONFLICT (user_id, day) DO UPDATE SET minutes = t.minutes + 1, last_at = now()
            WHERE t.last_at < now() - interval '50 seconds' AND t.minutes < 1440
            """,
            {"user": user_id, "day": timezone.localdate()},
        )
