"""What is done with roles of parties."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from orbita.parties.directory.models import Party
from orbita.parties.roles import rules
from orbita.parties.roles.errors import RoleDataIsWrong, RoleIsUnknown
from orbita.parties.roles.events import RoleDropped, RoleSet
from orbita.parties.roles.models import PartyRole
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import lock_rows


@command
def set_role(
    party_id: UUID,
    role: str,
    *,
    data: Mapping[str, Any] | None = None,
    since: date | None = None,
    by: Actor,
) -> PartyRole:
    """Give a party a role (it has any number of them), or change the data of one it has."""
    [party] = lock_rows(Party, [party_id], "edit", by=by)
    if role not in rules.FIELDS:
        raise RoleIsUnknown
    for field, fault in rules.wrong_fields(role, data or {}).items():
        raise RoleDataIsWrong(fault, field=field)

    found, _ = PartyRole.objects.update_or_create(
        party=party, role=role, defaults={"data": rules.stored(role, data or {}), "since": since}
    )
    announce(RoleSet(party_id=party.pk, role=role, by=by.id))
    return found


@command
def drop_role(party_id: UUID, role: str, *, by: Actor) -> None:
    """Say that a party has this role no more."""
    [party] = lock_rows(Party, [party_id], "edit", by=by)
    PartyRole.objects.filter(party=party, role=role).delete()
    announce(RoleDropped(party_id=party.pk, role=role, by=by.id))
