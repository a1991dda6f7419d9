"""Whom a lead is given to: the rules in their order, who is at work, whose turn it is, who has least.

A fixed number of statements and one or two for each rule, however many leads there are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from orbita.kit.worktime import WorkTime
from orbita.platform.accounts.models import Department, TeamMember, User
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.calendars.queries import company_time, substitutes, work_times
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.lists.slots import fields_of
from orbita.sales.deals.models import Deal, Outcome
from orbita.sales.leads.models import OPEN, DistributionRule, Lead, Mode, RuleMember

WAIT = "wait"
"""The mode of a lead for which nobody is at work: it waits for the opening."""
LEAD_WEIGHT = 2
"""An open lead is as much work as so many open deals: it waits for an answer now."""


@dataclass(frozen=True)
class Choice:
    """What the rules say of one lead. Without an owner it waits in the queue of the rule."""

    lead_id: UUID
    rule: DistributionRule
    owner_id: UUID | None
    mode: str
    instead_of: UUID | None = None
    due_at: datetime | None = None
    is_quiet: bool = False
    """One of many out of a file: no timer runs for it, now or when it has waited."""


@dataclass
class _Crew:
    """The people of one rule at this moment: in their order, with who stands in for whom."""

    rule: DistributionRule
    people: list[UUID]
    present: frozenset[UUID]
    stand_ins: dict[UUID, UUID]
    turns: dict[UUID, datetime | None] = field(default_factory=dict)

    def offers(self, passed: frozenset[UUID]) -> dict[UUID, UUID | None]:
        """Who may get a lead now, with the absent one in whose stead."""
        found: dict[UUID, UUID | None] = {}
        for person in self.people:
            other = self.stand_ins.get(person)
            if person in self.present or (other is None and not self.rule.only_at_work):
                found.setdefault(person, None)
            elif other is not None and (other in self.present or not self.rule.only_at_work):
                found.setdefault(other, person)
        return {person: whom for person, whom in found.items() if person not in passed}


class Desk:
    """The rules and their people as they are at one moment; gives leads one after another."""

    def __init__(self, now: datetime, *, rules: Sequence[DistributionRule] | None = None) -> None:
        self.now = now
        active = DistributionRule.objects.filter(is_active=True)
        self.rules = list(active) if rules is None else list(rules)
        people = _people_of(self.rules)
        everybody = {person for crew in people.values() for person in crew}
        stand_ins = substitutes(everybody, now) if everybody else {}
        self.times = work_times(everybody | set(stand_ins.values())) if everybody else {}
        present = frozenset(one for one, time in self.times.items() if time.is_at_work(now))
        self.crews = {
            rule.pk: _Crew(rule, people[rule.pk], present, stand_ins) for rule in self.rules
        }
        self.loads = _loads(self.times) if _any(self.rules, Mode.LOAD) else {}
        self._company: WorkTime | None = None
        for rule in self.rules:
            if rule.mode == Mode.TURN:
                self.crews[rule.pk].turns = _turns(rule)

    def choose(self, leads: Iterable[Lead], *, timers: bool = True) -> list[Choice]:
        """Who gets each of these leads, the oldest first; leads that no rule fits are left out."""
        waiting = {lead.pk: lead for lead in sorted(leads, key=lambda one: one.received_at)}
        found: dict[UUID, Choice] = {}
        for rule in self.rules:
            rest = [pk for pk in waiting if pk not in found]
            for pk in fitting(rule, rest) if rest else ():
                found[pk] = self._one(rule, waiting[pk], timers)
        return [found[pk] for pk in waiting if pk in found]

    def _one(self, rule: DistributionRule, lead: Lead, timers: bool) -> Choice:
        passed = frozenset(UUID(one) for one in lead.given.get("passed", ()))
        offers = self.crews[rule.pk].offers(passed)
        owner = self._among(rule, offers) if offers else None
        minutes = rule.minutes_to_take or (lead.source.minutes_to_take if lead.source else None)
        quiet = not timers or bool(lead.given.get("quiet"))
        due = self._due(owner, minutes) if minutes and not quiet else None
        mode = WAIT if owner is None else rule.mode
        instead = offers.get(owner) if owner else None
        return Choice(lead.pk, rule, owner, mode, instead, due, quiet)

    def _among(self, rule: DistributionRule, offers: dict[UUID, UUID | None]) -> UUID:
        people = list(offers)
        if rule.mode == Mode.LOAD:
            chosen = min(people, key=lambda one: (self.loads.get(one, 0), people.index(one)))
        elif rule.mode == Mode.TURN:
            turns = self.crews[rule.pk].turns
            chosen = min(people, key=_longest_ago(turns, people))
            turns[chosen] = max(filter(None, (self.now, *turns.values())))
            # Within one moment the order of being chosen counts: the chosen one goes to the end.
            order = self.crews[rule.pk].people
            if chosen in order:
                order.append(order.pop(order.index(chosen)))
        else:
            chosen = people[0]
        self.loads[chosen] = self.loads.get(chosen, 0) + LEAD_WEIGHT
        return chosen

    def _due(self, owner: UUID | None, minutes: int) -> datetime | None:
        time = self.times.get(owner) if owner else None
        if time is None:
            self._company = time = self._company or company_time()
        return time.add_working(self.now, minutes * 60)


def _longest_ago(
    turns: dict[UUID, datetime | None], people: list[UUID]
) -> Callable[[UUID], tuple[float, int]]:
    def key(person: UUID) -> tuple[float, int]:
        last = turns.get(person)
        return (last.timestamp() if last else 0.0, people.index(person))

    return key


def fitting(rule: DistributionRule, ids: Sequence[UUID]) -> list[UUID]:
    """Which of these leads the rule's condition fits, in their order; a broken one fits none."""
    try:
        condition = compile_condition(parse(rule.where), "lead", fields_of, SYSTEM)
    except ConditionFault:
        return []
    rows = Lead.objects.alive().filter(pk__in=ids)
    fits = set(rows.filter(condition).values_list("pk", flat=True))
    return [pk for pk in ids if pk in fits]


