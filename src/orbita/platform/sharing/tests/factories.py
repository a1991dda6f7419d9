"""Shares and restricted fields for tests."""

from datetime import date
from typing import Any

from orbita.platform.accounts.models import FieldRight, User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.sharing.commands import share_record
from orbita.platform.sharing.models import Share


def share(
    record: Any,
    kind: str,
    *,
    to: User,
    level: str = "view",
    until: date | None = None,
    owner: User | None = None,
    reason: str = "",
) -> Share:
    """The record, shared by its owner (Alice, unless somebody is named) with an employee."""
    by = people.actor(owner or people.alice())
    return share_record(
        kind, record.pk, to=("user", to.pk), level=level, until=until, reason=reason, by=by
    )


def restrict(role: str, kind: str, *fields: str, level: str = "hidden") -> None:
    """The fields are hidden from a role, or read-only for it."""
    FieldRight.objects.bulk_create(
        [FieldRight(role=people.role(role), kind=kind, field=name, level=level) for name in fields]
    )
