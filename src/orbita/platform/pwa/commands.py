"""Acts on the devices that take notices."""

from collections.abc import Collection, Iterable
from hashlib import sha256
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.notifications.slots import notice_kinds
from orbita.platform.pwa.errors import KeysAreBroken, NotAPushService
from orbita.platform.pwa.keys import is_point, is_secret, new_pair
from orbita.platform.pwa.models import PushChoice, PushDevice, PushKeys
from orbita.platform.pwa.queries import left_behind, push_keys
from orbita.platform.pwa.reach import may_be_called

MOST_DEVICES = 20


@command
def make_push_keys(*, by: Actor) -> PushKeys:
    """The keys of this installation, made at the first use.

    Keys that the installation's secret does not open any more are replaced; devices that know the
    old ones are dropped, since their services would refuse us.
    """
    found = push_keys()
    if found is not None:
        return found
    public, sealed = new_pair()
    broken = PushKeys.objects.select_for_update().first()
    if broken is None:
        # Two at once: the first one's keys are those of both.
        PushKeys.objects.bulk_create(
            [PushKeys(public=public, sealed=sealed)], ignore_conflicts=True
        )
        return PushKeys.objects.get()
    broken.public, broken.sealed = public, sealed
    broken.save(update_fields=["public", "sealed"])
    PushDevice.objects.all().delete()
    return broken


@command
def add_device(
    *, endpoint: str, p256dh: str, auth: str, name: str, session_key: str, by: Actor
) -> PushDevice:
    """Take notices in this browser from now on; the same browser again is the same device.

    Refuses addresses that are not of a public push service, and keys that are none. The oldest
    devices beyond twenty go.
    """
    if not may_be_called(endpoint):
        raise NotAPushService
    if not (is_point(p256dh) and is_secret(auth)):
        raise KeysAreBroken
    assert by.id is not None
    device, _ = PushDevice.objects.update_or_create(
        digest=sha256(endpoint.encode()).hexdigest(),
        defaults={
            "user_id": by.id,
            "endpoint": endpoint,
            "p256dh": p256dh,
            "auth": auth,
            "name": name[:100],
            "session_key": session_key,
            "added_at": timezone.now(),
        },
    )
    newest = PushDevice.objects.filter(user=by.id).order_by("-added_at").values("pk")[:MOST_DEVICES]
    PushDevice.objects.filter(user=by.id).exclude(
        pk__in=list(newest.values_list("pk", flat=True))
    ).delete()
    return device


@command
def remove_device(device_id: UUID, *, by: Actor) -> None:
    """Send no more notices to an own device. That of somebody else is not there for him."""
    count, _ = PushDevice.objects.filter(pk=device_id, user=by.id).delete()
    if not count:
        raise NotFound


@command
def choose_kinds(wanted: Collection[str], *, by: Actor) -> None:
    """Send just these kinds of notices to one's devices; kinds that come later are sent, too."""
    assert by.id is not None
    off = sorted({kind.key for kind in notice_kinds} - set(wanted))
    PushChoice.objects.update_or_create(user_id=by.id, defaults={"muted": off})


@command
def try_device(device_id: UUID, *, by: Actor) -> None:
    """Send a notice to an own device, to see whether it comes."""
    from orbita.platform.pwa.jobs import try_out

    if not PushDevice.objects.filter(pk=device_id, user=by.id).exists():
        raise NotFound
    try_out.defer(device_id=str(device_id))


@command
def settle_devices(*, reached: Iterable[UUID] = (), gone: Iterable[UUID] = (), by: Actor) -> None:
    """Note which devices took a notice, drop those that their service does not know any more.

    Two statements.
    """
    PushDevice.objects.filter(pk__in=set(reached)).update(reached_at=timezone.now())
    PushDevice.objects.filter(pk__in=set(gone)).delete()


@command
def forget_devices(*, by: Actor) -> int:
    """Drop the devices whose session is over or whose owner has left; how many."""
    over = Q(pk__in=left_behind().values("pk")) | Q(user__is_active=False)
    return PushDevice.objects.filter(over).delete()[0]
