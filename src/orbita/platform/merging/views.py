"""The page on which several records become one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.terms import UNDO_TERM
from orbita.platform.merging.commands import Group, merge_records
from orbita.platform.merging.comparing import compare, mergeable_for
from orbita.platform.merging.errors import ForeignChoice
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import kinds
from orbita.platform.ui.reply import Reply

CHOICE = "choice-"


@gate(None, methods="GET POST")
def choice(request: HttpRequest, kind: str) -> HttpResponse:
    """Records side by side with what is proposed; sent back, they are merged as it was chosen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    mergeable_for(actor, kind)
    if request.method == "POST":
        return _merge(request, actor, kind)
    comparison = compare(actor, kind, _ids(request.GET))
    context = {
        "kind_key": kind,
        "comparison": comparison,
        "records": [_head(kind, row) for row in comparison.records],
        "days": UNDO_TERM.days,
    }
    return Reply(request).page("merging/choice.html", context)


def _head(kind: str, row: Any) -> Mapping[str, Any]:
    return {
        "id": row.pk,
        "title": str(row),
        "url": kinds[kind].url(row.pk),
        "created_at": row.created_at,
    }


def _merge(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    ids = list(dict.fromkeys(_ids(request.POST)))
    survivor = _uuid(request.POST.get("survivor", "")) or next(iter(ids), None)
    if survivor not in ids:
        raise ForeignChoice(field=_("Stays"))
    losers = tuple(pk for pk in ids if pk != survivor)
    choices = _choices(request.POST)
    merge_records(kind, [Group(survivor, losers, choices)], by=actor)
    title = titles(kind, [survivor])[survivor]
    reply = Reply(request).toast(_("Merged into %(title)s") % {"title": title}, undo=last_act_id())
    return reply.go(kinds[kind].url(survivor))


def _choices(given: QueryDict) -> Mapping[str, Any]:
    found = {
        name.removeprefix(CHOICE): _uuid(str(value))
        for name, value in given.items()
        if name.startswith(CHOICE)
    }
    if None in found.values():
        raise NotFound
    return found


def _ids(given: QueryDict) -> list[UUID]:
    """Keys of the address, separated by commas or repeated; what is none is not found."""
    texts = [text for part in given.getlist("ids") for text in part.split(",") if text.strip()]
    found = [_uuid(text) for text in texts]
    if None in found:
        raise NotFound
    return [pk for pk in found if pk is not None]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
