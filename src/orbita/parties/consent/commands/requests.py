"""Acts on requests of data subjects: written down, taken, answered, extended."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.parties.consent import rules
from orbita.parties.consent.errors import (
    AnswerIsMissing,
    NotAPerson,
    RequestIsClosed,
    TermIsExtended,
)
from orbita.parties.consent.events import RequestsChanged
from orbita.parties.consent.models import Law, Privacy, RequestState, SubjectRequest
from orbita.parties.consent.queries import is_working_day
from orbita.parties.directory.models import Form, Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import bin_rows, change_rows, lock_rows, restore_rows
from orbita.platform.records.queries import record

EDITABLE = frozenset(("owner", "text", "came_by", "answer"))


@command
def add_request(
    party_id: UUID,
    sort: str,
    *,
    law: str = Law.RU,
    received_on: date | None = None,
    came_by: str = "",
    text: str = "",
    by: Actor,
) -> SubjectRequest:
    """Write down what a person asks about his data; the term follows from the law.

    The responsible person of the settings gets it, else who wrote it down.
    """
    require(by, "subject_requests.create")
    person: Party = record(by, "party", party_id)
    if person.form not in (Form.PERSON, Form.SOLE_TRADER):
        raise NotAPerson
    day = received_on or timezone.localdate()
    owner = Privacy.objects.values_list("responsible", flat=True).first() or by.id
    made = SubjectRequest.objects.create(
        party=person, sort=sort, law=law, received_on=day, came_by=came_by.strip()[:200],
        text=text.strip(), due_on=rules.due_on(law, sort, day, is_working_day()),
        owner_id=owner, created_by_id=by.id,
    )  # fmt: skip
    _tell([made], by)
    return made


@command
def take_request(request_id: UUID, *, by: Actor) -> SubjectRequest:
    """Begin to work on a request."""
    found = _open(request_id, by)
    found.state = RequestState.AT_WORK
    found.save(update_fields=["state"])
    _tell([found], by)
    return found


@command
def answer_request(
    request_id: UUID, answer: str, *, refused: bool = False, on: date | None = None, by: Actor
) -> SubjectRequest:
    """Close a request with what was answered, or with why it is refused (152-FZ art. 20 part 2)."""
    found = _open(request_id, by)
    if not answer.strip():
        raise AnswerIsMissing
    found.answer = answer.strip()
    found.answered_on = on or timezone.localdate()
    found.state = RequestState.REFUSED if refused else RequestState.ANSWERED
    found.save(update_fields=["answer", "answered_on", "state"])
    _tell([found], by)
    return found


@command
def extend_request(request_id: UUID, why: str, *, by: Actor) -> SubjectRequest:
    """Extend the term once, with the reason that the person is told: by 5 working days under
    152-FZ (art. 20 part 1), by two months under GDPR (art. 12 (3))."""
    found = _open(request_id, by)
    if found.extended_why:
        raise TermIsExtended
    if not why.strip():
        raise AnswerIsMissing(field="why")
    found.extended_why = why.strip()[:500]
    found.due_on = rules.extended(found.law, found.due_on, is_working_day())
    found.save(update_fields=["extended_why", "due_on"])
    _tell([found], by)
    return found


@command
def change_requests(
    ids: Iterable[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Give requests to somebody, or correct their texts."""
    known = {name: value for name, value in changes.items() if name in EDITABLE}
    _tell(change_rows(SubjectRequest, ids, known, by=by, base=base), by)


@command
def delete_requests(ids: Iterable[UUID], *, by: Actor) -> None:
    """Put requests written down by mistake into the bin."""
    found = list(ids)
    rows = list(SubjectRequest.objects.visible_to(by).filter(pk__in=found))
    bin_rows(SubjectRequest, found, by=by)
    _tell(rows, by)


@command
def restore_requests(ids: Iterable[UUID], *, by: Actor) -> None:
    """Take requests out of the bin again."""
    back = restore_rows(SubjectRequest, ids, by=by)
    _tell(list(SubjectRequest.objects.filter(pk__in=back)), by)


def _open(request_id: UUID, by: Actor) -> SubjectRequest:
    [found] = lock_rows(SubjectRequest, [request_id], "edit", by=by)
    if not found.is_open:
        raise RequestIsClosed
    row: SubjectRequest = found
    return row


def _tell(rows: list[SubjectRequest], by: Actor) -> None:
    announce(
        RequestsChanged(
            request_ids=tuple(row.pk for row in rows),
            party_ids=tuple({row.party_id for row in rows}),
            by=by.id,
        )
    )
