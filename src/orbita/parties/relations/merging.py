"""How relations meet when their parties become one."""

from orbita.parties.relations.models import Relation
from orbita.platform.merging.slots import JoinRule, first_filled

JOINED_RELATIONS = JoinRule(
    Relation,
    # Nobody is related to himself.
    vanishes="source_id = target_id",
    # Two open relations of one kind are one: the same person works at the same company.
    same=("source_id", "target_id", "kind"),
    same_where="until IS NULL",
    values={
        "position": first_filled("position"),
        "decides": "bool_or(r.decides)",
        "since": "min(r.since)",
        "until": "CASE WHEN bool_and(r.until IS NOT NULL) THEN max(r.until) END",
    },
)
