"""What roles show elsewhere."""

from orbita.parties.roles.models import PartyRole
from orbita.platform.records.slots import RecordPart, parts

parts.plug(RecordPart("party", PartyRole, "party"))
