"""Questions about roles of parties."""

from orbita.parties.directory.models import Party
from orbita.parties.roles.models import PartyRole, Role


def roles_of(party: Party) -> list[PartyRole]:
    """The roles of a party in their usual order. One statement."""
    order = {role: number for number, role in enumerate(Role.values)}
    return sorted(party.roles.all(), key=lambda row: order[row.role])


def role_of(party: Party, role: str) -> PartyRole | None:
    """This role of the party, if it has it. One statement."""
    found: PartyRole | None = party.roles.filter(role=role).first()
    return found
