"""Rows of a party that two people edit at once: different ones are merged, the same one is refused."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from orbita.parties.directory.models import Party
from orbita.platform.records.changing import changed_meanwhile

Seen = Collection[int] | Mapping[int, Mapping[str, str]]
"""What an editor had before him: ids of rows, or what stood in them by id."""
_OF_ORDER = ("id", "position", "is_main")


def reconciled(
    model: Any, party: Party, wanted: Sequence[dict[str, Any]], seen: Seen | None
) -> list[dict[str, Any]]:
    """The wanted rows with what others did meanwhile to rows that the editor left alone.

    Refuses (ChangedMeanwhile) when somebody else has changed or removed a row that the editor
    changed, or changed one that he removed. One statement, two more for a refusal.
    """
    result = list(wanted)
    if not isinstance(seen, Mapping) or not any(seen.values()):
        return result
    stored = {row.pk: row for row in model._default_manager.filter(party=party)}
    typed = {values["id"]: values for values in wanted if values.get("id")}
    for pk, was in seen.items():
        row, mine = stored.get(pk), typed.get(pk)
        theirs = _differing(was, _shown(row, was))
        if not theirs or (row is None and mine is None):
            continue
        if mine is not None and not _differing(was, mine):
            at = result.index(mine)
            result[at : at + 1] = [] if row is None else [_kept(mine, row)]
        elif row is None or mine is None or _differing(_shown(row, was), mine):
            refusal = changed_meanwhile(model, row or model(pk=pk), theirs[0])
            refusal.field = model._meta.get_field("party").remote_field.related_name
            raise refusal
    return result


def _shown(row: Any, was: Mapping[str, str]) -> dict[str, str]:
    return {} if row is None else {field: str(getattr(row, field)) for field in was}


def _differing(was: Mapping[str, str], now: Mapping[str, Any]) -> list[str]:
    return [field for field, value in was.items() if str(now.get(field, "")).strip() != value]


def _kept(mine: dict[str, Any], row: Any) -> dict[str, Any]:
    """The row as somebody else left it, in the place that the editor gave it."""
    return {
        field: value if field in _OF_ORDER else getattr(row, field) for field, value in mine.items()
    }
