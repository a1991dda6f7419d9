"""The lines of a deal: what is planned to be sold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import changed_meanwhile
from orbita.platform.records.hidden import refuse_restricted
from orbita.sales.deals.commands.locking import lock_open_deal
from orbita.sales.deals.errors import LineIsGone, LineNeedsTitle, LineOutOfRange
from orbita.sales.deals.events import DealsChanged
from orbita.sales.deals.models import DealLine

FIELDS = ("title", "quantity", "unit", "price", "discount", "cost", "needed_on")
Values = Mapping[str, Any]
NOTHING = object()


@dataclass(frozen=True)
class LineDraft:
    """A line as its editor left it: `id` of a line that was there, `base` what he saw of it."""

    values: Values
    id: UUID | None = None
    base: Values = field(default_factory=dict)

    @property
    def is_touched(self) -> bool:
        """Whether the editor changed anything of it."""
        return any(
            name not in self.base or value != self.base[name]
            for name, value in _known(self.values).items()
        )


@command
def set_lines(
    deal_id: UUID,
    *,
    lines: Sequence[LineDraft],
    removed: Sequence[LineDraft] = (),
    by: Actor,
) -> list[DealLine]:
    """Bring the lines of an open deal to what was edited; the database sums them up.

    Lines that the editor did not touch stay as others have left them, gone if others removed them.
    Refuses a line without a title or with impossible figures, one that somebody else has changed
    since (ChangedMeanwhile), also when it is to be removed, and a change of one that is gone.
    """
    deal = lock_open_deal(deal_id, by)
    refuse_restricted("deal", {"amount": 0}, [NOTHING], by=by)
    if not by.may_set("deal", "margin"):
        lines = [replace(draft, values=_without_cost(draft.values)) for draft in lines]
    present = {line.pk: line for line in DealLine.objects.filter(deal=deal)}
    dropped = [_dropped(draft, present) for draft in removed if draft.id in present]
    changed, added = [], []
    for place, draft in enumerate(lines):
        _refuse_impossible(draft.values)
        if draft.id is None:
            added.append(DealLine(deal=deal, position=place, **_known(draft.values)))
        elif draft.id in present:
            changed.append(_changed(present[draft.id], draft, place))
        elif draft.is_touched:
            raise LineIsGone(title=draft.values["title"])

    DealLine.objects.filter(pk__in=dropped).delete()
    DealLine.objects.bulk_update(changed, [*FIELDS, "position"])
    DealLine.objects.bulk_create(added)
    announce(DealsChanged(deal_ids=(deal.pk,), fields=("lines", "amount"), by=by.id))
    return [*changed, *added]


def _changed(line: DealLine, draft: LineDraft, place: int) -> DealLine:
    """The line with what its editor changed. Refuses a field that another has changed since."""
    for name, value in _known(draft.values).items():
        if name in draft.base and value == draft.base[name]:
            continue
        _refuse_overwriting(line, draft.base, (name,), value)
        setattr(line, name, value)
    line.position = place
    return line


def _dropped(draft: LineDraft, present: Mapping[UUID, DealLine]) -> UUID:
    """The key of a line that goes away. Refuses when another has changed it since."""
    line = present[draft.id]  # type: ignore[index]
    _refuse_overwriting(line, draft.base, FIELDS)
    return line.pk


def _refuse_overwriting(
    line: DealLine, base: Values, names: Iterable[str], value: Any = NOTHING
) -> None:
    for name in names:
        now = getattr(line, name)
        if name in base and now not in (base[name], value):
            raise changed_meanwhile(DealLine, line, name)


def _without_cost(values: Values) -> Values:
    """Who does not see margins says nothing of costs: they stay as they are."""
    return {name: value for name, value in values.items() if name != "cost"}


def _known(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


def _refuse_impossible(values: Values) -> None:
    title = str(values.get("title", "")).strip()
    if not title:
        raise LineNeedsTitle
    cost = values.get("cost")
    possible = (
        values.get("quantity", 1) > 0
        and values.get("price", 0) >= 0
        and 0 <= values.get("discount", 0) <= 100
        and (cost is None or cost >= 0)
    )
    if not possible:
        raise LineOutOfRange(title=title)
