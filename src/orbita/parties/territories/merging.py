"""Where a client stands after several became one: where the first of them stands and stood."""

from orbita.parties.territories.models import PartyTerritory
from orbita.platform.merging.slots import JoinRule

JOINED_TERRITORIES = JoinRule(
    PartyTerritory,
    # A client stood at one place at a time: the past of the others stays in their own history.
    before="""
        DELETE FROM territories_pastterritory t USING merging_side s
        WHERE t.party_id = s.id AND s.place > (
            SELECT min(x.place) FROM merging_side x WHERE x.survivor = s.survivor AND EXISTS (
                SELECT FROM territories_partyterritory p WHERE p.party_id = x.id
                UNION ALL SELECT FROM territories_pastterritory p WHERE p.party_id = x.id
            )
        )
    """,
)
