"""How roles meet when their parties become one."""

from orbita.parties.roles.models import PartyRole
from orbita.platform.merging.slots import JoinRule

JOINED_ROLES = JoinRule(
    PartyRole,
    values={
        "since": "min(r.since)",
        "data": "merging_united(r.data ORDER BY twins.place DESC)",
    },
)
