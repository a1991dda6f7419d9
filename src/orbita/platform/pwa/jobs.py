"""Notices go to devices by the worker, apart from the act that has made them."""

from collections.abc import Sequence
from uuid import UUID

from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.frame import running
from orbita.platform.pwa import queries
from orbita.platform.pwa.commands import forget_devices, make_push_keys, settle_devices
from orbita.platform.pwa.models import PushDevice
from orbita.platform.pwa.sending import Outcome, parcels, send, trial

DEVICES = "devices"
DEVICES_SQL = "SELECT 'yes' FROM pwa_pushdevice LIMIT 1"
TRIES = 4
FIRST_PAUSE = 30


@app.task(name="pwa.deliver", queue="push")
def deliver(notice_ids: list[str], device_ids: list[str] | None = None, tried: int = 0) -> None:
    """Send these notices to the devices of their readers.

    What a service could not take is tried again, with longer pauses, by a job of its own. A notice
    that comes twice takes its own place on the screen.
    """
    notices = queries.pushed_notices(map(UUID, notice_ids))
    devices = list(queries.devices_of(notice.user_id for notice in notices))
    if device_ids is not None:
        devices = [device for device in devices if str(device.pk) in device_ids]
    if not devices:
        return
    outcome = send(parcels(notices, devices), make_push_keys(by=SYSTEM))
    _settle(outcome)
    if outcome.later and tried < TRIES:
        deliver.configure(schedule_in={"seconds": FIRST_PAUSE * 4**tried}).defer(
            notice_ids=[*{parcel.key for parcel in outcome.later}],
            device_ids=[*{str(parcel.device.pk) for parcel in outcome.later}],
            tried=tried + 1,
        )


@app.task(name="pwa.try_out", queue="push")
def try_out(device_id: str) -> None:
    """Send a notice to one device, to see whether it comes."""
    found = PushDevice.objects.select_related("user").filter(pk=device_id)
    _settle(send([trial(device) for device in found], make_push_keys(by=SYSTEM)))


@app.periodic(cron="17 4 * * *")
@app.task(name="pwa.forget", queue="care", queueing_lock="forget devices")
def forget(timestamp: int) -> None:
    """Forget the devices whose session is over."""
    forget_devices(by=SYSTEM)


def _settle(outcome: Outcome) -> None:
    if outcome.reached or outcome.gone:
        settle_devices(reached=outcome.reached, gone=outcome.gone, by=SYSTEM)


def carry(told: Sequence[tuple[UUID, UUID]]) -> None:
    """Put new notices (their key, their reader) into the queue, if a reader has a device at all.

    No statement where nobody has one, which each act knows from its beginning; else one, and one a
    five hundred for those who have.
    """
    act = running()
    if act is not None and act.known[DEVICES] is None:
        return
    known = queries.having_devices(user_id for _key, user_id in told)
    ids = [str(key) for key, user_id in told if user_id in known]
    for first in range(0, len(ids), 500):
        deliver.defer(notice_ids=ids[first : first + 500])
