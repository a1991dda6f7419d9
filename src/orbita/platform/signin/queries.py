"""Questions about ways to sign in, and about who has a second step."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from orbita.kit.identities import uuid_or_none
from orbita.platform.accounts.models import Role, RoleAssignment, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.signin.models import Provider, domain_of

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second step; spare codes alone do not."""
MOST = 500


def offered() -> list[Provider]:
    """The ways that the sign-in page shows. One statement."""
    return list(Provider.objects.filter(is_active=True))


def by_key(key: str) -> Provider | None:
    """The provider that the library knows by this key. One statement."""
    provider_id = uuid_or_none(key)
    return Provider.objects.filter(pk=provider_id, is_active=True).first() if provider_id else None


def provider(provider_id: UUID) -> Provider:
    """A provider, or NotFound. One statement."""
    found = Provider.objects.filter(pk=provider_id).first()
    if found is None:
        raise NotFound
    return found


def providers(actor: Actor) -> "QuerySet[Provider]":
    """All providers, for administrators. One statement."""
    return Provider.objects.order_by("name")


def links_by_provider() -> dict[str, int]:
    """How many employees are linked with each provider, by its key. One statement."""
    rows = SocialAccount.objects.values_list("provider").annotate(count=Count("id"))
    return dict(rows)


def closing(email: str) -> Provider | None:
    """The provider by which alone people with this mail sign in; None when a password will do.

    The administrator who keeps the password may always use it. One statement.
    """
    found = Provider.objects.filter(
        is_active=True, is_only=True, domains__contains=[domain_of(email)]
    ).exclude(keeper__email__iexact=email.strip())
    return found.first()


def asks_second_step(keys: set[str]) -> bool:
    """Whether one of these providers asks for a second step itself. One statement."""
    ids = [found for key in keys if (found := uuid_or_none(key))]
    return Provider.objects.filter(pk__in=ids, checks_second_step=True).exists()


def must_keep(user_id: UUID, authenticator_id: int) -> bool:
    """Whether this is the last second step of somebody whose role asks for one. One statement."""
    others = Authenticator.objects.filter(user=user_id, type__in=STRONG).exclude(
        pk=authenticator_id
    )
    asked = RoleAssignment.objects.filter(user=user_id, role__needs_second_step=True)
    return asked.filter(~Exists(others.filter(user=OuterRef("user")))).exists()


@dataclass(frozen=True)
class Secured:
    """An employee with his second steps; `is_asked`: one of his roles asks for one."""

    id: UUID
    name: str
    email: str
    is_asked: bool
    apps: int
    passkeys: int
    used_at: datetime | None
    links: tuple[Provider, ...] = ()
    """The providers by which he signs in."""

    @property
    def has_any(self) -> bool:
        """Whether a stolen password alone opens nothing."""
        return bool(self.apps or self.passkeys)


def second_steps(actor: Actor, *, text: str = "") -> list[Secured]:
    """Who has a second step and who should; whoever lacks an asked one first. Three statements."""
    asked = RoleAssignment.objects.filter(user=OuterRef("pk"), role__needs_second_step=True)
    found = User.objects.active().annotate(
        is_asked=Exists(asked),
        apps=Count("authenticator", filter=Q(authenticator__type=Authenticator.Type.TOTP)),
        passkeys=Count("authenticator", filter=Q(authenticator__type=Authenticator.Type.WEBAUTHN)),
        used_at=Max("authenticator__last_used_at"),
    )
    for word in text.split()[:5]:
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    rows = list(found.order_by("-is_asked", "last_name", "first_name", "pk")[:MOST])
    links = _links([user.pk for user in rows])
    people = [
        Secured(
            u.pk, str(u), u.email, u.is_asked, u.apps, u.passkeys, u.used_at, tuple(links[u.pk])
        )
        for u in rows
    ]
    return sorted(people, key=lambda one: (not one.is_asked, one.is_asked and one.has_any))


def _links(user_ids: list[UUID]) -> Mapping[UUID, list[Provider]]:
    """The providers with which each of these employees is linked. Two statements."""
    known = {one.key: one for one in Provider.objects.all()}
    found: dict[UUID, list[Provider]] = defaultdict(list)
    rows = SocialAccount.objects.filter(user__in=user_ids, provider__in=known)
    for user_id, key in rows.order_by("provider").values_list("user", "provider").distinct():
        found[user_id].append(known[key])
    return found


def roles() -> "QuerySet[Role]":
    """Roles with how many people have each. One statement."""
    return Role.objects.annotate(people=Count("assignments")).order_by("name")
