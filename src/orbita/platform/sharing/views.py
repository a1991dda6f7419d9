"""Drawers of a record: with whom it is shared, and why somebody sees it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import allows
from orbita.platform.access.slots import permission_of
from orbita.platform.accounts.queries import actor_of, employee
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.records.slots import kinds
from orbita.platform.sharing import queries
from orbita.platform.sharing.commands import share_record, take_share
from orbita.platform.sharing.explaining import explain
from orbita.platform.sharing.forms import ShareForm
from orbita.platform.sharing.reasons import last_day
from orbita.platform.ui.reply import Reply

SHARES, WHY = "sharing/shares.html", "sharing/why.html"


@gate(None)
def shares(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """With whom a record is shared; a POST shares it with somebody more."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = _subject(actor, kind, record_id)
    may_edit = allows(actor, permission_of(kind, "edit"), subject)
    may_share = queries.may_share(actor, kind, subject)
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, actor=actor, may_edit=may_edit) if may_share else None
    title = _("Access to the record")
    if sent is not None and form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            share_record(
                kind,
                record_id,
                to=form.target(),
                level=given["level"],
                until=given["until"],
                reason=given["reason"],
                by=actor,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _drawn(request, kind, subject, may_edit=may_edit).toast(
                _("The record is shared"), undo=last_act_id()
            )
    context = _context(kind, subject, form)
    if sent is not None:
        return Reply(request).invalid(SHARES, context, title=title)
    return Reply(request).drawer(SHARES, context, title=title)


@gate(None, methods="POST")
def removal(request: HttpRequest, kind: str, record_id: UUID, share_id: UUID) -> HttpResponse:
    """Take a shared record back."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = _subject(actor, kind, record_id)
    if not queries.shares_of(kind, record_id).filter(pk=share_id).exists():
        raise NotFound
    take_share(share_id, by=actor)
    may_edit = allows(actor, permission_of(kind, "edit"), subject)
    return _drawn(request, kind, subject, may_edit=may_edit).toast(
        _("Access is taken back"), undo=last_act_id()
    )


@gate(None, methods="GET")
def why(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Why the actor (or, for who manages access, another employee) sees a record."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = _subject(actor, kind, record_id)
    may_choose = actor.may("access.manage")
    asked = uuid_or_none(request.GET.get("who", "")) if may_choose else None
    asker = actor if asked in (None, actor.id) else actor_of(employee(asked))
    context = {
        "kind": kinds[kind],
        "record": subject,
        "who": asker,
        "is_me": asker.id == actor.id,
        "explained": explain(asker, kinds[kind], subject),
        "people": queries.people_to_ask() if may_choose else (),
        "url": reverse("sharing:why", args=[kind, record_id]),
    }
    return Reply(request).drawer(WHY, context, title=_("Why is this visible?"))


def _drawn(request: HttpRequest, kind: str, subject: Any, *, may_edit: bool) -> Reply:
    """The drawer again, with a new form."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = ShareForm(actor=actor, may_edit=may_edit)
    back = kinds[kind].url(subject.pk)
    return Reply(request, back=back).drawer(
        SHARES, _context(kind, subject, form), title=_("Access to the record")
    )


def _subject(actor: Actor, kind: str, record_id: UUID) -> Any:
    if kind not in kinds or not kinds[kind].restrictable:
        raise NotFound
    return record(actor, kind, record_id)


def _context(kind: str, subject: Any, form: ShareForm | None) -> dict[str, Any]:
    return {
        "kind": kinds[kind],
        "record": subject,
        "form": form,
        "shares": [(one, last_day(one)) for one in queries.shares_of(kind, subject.pk)],
        "post_url": reverse("sharing:shares", args=[kind, subject.pk]),
    }
