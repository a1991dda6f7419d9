"""There is always somebody who can manage users and rights."""

from uuid import UUID

from django.db import connection

from orbita.platform.accounts.errors import LastAdministrator
from orbita.platform.accounts.models import Grant, User

ADMINISTRATION = "access.manage"
_LOCK = 7_201_930_442


def administrators() -> set[UUID]:
    """Those who can sign in and manage access. One statement."""
    grants = Grant.objects.filter(permission=ADMINISTRATION).exclude(scope="none")
    return set(
        User.objects.active()
        .filter(role_assignments__role__in=grants.values("role"))
        .values_list("pk", flat=True)
    )


def lock_administration() -> None:
    """Let only one act at a time take rights away, so that two cannot remove each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def keep_an_administrator(before: set[UUID]) -> None:
    """Refuse with LastAdministrator when those who were there before are all gone."""
    if before and not administrators():
        last = User.objects.get(pk=min(before))
        raise LastAdministrator(name=str(last))
