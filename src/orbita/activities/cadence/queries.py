"""Questions about cadence: the rules with their clients, who is due."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from orbita.activities.cadence.models import CadenceRule, PartyCadence
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


@dataclass(frozen=True)
class RuleStanding:
    """A rule with how many clients stand under it, and how many of them are overdue."""

    rule: CadenceRule
    clients: int
    overdue: int

    @property
    def clients_url(self) -> str:
        """Exactly these clients."""
        return f'/parties/?where=["cadence_rule","in",["{self.rule.pk}"]]'

    @property
    def overdue_url(self) -> str:
        """Exactly the overdue ones."""
        rule = f'["cadence_rule","in",["{self.rule.pk}"]]'
        return f'/parties/?where=["and",{rule},{OVERDUE}]&sort=touch_due_at'


OVERDUE = '["touch_due_at","within","past"]'
"""The condition of a client whose due day has passed."""


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time()))


def overdue_days(due_at: datetime | None) -> int:
    """How many days ago a touch was due; 0 when it is still to come."""
    if due_at is None:
        return 0
    return max(0, (timezone.localdate() - timezone.localtime(due_at).date()).days)


def is_overdue() -> Q:
    """The condition on a client whose due day is over."""
    return Q(cadence__due_at__lt=start_of(timezone.localdate()))


def standings(actor: Actor) -> list[RuleStanding]:
    """The rules in their order, counted as the list counts. Two statements."""
    seen = Party.objects.visible_to(actor).exclude(cadence__rule=None).order_by()
    counts = {
        rule: (clients, late)
        for rule, clients, late in seen.values_list("cadence__rule").annotate(
            clients=Count("pk"), overdue=Count("pk", filter=is_overdue())
        )
    }
    rules = CadenceRule.objects.select_related("branch__tree")
    return [RuleStanding(rule, *counts.get(rule.pk, (0, 0))) for rule in rules]


def rule_named(rule_id: UUID) -> CadenceRule:
    """This rule, or NotFound."""
    found = CadenceRule.objects.filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def cadence_of(party: Party) -> PartyCadence | None:
    """The due day of a client with his rule. One statement."""
    return PartyCadence.objects.select_related("rule").filter(party=party).first()


def choices() -> list[tuple[UUID, str]]:
    """Every rule, for filters. One statement."""
    return list(CadenceRule.objects.values_list("pk", "name"))


def workdays(first: date, count: int) -> list[date]:
    """So many days from a day on, weekends left out."""
    days: list[date] = []
    while len(days) < count:
        if first.weekday() < 5:
            days.append(first)
        first += timedelta(1)
    return days
