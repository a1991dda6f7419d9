"""Questions about keys: whose it is, and what may be done with it."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from orbita.api.keys.models import READ, WRITE, ApiKey
from orbita.api.keys.rules import PREFIX, digest
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


def key_of(secret: str) -> ApiKey | None:
    """The valid key with this secret, of somebody who may sign in; None for any other text.

    It is looked up by its digest, so that no comparison tells how near a guess was. One statement.
    """
    if not secret.startswith(PREFIX) or not secret.isascii():
        return None
    found = ApiKey.objects.select_related("user").filter(digest=digest(secret)).first()
    if found is None or not found.is_valid or not found.user.is_active:
        return None
    return found


def actor_with(key: ApiKey) -> Actor:
    """The employee behind a key, with no more than the key allows. One statement."""
    whole = actor_of(key.user)
    named = set(key.scopes) - {READ, WRITE}
    if not named:
        return whole
    return replace(
        whole,
        grants=MappingProxyType({k: v for k, v in whole.grants.items() if k in named}),
        shared=whole.shared & named,
    )


def may_write(key: ApiKey) -> bool:
    """Whether a key may do more than read."""
    if WRITE in key.scopes:
        return True
    named = set(key.scopes) - {READ}
    return any(not scope.endswith((".view", ".export")) for scope in named)


def keys_of(actor: Actor) -> "QuerySet[ApiKey]":
    """One's own keys, the newest first."""
    return ApiKey.objects.filter(user=actor.id).order_by("revoked_at", "-created_at")


def every_key(actor: Actor) -> "QuerySet[ApiKey]":
    """The keys of everybody, for whoever rules access; one's own for all others."""
    if not actor.may("access.manage"):
        return keys_of(actor).select_related("user")
    return ApiKey.objects.select_related("user").order_by("revoked_at", "-created_at")


def one_key(actor: Actor, key_id: UUID) -> Any:
    """A key that the actor may see, or NotFound. One statement."""
    found = every_key(actor).filter(pk=key_id).first()
    if found is None:
        raise NotFound
    return found
