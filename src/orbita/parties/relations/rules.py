"""Which parties may be related how. `source` … `target`: Oleg works at Romashka."""

from collections.abc import Mapping

WORKS_AT = "works_at"
TWO_WAY = frozenset({"family", "partner"})
"""Kinds that say the same from both sides."""

PERSON, ORGANISATION = "person", "organisation"


def may_work(form: str) -> bool:
    """Whether a party of this form works somewhere: people and sole traders do."""
    return form != ORGANISATION


def may_employ(form: str) -> bool:
    """Whether one can work at a party of this form."""
    return form != PERSON


def ends_before_start(values: Mapping[str, object]) -> bool:
    """Whether the last day lies before the first one; open ends are fine."""
    since, until = values.get("since"), values.get("until")
    return bool(since and until and until < since)  # type: ignore[operator]
