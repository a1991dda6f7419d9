"""Questions about notices on devices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from orbita.kit.secrets import SealBroken
from orbita.platform.acts.actor import Actor
from orbita.platform.notifications.models import Notice
from orbita.platform.notifications.slots import NoticeKind, notice_kinds
from orbita.platform.pwa.keys import box
from orbita.platform.pwa.models import PushChoice, PushDevice, PushKeys


@dataclass(frozen=True)
class Device:
    """A device as its owner sees it."""

    id: UUID
    name: str
    is_this: bool
    added_at: datetime
    reached_at: datetime | None


def push_keys() -> PushKeys | None:
    """The keys of this installation; None before the first use, or when its secret is another now.

    One statement.
    """
    found = PushKeys.objects.first()
    if found is None:
        return None
    try:
        box().open(found.sealed)
    except SealBroken:
        return None
    return found


def devices(actor: Actor, session_key: str) -> list[Device]:
    """Where this person takes notices, the newest first; that of this session is told. One
    statement."""
    found = _live().filter(user=actor.id).order_by("-added_at")
    return [
        Device(row.pk, row.name, row.session_key == session_key, row.added_at, row.reached_at)
        for row in found
    ]


def muted(actor: Actor) -> frozenset[str]:
    """The kinds that this person does not want on his devices. One statement."""
    found = PushChoice.objects.filter(user=actor.id).values_list("muted", flat=True).first()
    return frozenset(found or ())


def choices(actor: Actor) -> list[tuple[NoticeKind, bool]]:
    """All kinds of notices, each with whether it comes to the devices. One statement."""
    off = muted(actor)
    return [(kind, kind.key not in off) for kind in sorted(notice_kinds, key=_label)]


def _label(kind: NoticeKind) -> str:
    return str(kind.label)


def having_devices(user_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these people who have a device at all. One statement."""
    found = PushDevice.objects.filter(user_id__in=set(user_ids))
    return set(found.values_list("user_id", flat=True))


def pushed_notices(ids: Iterable[UUID]) -> list[Notice]:
    """Those of these notices that are to be shown on devices: not read yet, not muted. Two
    statements."""
    found = list(
        Notice.objects.filter(pk__in=list(ids), read_at=None, user__is_active=True).select_related(
            "user"
        )
    )
    people = {notice.user_id for notice in found}
    off = dict(PushChoice.objects.filter(user_id__in=people).values_list("user_id", "muted"))
    return [notice for notice in found if notice.kind not in off.get(notice.user_id, ())]


def devices_of(user_ids: Iterable[UUID]) -> "QuerySet[PushDevice]":
    """The devices of these people whose session goes on."""
    return _live().filter(user_id__in=set(user_ids), user__is_active=True)


def _live() -> "QuerySet[PushDevice]":
    return PushDevice.objects.filter(_session_goes_on())


def left_behind() -> "QuerySet[PushDevice]":
    """Devices whose session is over: whoever signs in there next is told nothing of others."""
    return PushDevice.objects.exclude(_session_goes_on())


def _session_goes_on() -> Exists:
    session = Session.objects.filter(
        session_key=OuterRef("session_key"), expire_date__gt=timezone.now()
    )
    return Exists(session)
