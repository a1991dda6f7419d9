"""Acts on endpoints."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from orbita.api.webhooks.addresses import AddressRefused, look_up
from orbita.api.webhooks.catalogue import known_types
from orbita.api.webhooks.errors import AddressIsRefused, EventIsUnknown, OwnerHasLeft
from orbita.api.webhooks.events import EndpointDied, EndpointsChanged
from orbita.api.webhooks.models import Endpoint, EndpointHealth, OffReason
from orbita.api.webhooks.rules import OVERLAP
from orbita.api.webhooks.signing import new_secret, seal
from orbita.api.webhooks.writing import wake
from orbita.platform.access.queries import require
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.remembering import forget

MANAGE = "webhooks.manage"


@command
def add_endpoint(
    url: str,
    *,
    description: str = "",
    events: Sequence[str] = (),
    owner_id: UUID | None = None,
    by: Actor,
) -> Endpoint:
    """Send events to an address from now on; without `events` all of them. The owner's rights say
    about which records; without one they are those of whoever adds it.

    Refuses addresses in private networks, unknown events, an owner who has left.
    """
    require(by, MANAGE)
    made = Endpoint(secret=seal(new_secret()))
    _set(made, url=url, description=description, events=events, owner_id=owner_id or by.id)
    made.save()
    return _tell(made, by)


@command
def change_endpoint(
    endpoint_id: UUID,
    *,
    url: str,
    description: str = "",
    events: Sequence[str] = (),
    owner_id: UUID | None = None,
    by: Actor,
) -> Endpoint:
    """Change where messages go, which and by whose rights. Refuses what `add_endpoint` refuses."""
    found = _lock(endpoint_id, by)
    _set(
        found, url=url, description=description, events=events, owner_id=owner_id or found.owner_id
    )
    found.save(update_fields=["url", "description", "events", "owner"])
    _forget_failures(found)
    return _tell(found, by)


@command
def switch_endpoint(endpoint_id: UUID, *, on: bool, by: Actor) -> Endpoint:
    """Let an endpoint get messages, or not. What waits goes on when it is switched on again; what
    happens while it is off is not told."""
    found = _lock(endpoint_id, by)
    found.is_active, found.off_reason = on, "" if on else OffReason.HAND
    found.save(update_fields=["is_active", "off_reason"])
    if on:
        _forget_failures(found)
    return _tell(found, by)


@command
def rotate_secret(endpoint_id: UUID, *, by: Actor) -> Endpoint:
    """Give an endpoint a new secret; for a day the old one signs as well."""
    found = _lock(endpoint_id, by)
    found.old_secret, found.old_secret_until = found.secret, timezone.now() + OVERLAP
    found.secret = seal(new_secret())
    found.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return _tell(found, by)


@command
def remove_endpoint(endpoint_id: UUID, *, by: Actor) -> None:
    """Take an endpoint away; its messages stay until they are old, so that it can come back."""
    found = _lock(endpoint_id, by)
    found.deleted_at = timezone.now()
    found.save(update_fields=["deleted_at"])
    _tell(found, by)


@command
def switch_off_dead(endpoint_id: UUID, *, reason: str, by: Actor) -> Endpoint | None:
    """Switch off an endpoint that nothing can be delivered to; its owner is told."""
    require(by, MANAGE)
    found = Endpoint.objects.select_for_update().filter(pk=endpoint_id, is_active=True).first()
    if found is None:
        return None
    found.is_active, found.off_reason = False, reason
    found.save(update_fields=["is_active", "off_reason"])
    announce(
        EndpointDied(
            endpoint_id=found.pk,
            owner_id=found.owner_id,
            host=urlsplit(found.url).hostname or "",
            reason=reason,
        )
    )
    return _tell(found, by)


def _lock(endpoint_id: UUID, by: Actor) -> Endpoint:
    require(by, MANAGE)
    found = Endpoint.objects.select_for_update().filter(pk=endpoint_id, deleted_at=None).first()
    if found is None:
        raise NotFound
    return found


def _set(
    endpoint: Endpoint, *, url: str, description: str, events: Sequence[str], owner_id: Any
) -> None:
    url = url.strip()
    try:
        look_up(url, private=settings.ORBITA_WEBHOOK_PRIVATE)
    except AddressRefused as refused:
        raise AddressIsRefused(reason=str(refused)) from None
    for name in events:
        if name not in known_types():
            raise EventIsUnknown(name=name)
    if not User.objects.active().filter(pk=owner_id).exists():
        raise OwnerHasLeft
    endpoint.url, endpoint.description = url, description.strip()
    endpoint.events, endpoint.owner_id = sorted(set(events)), owner_id


def _forget_failures(endpoint: Endpoint) -> None:
    """A new address or a new start: the past says nothing, what waits is tried at once."""
    EndpointHealth.objects.filter(endpoint=endpoint).update(
        failures=0, failing_since=None, paused_until=None
    )
    endpoint.messages.filter(state="waiting").update(next_at=timezone.now(), failing_since=None)
    wake(endpoint.pk)


def _tell(endpoint: Endpoint, by: Actor) -> Endpoint:
    forget()
    announce(EndpointsChanged(endpoint_id=endpoint.pk, by=by.id))
    return endpoint
