"""When something is to be, as it is typed («завтра в 10»), and how it was understood."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from orbita.kit.quickdates import parse


@dataclass(frozen=True)
class When:
    """A moment, or a day without a time; `rest` is what else was typed."""

    at: datetime
    is_all_day: bool
    rest: str = ""

    @property
    def words(self) -> str:
        """The moment in full, so that a misunderstanding shows: Monday, 23 November, 10:00."""
        local = timezone.localtime(self.at)
        pattern = "l, j E" if local.year == timezone.localdate().year else "l, j E Y"
        day = date_format(local, pattern)
        return day if self.is_all_day else f"{day}, {local:%H:%M}"


def understand(text: str) -> When | None:
    """What a typed time means now, in the user's zone; None when it names none."""
    found = parse(text, timezone.localtime()) if text.strip() else None
    if found is None:
        return None
    return When(found.starts, not found.has_time, found.rest)
