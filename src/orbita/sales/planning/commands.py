"""What is done with plans and norms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from orbita.platform.access.queries import require
from orbita.platform.accounts.models import Department, Role, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.sales.planning.errors import NothingToCopy, PlanIsElsewhere, PlanIsNegative
from orbita.sales.planning.events import NormsSet, PlansSet
from orbita.sales.planning.models import ActivityNorm, SalesPlan
from orbita.sales.planning.queries import EDIT, reach
from orbita.sales.planning.rules import month_of, raised


@dataclass(frozen=True)
class PlanDraft:
    """A plan to be set: of an employee or of a department. Without an amount it is taken away."""

    month: date
    amount: Decimal | None
    user_id: UUID | None = None
    department_id: UUID | None = None
    count: int | None = None


@dataclass(frozen=True)
class NormDraft:
    """A norm to be set: of an employee or of a role. Without an amount it is taken away."""

    step: str
    amount: int
    per: str
    user_id: UUID | None = None
    role_id: UUID | None = None


@command
def set_plans(drafts: Sequence[PlanDraft], *, by: Actor) -> int:
    """Set, change or take away many plans at once: a cell, a pasted table, a year. Gives how many.

    Refuses plans of people outside the actor's reach and of departments to those who don't reach
    everybody; sums below nothing.
    """
    require(by, EDIT)
    _refuse_elsewhere(drafts, by)
    if any(draft.amount is not None and draft.amount < 0 for draft in drafts):
        raise PlanIsNegative

    kept = {_key(draft): draft for draft in drafts}
    for field in ("user", "department"):
        mine = [draft for key, draft in kept.items() if key[0] == field]
        _write(field, mine)
    announce(PlansSet(count=len(kept), by=by.id))
    return len(kept)


def _key(draft: PlanDraft) -> tuple[str, UUID | None, date]:
    if draft.user_id:
        return "user", draft.user_id, month_of(draft.month)
    return "department", draft.department_id, month_of(draft.month)


def _refuse_elsewhere(drafts: Sequence[PlanDraft], by: Actor) -> None:
    people = {draft.user_id for draft in drafts if draft.user_id}
    places = {draft.department_id for draft in drafts if draft.department_id}
    mine = reach(by, EDIT)
    if mine is not None and (places or not people <= mine):
        raise PlanIsElsewhere
    if User.objects.filter(pk__in=people).count() != len(people):
        raise NotFound
    if Department.objects.filter(pk__in=places).count() != len(places):
        raise NotFound


def _write(field: str, drafts: Sequence[PlanDraft]) -> None:
    """One statement for what is set and one for each month that is emptied."""
    gone: dict[date, list[UUID | None]] = {}
    for draft in drafts:
        if draft.amount is None:
            gone.setdefault(month_of(draft.month), []).append(getattr(draft, f"{field}_id"))
    for month, ids in gone.items():
        SalesPlan.objects.filter(month=month, **{f"{field}__in": ids}).delete()
    wanted = [draft for draft in drafts if draft.amount is not None]
    there = {
        (getattr(row, f"{field}_id"), row.month): row
        for row in SalesPlan.objects.select_for_update(of=("self",)).filter(
            **{f"{field}__in": [getattr(draft, f"{field}_id") for draft in wanted]},
            month__in={month_of(draft.month) for draft in wanted},
        )
    }
    new, changed = [], []
    for draft in wanted:
        assert draft.amount is not None
        month = month_of(draft.month)
        row = there.get((getattr(draft, f"{field}_id"), month))
        if row is None:
            whose = {"user_id": draft.user_id, "department_id": draft.department_id}
            new.append(SalesPlan(**whose, month=month, amount=draft.amount, count=draft.count))
        elif (row.amount, row.count) != (draft.amount, draft.count):
            row.amount, row.count = draft.amount, draft.count
            changed.append(row)
    SalesPlan.objects.bulk_create(new)
    SalesPlan.objects.bulk_update(changed, ["amount", "count"])


@command
def copy_plans(year: int, *, percent: Decimal, by: Actor) -> int:
    """Give each month of a year the plan of the same month a year before, with so many per cent
    more. Gives how many were set. Refuses when the year before has none within reach."""
    require(by, EDIT)
    rows = SalesPlan.objects.filter(month__year=year - 1)
    people = reach(by, EDIT)
    if people is not None:
        rows = rows.filter(user__in=people)
    drafts = [
        PlanDraft(
            row.month.replace(year=year),
            raised(row.amount, percent),
            row.user_id,
            row.department_id,
            row.count,
        )
        for row in rows
    ]
    if not drafts:
        raise NothingToCopy(year=year - 1)
    count: int = set_plans(drafts, by=by)
    return count


@command
def set_norms(drafts: Sequence[NormDraft], *, by: Actor) -> int:
    """Set, change or take away norms of employees and roles. Refuses to whom the plans of everybody
    are not his to set (roles), or who doesn't reach the employee."""
    require(by, EDIT)
    mine = reach(by, EDIT)
    people = {draft.user_id for draft in drafts if draft.user_id}
    if mine is not None and (any(draft.role_id for draft in drafts) or not people <= mine):
        raise PlanIsElsewhere
    roles = {draft.role_id for draft in drafts if draft.role_id}
    if Role.objects.filter(pk__in=roles).count() != len(roles):
        raise NotFound

    for draft in drafts:
        whose = {"user_id": draft.user_id} if draft.user_id else {"role_id": draft.role_id}
        if draft.amount <= 0:
            ActivityNorm.objects.filter(**whose, step=draft.step).delete()
        else:
            values = {"amount": draft.amount, "per": draft.per}
            ActivityNorm.objects.update_or_create(**whose, step=draft.step, defaults=values)
    announce(NormsSet(count=len(drafts), by=by.id))
    return len(drafts)
