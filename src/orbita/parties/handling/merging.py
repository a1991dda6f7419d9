"""How personal rules meet when clients become one: what either of them asked not to do stays so."""

from orbita.parties.handling.models import Handling
from orbita.platform.merging.slots import JoinRule, first_filled


def _all_texts(column: str) -> str:
    return f"coalesce(string_agg(nullif(r.{column}, ''), E'\\n' ORDER BY twins.place), '')"


_FIRST = (
    "greeting", "address", "language", "time_zone", "channel", "payment", "delivery", "reason",
)  # fmt: skip
JOINED_HANDLING = JoinRule(
    Handling,
    values={
        **{column: first_filled(column) for column in _FIRST},
        **{column: f"bool_or(r.{column})" for column in ("no_calls", "no_letters", "no_messages")},
        "do": _all_texts('"do"'),
        "dont": _all_texts("dont"),
        "windows": "coalesce((array_agg(r.windows ORDER BY twins.place)"
        " FILTER (WHERE r.windows <> '[]'))[1], '[]')",
        "main_person_id": "(array_agg(r.main_person_id ORDER BY twins.place)"
        " FILTER (WHERE r.main_person_id IS NOT NULL))[1]",
    },
)
