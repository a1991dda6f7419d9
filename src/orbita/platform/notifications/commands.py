"""Acts on notices and reminders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import send_poke
from orbita.platform.acts.frame import command
from orbita.platform.calendars.queries import reached
from orbita.platform.notifications.models import Notice, Reminder
from orbita.platform.notifications.slots import notice_carriers, notice_kinds
from orbita.platform.records.slots import RecordRef

BATCH = 1000
REMINDER = "reminder"


@dataclass(frozen=True)
class Telling:
    """One of many notices: to whom, with which values, about which record."""

    user_id: UUID
    values: Mapping[str, Any]
    about: RecordRef | None = None


@command
def notify(
    to: Iterable[UUID],
    *,
    kind: str,
    values: Mapping[str, Any],
    about: RecordRef | None = None,
    by: Actor,
) -> int:
    """Tell these people something; how many were told. Nobody is told of his own act.

    `values` are plain values for the kind's words. Who cannot sign in is left out; whoever stands in
    for somebody absent is told as well.
    """
    everybody = reached(set(to), timezone.now()).values()
    people = dict.fromkeys(one for some in everybody for one in some if one != by.id)
    notices = [
        Notice(
            user_id=user_id,
            kind=notice_kinds[kind].key,
            values=dict(values),
            record_kind=about.kind if about else "",
            record_id=about.id if about else None,
        )
        for user_id in people
    ]
    _tell(notices)
    return len(notices)


def _tell(notices: Sequence[Notice]) -> None:
    """Write the notices, ring the bells of open pages, hand them to what carries them further."""
    if not notices:
        return
    Notice.objects.bulk_create(notices, batch_size=BATCH)
    send_poke({("notice", notice.user_id) for notice in notices})
    told = [(notice.pk, notice.user_id) for notice in notices]
    for carrier in notice_carriers:
        carrier.carry(told)


@command
def notify_many(told: Sequence[Telling], *, kind: str, by: Actor) -> int:
    """Tell many things at once; how many were told. Nobody is told of his own act.

    Two statements a thousand. Who cannot sign in is left out; whoever stands in for somebody absent is
    told as well.
    """
    people = reached({one.user_id for one in told}, timezone.now())
    notices = [
        Notice(
            user_id=user_id,
            kind=notice_kinds[kind].key,
            values=dict(one.values),
            record_kind=one.about.kind if one.about else "",
            record_id=one.about.id if one.about else None,
        )
        for one in told
        for user_id in people.get(one.user_id, ())
        if user_id != by.id
    ]
    _tell(notices)
    return len(notices)


@command
def read_notice(notice_id: UUID, *, by: Actor) -> None:
    """Mark an own notice as read; that of somebody else is not touched."""
    Notice.objects.filter(pk=notice_id, user=by.id, read_at=None).update(read_at=timezone.now())
    _poke_self(by)


@command
def read_all_notices(*, by: Actor) -> int:
    """Mark all own notices as read; how many were not."""
    count = Notice.objects.filter(user=by.id, read_at=None).update(read_at=timezone.now())
    _poke_self(by)
    return count


def _poke_self(by: Actor) -> None:
    if by.id:
        send_poke([("notice", by.id)])


@command
def set_reminder(
    user_id: UUID, *, at: datetime, about: RecordRef, text: str, by: Actor
) -> Reminder:
    """Remind somebody of a record at a time. A reminder of the same record that is still to come
    is moved."""
    reminder, _ = Reminder.objects.update_or_create(
        user_id=user_id,
        record_kind=about.kind,
        record_id=about.id,
        sent_at=None,
        defaults={"at": at, "text": text[:500]},
    )
    return reminder


@command
def replace_reminders(
    kind: str,
    ids: Sequence[UUID],
    reminders: Mapping[UUID, tuple[UUID, datetime, str]],
    *,
    by: Actor,
) -> None:
    """Bring the reminders of many records of a kind in line: by record whom, when and of what.

    Those of `ids` that are not named are dropped. Two or three statements, however many there are.
    """
    Reminder.objects.filter(record_kind=kind, record_id__in=list(ids), sent_at=None).delete()
    Reminder.objects.bulk_create(
        [
            Reminder(user_id=user_id, at=at, text=text[:500], record_kind=kind, record_id=record_id)
            for record_id, (user_id, at, text) in reminders.items()
        ],
        batch_size=2000,
    )


@command
def clear_reminder(about: RecordRef, *, user_id: UUID | None = None, by: Actor) -> int:
    """Drop the reminders of a record that are still to come (of one user, if he is named)."""
    whose = Q(user=user_id) if user_id else Q()
    count, _ = Reminder.objects.filter(
        whose, record_kind=about.kind, record_id=about.id, sent_at=None
    ).delete()
    return count


@command
def send_due_reminders(*, by: Actor) -> int:
    """Turn reminders whose time has come into notices; how many. Three statements a thousand.

    Two of these at once share the work: what one holds, the other passes over.
    """
    now = timezone.now()
    due = list(
        Reminder.objects.select_for_update(skip_locked=True)
        .filter(sent_at=None, at__lte=now)
        .order_by("at")[:BATCH]
    )
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in due]).update(sent_at=now)
    _tell(
        [
            Notice(
                user_id=reminder.user_id,
                kind=REMINDER,
                values={"text": reminder.text},
                record_kind=reminder.record_kind,
                record_id=reminder.record_id,
            )
            for reminder in due
        ]
    )
    return len(due)


@command
def forget_notices(*, before: datetime, by: Actor) -> int:
    """Drop what was read, and reminders that were sent, before this time."""
    count, _ = Notice.objects.filter(read_at__lt=before).delete()
    Reminder.objects.filter(sent_at__lt=before).delete()
    return count
