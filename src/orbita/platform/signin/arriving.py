"""What a provider says of a person, read carefully: nothing here trusts the other side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from orbita.platform.accounts.commands import Person
from orbita.platform.signin.models import Provider


@dataclass(frozen=True)
class Arrival:
    """Somebody who comes from a provider. `groups` is None when it said nothing of them."""

    uid: str
    email: str
    is_verified: bool
    first_name: str
    last_name: str
    groups: frozenset[str] | None

    def person(self, provider: Provider) -> Person:
        """An employee made of it."""
        return Person(
            email=self.email,
            first_name=self.first_name or self.email.partition("@")[0],
            last_name=self.last_name,
            department_id=provider.department_id,
        )


def read(provider: Provider, uid: str, data: Mapping[str, Any]) -> Arrival:
    """The arrival in the claims of the ID token and of the page about the user."""
    claims: dict[str, Any] = {}
    for part in (data.get("id_token"), data.get("userinfo")):
        claims |= part if isinstance(part, dict) else {}
    first, _, last = _text(claims, "name").partition(" ")
    return Arrival(
        uid=uid,
        email=_text(claims, "email")[:254],
        is_verified=claims.get("email_verified") in (True, "true"),
        first_name=(_text(claims, "given_name") or first)[:100],
        last_name=(_text(claims, "family_name") or last)[:100],
        groups=_groups(claims, provider.groups_claim),
    )


def wanted_roles(provider: Provider, groups: Iterable[str], held: frozenset[str]) -> frozenset[str]:
    """The keys of roles after a sign-in: those that the provider decides on by its groups, and those
    that it says nothing about as they are."""
    decided = frozenset(provider.groups.values())
    given = frozenset(provider.groups[name] for name in groups if name in provider.groups)
    return (held - decided) | given


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value.strip() if isinstance(value, str) else ""


def _groups(claims: Mapping[str, Any], name: str) -> frozenset[str] | None:
    """The groups under a claim; «realm_access.roles» leads into nested ones."""
    found: Any = claims
    for step in name.split(".") if name else ():
        found = found.get(step) if isinstance(found, dict) else None
    if not name or found is None:
        return None
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset({str(found)})
