"""What programs do with the roles of clients."""

from orbita.parties.roles import commands
from orbita.platform.resources.slots import ApiAct

EDIT = "parties.edit"

API = (
    ApiAct("parties/{party_id}/roles/{role}/", commands.set_role, "put", permission=EDIT),
    ApiAct("parties/{party_id}/roles/{role}/", commands.drop_role, "delete", permission=EDIT),
)
