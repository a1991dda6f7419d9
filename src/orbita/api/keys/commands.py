"""What is done with keys."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from orbita.api.keys.errors import KeyIsPast, KeyNeedsName, ScopeIsUnknown, TooManyKeys
from orbita.api.keys.models import READ, WRITE, ApiKey, KeyUse
from orbita.api.keys.rules import PREFIX, digest
from orbita.platform.access.slots import permissions
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import command

MOST = 50
COARSE = timedelta(minutes=5)


@command
def create_key(
    *,
    name: str,
    scopes: Sequence[str] = (READ, WRITE),
    expires_on: date | None = None,
    by: Actor,
) -> tuple[ApiKey, str]:
    """Make a key of one's own; gives it with its secret, which is said this once.

    Refuses a key without a name, with a day that has passed, with rights that there are not.
    """
    if by.id is None:
        raise NotAllowed
    if not name.strip():
        raise KeyNeedsName
    if expires_on is not None and expires_on < timezone.localdate():
        raise KeyIsPast
    for scope in scopes:
        if scope not in (READ, WRITE) and scope not in permissions:
            raise ScopeIsUnknown(scope=scope)
    # Two at once would both find room: the employee is the place where they queue.
    User.objects.select_for_update().get(pk=by.id)
    count = ApiKey.objects.filter(user=by.id, revoked_at=None).count()
    if count >= MOST:
        raise TooManyKeys(count=count)

    secret = PREFIX + secrets.token_urlsafe(32)
    made = ApiKey.objects.create(
        user_id=by.id,
        name=name.strip()[:100],
        digest=digest(secret),
        prefix=secret[:12],
        scopes=sorted(set(scopes)),
        expires_on=expires_on,
    )
    return made, secret


@command
def revoke_key(key_id: UUID, *, by: Actor) -> ApiKey:
    """End a key at once: one's own, with the right to rule access anybody's. It stays ended."""
    found = ApiKey.objects.select_for_update().filter(pk=key_id).first()
    if found is None or (found.user_id != by.id and not by.may("access.manage")):
        raise NotFound
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
    return found


def note_use(key: ApiKey) -> None:
    """Remember that a key is in use, at most once in five minutes. No act: nothing was done yet."""
    now = timezone.now()
    if key.last_used_at is None or key.last_used_at < now - COARSE:
        due = Q(last_used_at=None) | Q(last_used_at__lt=now - COARSE)
        ApiKey.objects.filter(due, pk=key.pk).update(last_used_at=now)


def note_act(key_id: UUID, act_id: UUID) -> None:
    """Write down that an act was done with a key, in the transaction of the act."""
    KeyUse.objects.get_or_create(act_id=act_id, defaults={"api_key_id": key_id})
