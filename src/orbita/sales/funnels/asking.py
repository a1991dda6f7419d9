"""What a page of the analysis was asked for, as its address says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from orbita.kit.identities import uuid_or_none
from orbita.platform.accounts.models import Department, User
from orbita.platform.accounts.queries import departments_below
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ALL, Condition, Test, joined
from orbita.platform.records.hidden import require_field
from orbita.sales.deals.models import Pipeline
from orbita.sales.deals.queries import pipelines
from orbita.sales.funnels.spans import COMPARISONS, NAMES, Span, shifted, span_of
from orbita.sales.planning.queries import sellers

VIEW = "funnels.view"


@dataclass(frozen=True)
class Asked:
    """The filters of a page. `people` is None for everybody whom the actor sees."""

    actor: Actor
    given: Mapping[str, str]
    pipelines: list[Pipeline]
    pipeline: Pipeline | None
    period: str
    span: Span | None
    people: tuple[UUID, ...] | None
    source: str
    branch: UUID | None

    @property
    def comparison(self) -> str:
        """With what the period is compared."""
        name = self.given.get("compare", "none")
        return name if name in COMPARISONS and self.span else "none"

    @property
    def other_span(self) -> Span | None:
        """The period to compare with."""
        if self.comparison == "none" or self.span is None:
            return None
        if self.comparison == "custom":
            first, last = _day(self.given.get("from2")), _day(self.given.get("to2"))
            return span_of("custom", timezone.localdate(), first, last)
        return shifted(self.span, self.comparison)

    def where(self, *tests: Condition, pipeline: bool = True) -> Condition:
        """The filters as a condition of the list of deals, with something more."""
        parts: list[Condition] = []
        if self.pipeline and pipeline:
            parts.append(Test("pipeline", "in", [str(self.pipeline.pk)]))
        parts += self.whose()
        if self.source:
            parts.append(Test("source", "is", self.source))
        if self.branch:
            parts.append(Test("party.branch", "under", [str(self.branch)]))
        return joined(*parts, *tests) if parts or tests else ALL

    def whose(self) -> list[Condition]:
        """Deals of the chosen people, if any were chosen."""
        if self.people is None:
            return []
        return [Test("owner", "in", [str(key) for key in self.people])]

    def within(self, field: str, span: Span | None) -> list[Condition]:
        """The day of a field lies in a period; nothing is asked for all time."""
        return [Test(field, "between", span.values)] if span else []

    @property
    def context(self) -> dict[str, Any]:
        """What the toolbar shows."""
        return {"asked": self, "who": self.given.get("who", ""), "given": self.given}


def asked_of(
    actor: Actor, given: Mapping[str, str], *, every_pipeline: bool = False, period: str
) -> Asked:
    """The filters from the address. Two statements at most. Sums of deals are on each page of the
    analysis: whoever does not see amounts is refused."""
    require_field(actor, "deal", "amount")
    known = pipelines(active=True)
    chosen = next((p for p in known if str(p.pk) == given.get("pipeline")), None)
    if chosen is None and not every_pipeline:
        chosen = known[0] if known else None
    name = given.get("period", "")
    name = name if name in NAMES else period
    first, last = _day(given.get("from")), _day(given.get("to"))
    return Asked(
        actor,
        given,
        known,
        chosen,
        name,
        span_of(name, timezone.localdate(), first, last),
        _people(given.get("who", "")),
        given.get("source", "").strip(),
        uuid_or_none(given.get("branch", "")),
    )


def _people(who: str) -> tuple[UUID, ...] | None:
    """The employees behind «user:…» or «department:…»."""
    kind, _sign, key = who.partition(":")
    found = uuid_or_none(key)
    if found is None:
        return None
    if kind == "user":
        return (found,)
    below = departments_below(found)
    return tuple(
        User.objects.filter(department__in=below).order_by("pk").values_list("pk", flat=True)
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def staff(actor: Actor, also: Collection[UUID] = ()) -> list[tuple[Department | None, list[User]]]:
    """Who sells within the actor's reach, by department, and whoever else has figures: somebody who
    has left, or who never had the role. One statement."""
    selling = sellers(actor, VIEW, everybody=True).order_by().values("pk")
    found = User.objects.filter(Q(pk__in=selling) | Q(pk__in=also))
    order = (F("department__name").asc(nulls_last=True), "last_name", "first_name")
    groups: dict[Any, tuple[Department | None, list[User]]] = {}
    for user in found.select_related("department").order_by(*order):
        groups.setdefault(user.department_id, (user.department, []))[1].append(user)
    return list(groups.values())
