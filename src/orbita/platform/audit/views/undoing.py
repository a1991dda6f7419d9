"""Undo over HTTP: one act by its id, or the newest one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NothingToUndo
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.acts import is_undo, last_act
from orbita.platform.audit.commands import UndoReport, undo_act
from orbita.platform.ui.reply import Reply

NAMED = 5
"""How many of the records that stayed are named; the others are counted."""


@gate(None, methods="POST")
def undo(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """Undo one act, say what came back and what did not, and offer to do it again."""
    repeats = is_undo(act_id)
    report = undo_act(act_id, by=request.actor)  # type: ignore[attr-defined]
    reply = Reply(request).toast(
        sentence(report, repeats=repeats),
        undo=last_act_id(),
        undo_label=_("Undo") if repeats else _("Do again"),
        tone="warn" if report.kept else "good",
    )
    return reply.refresh()


@gate(None, methods="POST")
def undo_last(request: HttpRequest) -> HttpResponseBase:
    """Undo the actor's newest act of the last hour."""
    newest = last_act(request.actor)  # type: ignore[attr-defined]
    if newest is None:
        raise NothingToUndo
    return undo(request, newest)


def sentence(report: UndoReport, *, repeats: bool = False) -> str:
    """What an undo did, in words: how much came back, and what stayed because others changed it."""
    said = _done_again(report.records) if repeats else _brought_back(report.records)
    if not report.kept:
        return said
    named = ", ".join(report.kept[:NAMED])
    more = len(report.kept) - NAMED
    if more > 0:
        named = _("%(names)s and %(count)s more") % {"names": named, "count": more}
    stayed = _("Left as they are, others have changed them since: %(names)s.") % {"names": named}
    return f"{said} {stayed}"


def _brought_back(count: int) -> str:
    if not count:
        return _("Nothing was brought back.")
    return ngettext(
        "%(count)s record is as it was.", "%(count)s records are as they were.", count
    ) % {"count": count}


def _done_again(count: int) -> str:
    if not count:
        return _("Nothing was done again.")
    return ngettext("Done again: %(count)s record.", "Done again: %(count)s records.", count) % {
        "count": count
    }
