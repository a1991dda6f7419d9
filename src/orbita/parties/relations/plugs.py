"""What relations show elsewhere."""

from orbita.parties.relations.models import Relation
from orbita.platform.records.slots import RecordPart, parts

parts.plug(RecordPart("party", Relation, "source"), RecordPart("party", Relation, "target"))
