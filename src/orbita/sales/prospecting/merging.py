"""How entries of call lists meet when clients become one: he is called once, and was if any was."""

from orbita.platform.merging.slots import JoinRule
from orbita.sales.prospecting.models import CallEntry

JOINED_ENTRIES = JoinRule(
    CallEntry,
    values={
        "state": "(array_agg(r.state ORDER BY r.called_at DESC NULLS LAST, twins.place))[1]",
        "called_at": "max(r.called_at)",
        "attempts": "least(sum(r.attempts), 32767)",
        "position": "min(r.position)",
        "score": "max(r.score)",
        "note": "coalesce(string_agg(nullif(r.note, ''), E'\\n\\n' ORDER BY twins.place), '')",
        "assignee_id": "(array_agg(r.assignee_id ORDER BY twins.place)"
        " FILTER (WHERE r.assignee_id IS NOT NULL))[1]",
    },
)
