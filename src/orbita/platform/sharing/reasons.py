"""How a share is told: to whoever asks why he sees a record, and to whoever has received it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.platform.acts.actor import Actor
from orbita.platform.notifications.slots import Announced
from orbita.platform.records.hidden import kind_key
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import RecordRef
from orbita.platform.sharing.events import RecordShared
from orbita.platform.sharing.models import Level, Share
from orbita.platform.sharing.queries import receivers, shares_with
from orbita.platform.ui.dates import when


def why(actor: Actor, record: Any) -> Iterator[str]:
    """A sentence for each share by which a record has come to the actor."""
    for share in shares_with(actor, kind_key(type(record)), record.pk):
        yield sentence(share)


def sentence(share: Share) -> str:
    """Who shared with whom, until when, what for."""
    said = {
        "by": str(share.by or "Orbita"),
        "to": str(share.target),
        "day": last_day(share),
        "reason": share.reason,
    }
    text = {
        "user": _("%(by)s has shared it with %(to)s") % said,
        "department": _("%(by)s has shared it with the department “%(to)s”") % said,
        "team": _("%(by)s has shared it with the team “%(to)s”") % said,
        "role": _("%(by)s has shared it with the role “%(to)s”") % said,
    }[share.target_kind]
    term = _("until %(day)s") % said if share.until else pgettext("share", "until it is taken back")
    text = f"{text}, {term}."
    if share.reason:
        purpose = _("What for: %(reason)s.") % said
        text = f"{text} {purpose}"
    return text


def last_day(share: Share) -> str:
    """The last day of the term; "" without one."""
    if share.until is None:
        return ""
    return when(timezone.localtime(share.until - timedelta(seconds=1)).date())


def announced(event: RecordShared) -> Announced | None:
    """Everybody with whom the record was shared is told, but not who shared it."""
    share = Share.objects.filter(pk=event.share_id).select_related("by").first()
    if share is None:
        return None
    values = {
        "by": str(share.by or "Orbita"),
        "title": titles(event.kind, [event.record_id]).get(event.record_id, ""),
        "edit": share.level == Level.EDIT,
        "until": last_day(share),
    }
    to = [person for person in receivers(share) if person != event.by]
    return Announced(to, values, RecordRef(event.kind, event.record_id)) if to else None


def word(values: Mapping[str, Any]) -> str:
    """The sentence of the notice."""
    if values["edit"]:
        said = _("%(by)s lets you see and change “%(title)s”") % values
    else:
        said = _("%(by)s has shared “%(title)s” with you") % values
    if values["until"]:
        term = _("until %(day)s") % {"day": values["until"]}
        said = f"{said}, {term}"
    return said
