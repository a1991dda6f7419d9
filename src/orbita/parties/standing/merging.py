"""Classes of a client after several became one: those of the first; they are computed anew soon."""

from orbita.parties.standing.models import PartyClass
from orbita.platform.merging.slots import JoinRule

JOINED_CLASSES = JoinRule(
    PartyClass,
    # He was in one class of a classification at a time.
    before="""
        DELETE FROM standing_partyclass t USING merging_side s
        WHERE t.party_id = s.id AND s.place > (
            SELECT min(x.place) FROM merging_side x
            JOIN standing_partyclass other ON other.party_id = x.id
            WHERE x.survivor = s.survivor AND other.classification_id = t.classification_id
        )
    """,
)
