"""Notices on their way to devices: worded, encrypted for one browser each, given to its service."""

import json
import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpcore
import httpx
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.notifications.models import Notice
from orbita.platform.notifications.queries import lines
from orbita.platform.notifications.slots import notice_kinds
from orbita.platform.pwa.keys import introduction
from orbita.platform.pwa.models import PushDevice, PushKeys
from orbita.platform.pwa.reach import calling

log = logging.getLogger(__name__)

DAY = 86400
AT_ONCE = 8
LONGEST = 300
"""Characters of a notice's text: services take 4096 bytes, and a screen shows less."""
GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Parcel:
    """One notice for one device; `key` is that of the notice."""

    key: str
    device: PushDevice
    payload: dict[str, str]


@dataclass
class Outcome:
    """How it went: devices that took it, devices that are no more, parcels to try once more."""

    reached: list[UUID] = field(default_factory=list)
    gone: list[UUID] = field(default_factory=list)
    later: list[Parcel] = field(default_factory=list)


def parcels(notices: Sequence[Notice], devices: Iterable[PushDevice]) -> list[Parcel]:
    """Each notice for each device of its reader, in his language. One statement a kind of record
    and language."""
    payloads: dict[UUID, dict[str, str]] = {}
    for language in {_language(notice) for notice in notices}:
        with translation.override(language):
            of_language = [notice for notice in notices if _language(notice) == language]
            payloads |= {line.id: payload for line, payload in _worded(of_language)}
    own: dict[UUID, list[PushDevice]] = {}
    for device in devices:
        own.setdefault(device.user_id, []).append(device)
    return [
        Parcel(str(notice.pk), device, payloads[notice.pk])
        for notice in notices
        for device in own.get(notice.user_id, ())
    ]


def _language(notice: Notice) -> str:
    return str(getattr(notice.user, "language", "") or settings.LANGUAGE_CODE)


def _worded(notices: list[Notice]) -> list[tuple[Any, dict[str, str]]]:
    kinds = {notice.pk: notice_kinds.get(notice.kind) for notice in notices}
    made = []
    for line in lines(notices):
        kind = kinds[line.id]
        body = " · ".join(filter(None, (str(line.text), line.record)))
        made.append((line, _payload(line.id, str(kind.label) if kind else "", body, line.url)))
    return made


def _payload(key: object, title: str, body: str, url: str) -> dict[str, str]:
    return {
        "title": title or _("Orbita"),
        "body": body[:LONGEST],
        "url": url or reverse("notifications:notices"),
        "tag": str(key),
        "lang": translation.get_language() or settings.LANGUAGE_CODE,
    }


def trial(device: PushDevice) -> Parcel:
    """What is sent to see whether notices come."""
    language = str(getattr(device.user, "language", "") or settings.LANGUAGE_CODE)
    with translation.override(language):
        body = _("Notices come to this device.")
        payload = _payload("trial", _("It works"), body, reverse("pwa:push"))
    return Parcel("trial", device, payload)


def send(wanted: Sequence[Parcel], keys: PushKeys) -> Outcome:
    """Give all parcels to their services, eight at a time; the database is not asked here."""
    outcome = Outcome()
    with calling() as client, ThreadPoolExecutor(AT_ONCE) as threads:
        answers = threads.map(lambda parcel: _post(client, parcel, keys), wanted)
        for parcel, status in zip(wanted, answers, strict=True):
            if status in GONE:
                outcome.gone.append(parcel.device.pk)
            elif 200 <= status < 300:
                outcome.reached.append(parcel.device.pk)
            elif status == 0 or status == 429 or status >= 500:
                outcome.later.append(parcel)
            else:
                log.warning("A push service refused a notice with %s", status)
    return outcome


def _post(client: httpx.Client, parcel: Parcel, keys: PushKeys) -> int:
    """The service's status; 0 when it could not be asked."""
    device = parcel.device
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(DAY),
        "Urgency": "normal",
        **introduction(keys.sealed, device.endpoint),
    }
    try:
        return client.post(
            device.endpoint, content=_encrypted(device, parcel.payload), headers=headers
        ).status_code
    except (httpx.HTTPError, httpcore.ConnectError) as problem:
        log.warning("A push service does not answer: %s", problem)
        return 0


def _encrypted(device: PushDevice, payload: dict[str, str]) -> bytes:
    """Readable by this browser alone (RFC 8291)."""
    from pywebpush import WebPusher  # slow to import; only the worker needs it

    subscription = {
        "endpoint": device.endpoint,
        "keys": {"p256dh": device.p256dh, "auth": device.auth},
    }
    text = json.dumps(payload, ensure_ascii=False).encode()
    return bytes(WebPusher(subscription).encode(text, "aes128gcm")["body"])
