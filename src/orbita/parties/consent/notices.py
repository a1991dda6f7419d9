"""Whom privacy tells: the responsible person, of requests and of terms that are over."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from orbita.parties.consent.events import KeepingReached
from orbita.parties.consent.queries import privacy
from orbita.platform.notifications.slots import Announced


def word_reached(values: Mapping[str, Any]) -> str:
    """The sentence of a night's rule."""
    said = ngettext(
        "The term of %(count)s person is over: look whether his data may be erased",
        "The term of %(count)s people is over: look whether their data may be erased",
        values["count"],
    )
    return said % {"count": values["count"]}


def reached(event: KeepingReached) -> Announced | None:
    """The responsible person, if one is named."""
    to: UUID | None = privacy().responsible_id
    if to is None:
        return None
    values = {"count": event.left, "url": reverse("consent:settings")}
    return Announced({to}, values)
