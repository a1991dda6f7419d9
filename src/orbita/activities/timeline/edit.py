"""The form of one entry: what was typed, what of it changed, and what the editor had seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.http import HttpRequest
from django.utils import timezone

from orbita.activities.timeline.commands import change_interactions
from orbita.activities.timeline.models import Direction, Interaction, Kind, Result
from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.actor import Actor

TEXTS = ("kind", "subject", "text", "direction", "result")
OTHERS = ("minutes", "at", "touchpoint")
MINUTE = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Edited:
    """The fields of an entry as texts; `seen` holds what they were when the form was drawn."""

    kind: str = Kind.NOTE
    subject: str = ""
    text: str = ""
    direction: str = Direction.NONE
    result: str = ""
    minutes: str = ""
    at: str = ""
    touchpoint: str = ""
    seen: Mapping[str, str] | None = None

    @classmethod
    def from_row(cls, row: Interaction) -> Self:
        """The form of an entry as it is."""
        at = row.done_at or row.due_at
        return cls(
            **{name: getattr(row, name) for name in TEXTS},
            minutes=str(row.duration // 60) if row.duration else "",
            at=timezone.localtime(at).strftime(MINUTE) if at else "",
            touchpoint=str(row.touchpoint_id or ""),
        )

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """The form as it was sent."""
        sent = request.POST
        names = (*TEXTS, *OTHERS)
        texts = {name: sent.get(name, "").replace("\r\n", "\n").strip() for name in names}
        seen = {name: sent.get(f"seen_{name}", "").replace("\r\n", "\n") for name in names}
        return cls(**texts, seen=seen)

    def base(self, row: Interaction) -> dict[str, str]:
        """What a form drawn now has seen: the first time the row, after a refusal the same again."""
        if self.seen is not None:
            return dict(self.seen)
        return {name: getattr(self, name) for name in (*TEXTS, *OTHERS)}

    def save(self, row: Interaction, *, by: Actor) -> None:
        """Write what was changed. Refuses a field that somebody else changed meanwhile."""
        seen = self.seen or {}
        changed = {n for n in (*TEXTS, *OTHERS) if getattr(self, n) != seen.get(n, "")}
        changes: dict[str, Any] = {}
        base: dict[str, Any] = {}
        for name in changed & set(TEXTS):
            if self._is_allowed(name):
                changes[name], base[name] = getattr(self, name), seen.get(name, "")
        if "minutes" in changed and (self.minutes.isdigit() or not self.minutes):
            changes["duration"] = int(self.minutes) * 60 if self.minutes else None
        if "at" in changed and (moment := _moment(self.at)):
            changes["done_at" if row.is_done else "due_at"] = moment
            if not row.is_done:
                changes["is_all_day"] = False
        if "touchpoint" in changed:
            changes["touchpoint"] = uuid_or_none(self.touchpoint)
            base["touchpoint"] = uuid_or_none(seen.get("touchpoint", ""))
        if changes:
            change_interactions([row.pk], changes, base=base, by=by)

    def _is_allowed(self, name: str) -> bool:
        value = getattr(self, name)
        choices = {"kind": Kind, "direction": Direction, "result": Result}.get(name)
        return choices is None or value in choices.values or (name == "result" and not value)


def _moment(text: str) -> datetime | None:
    try:
        return timezone.make_aware(datetime.strptime(text, MINUTE))  # noqa: DTZ007
    except ValueError:
        return None
