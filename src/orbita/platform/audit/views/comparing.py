"""A record then and today on one page, with the way back for one value or for all."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import FormIsIncomplete
from orbita.platform.audit.commands import restore_part, restore_value, restore_whole
from orbita.platform.audit.comparing import Comparison, compare
from orbita.platform.records.queries import record, watched
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.ui.reply import Reply


@gate(None, methods="GET")
def then(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """The record as it was at `?at=` beside what it is today; `?all=` shows equal values too."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = kind_named(kind)
    subject = record(actor, kind, record_id)
    watched(actor, kind, subject)
    moment = read_moment(request.GET.get("at"))
    compared = compare(actor, found, record_id, moment)
    context = _context(request, found, subject, moment, compared)
    return Reply(request).page("audit/then.html", context, part="then")


@gate(None, methods="POST")
def restoration(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Set back one value («field»), one row of a part («part» and «row»), or all («mark»)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = kind_named(kind)
    subject = record(actor, kind, record_id)
    moment = read_moment(request.POST.get("at"))
    said = _set_back(request, kind, record_id, moment, actor)
    back = f"{reverse('audit:then', args=[kind, record_id])}?at={_stamp(moment)}"
    reply = Reply(request, back=back).toast(said, undo=last_act_id())
    subject = record(actor, kind, record_id)
    compared = compare(actor, found, record_id, moment)
    context = _context(request, found, subject, moment, compared)
    return reply.fragment("audit/then.html#then", context)


def _set_back(
    request: HttpRequest, kind: str, record_id: UUID, moment: datetime, actor: Actor
) -> str:
    sent = request.POST
    if "mark" in sent:
        report = restore_whole(kind, record_id, moment=moment, mark=sent["mark"], by=actor)
        said = ngettext(
            "%(count)s value is as it was", "%(count)s values are as they were", report.values
        ) % {"count": report.values}
        if not report.left:
            return said
        left = _("Not set back, they have acts of their own: %(names)s.")
        return f"{said}. {left % {'names': ', '.join(report.left)}}"
    seen = _number(sent.get("seen"))
    if part := sent.get("part"):
        pk = sent.get("row", "")
        restore_part(kind, record_id, part, pk, moment=moment, seen=seen, by=actor)
    elif seen is not None and (name := sent.get("field")):
        restore_value(kind, record_id, name, moment=moment, seen=seen, by=actor)
    else:
        raise FormIsIncomplete
    return _("The old value is back")


def read_moment(text: str | None) -> datetime:
    """A moment of an address or a form; what cannot be read means this time yesterday.

    A moment without a zone is meant in the reader's.
    """
    try:
        moment = parse_datetime((text or "").strip())
    except ValueError:
        moment = None
    if moment is None:
        return timezone.now() - timedelta(days=1)
    try:
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    except OverflowError:
        return timezone.now() - timedelta(days=1)


def _context(
    request: HttpRequest,
    kind: RecordKind,
    subject: Any,
    moment: datetime,
    compared: Comparison,
) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return {
        "kind": kind,
        "record": subject,
        "url": kind.url(subject.pk),
        "moment": moment,
        "stamp": _stamp(moment),
        "field_value": timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"),
        "compared": compared,
        "shows_all": "all" in request.GET or "all" in request.POST,
        "may_change": compared.existed and allows(actor, f"{subject.permissions}.edit", subject),
    }


def _stamp(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None


def kind_named(key: str) -> RecordKind:
    """The kind with this key, or NotFound."""
    found = kinds.get(key)
    if found is None:
        raise NotFound
    return found