def _people_of(rules: Sequence[DistributionRule]) -> dict[UUID, list[UUID]]:
    """The active employees of each rule: chosen ones and those of its team. Two statements."""
    found: dict[UUID, list[UUID]] = {rule.pk: [] for rule in rules}
    chosen = RuleMember.objects.filter(rule__in=rules, user__is_active=True).order_by("pk")
    for rule_id, user_id in chosen.values_list("rule", "user"):
        found[rule_id].append(user_id)
    teams = {rule.team_id for rule in rules if rule.team_id}
    rows = TeamMember.objects.filter(team__in=teams, user__is_active=True).order_by("pk")
    members: dict[UUID, list[UUID]] = {}
    for team_id, user_id in rows.values_list("team", "user"):
        members.setdefault(team_id, []).append(user_id)
    for rule in rules:
        if rule.team_id:
            found[rule.pk] += [
                one for one in members.get(rule.team_id, ()) if one not in found[rule.pk]
            ]
    return found


def _any(rules: Sequence[DistributionRule], mode: Mode) -> bool:
    return any(rule.mode == mode for rule in rules)


def _turns(rule: DistributionRule) -> dict[UUID, datetime | None]:
    """When each of the rule's people last got a lead by it. One statement."""
    rows = Lead.objects.filter(rule=rule, owner__isnull=False).values_list("owner")
    return dict(rows.annotate(last=Max("given_at")))


def _loads(people: Iterable[Any]) -> dict[UUID, int]:
    """How much everybody has to do: open leads and open deals. Two statements."""
    ids = list(people)
    leads = Lead.objects.alive().filter(owner__in=ids, status__in=OPEN)
    deals = Deal.objects.alive().filter(owner__in=ids, stage__outcome=Outcome.OPEN)
    found = dict.fromkeys(ids, 0)
    for rows, weight in ((leads, LEAD_WEIGHT), (deals, 1)):
        for owner, count in rows.values_list("owner").annotate(count=Count("pk")):
            found[owner] += count * weight
    return found


def heads_of(user_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The heads of the departments of these employees, and directors where there is none.

    Two statements and one for each level of the tree above.
    """
    people = User.objects.filter(pk__in=list(user_ids), department__isnull=False)
    departments = {one for one in people.values_list("department", flat=True) if one is not None}
    above = set(departments)
    while above:
        parents = Department.objects.filter(pk__in=above, parent__isnull=False)
        found = parents.values_list("parent", flat=True)
        above = {one for one in found if one is not None} - departments
        departments |= above
    active = User.objects.active()
    heads = active.filter(
        Q(department__in=departments), role_assignments__role__key="head"
    ).values_list("pk", flat=True)
    if heads:
        return frozenset(heads)
    directors = active.filter(role_assignments__role__key__in=("head", "director"))
    return frozenset(directors.values_list("pk", flat=True))
