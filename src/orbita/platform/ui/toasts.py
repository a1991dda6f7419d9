"""Toasts: said at once with htmx, or left as a message for the next page."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.urls import reverse

LEVELS = {"good": messages.SUCCESS, "bad": messages.ERROR, "warn": messages.WARNING}
TONES = {level: tone for tone, level in LEVELS.items()}


@dataclass(frozen=True)
class Toast:
    """One line; `undo_url` is posted to by its button."""

    text: str
    undo_url: str = ""
    undo_label: str = ""
    tone: str = "good"

    def leave(self, request: HttpRequest) -> None:
        """Keeps the toast for the next page; the button travels in the message's tags."""
        tags = f"{self.undo_url} {self.undo_label}" if self.undo_url else ""
        messages.add_message(request, LEVELS.get(self.tone, messages.INFO), self.text, tags)


def from_message(message: Message) -> Toast:
    """The toast of a message that an earlier request left."""
    url, _, label = (message.extra_tags or "").partition(" ")
    own = url.startswith("/")
    tone = TONES.get(message.level, "plain")
    return Toast(str(message.message), url if own else "", label if own else "", tone)


def undo_address(act: object) -> str:
    """Where a POST undoes this act."""
    return reverse("audit:undo", args=[act])
