"""Whom a rule of retention has reached: people whose term is over."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from orbita.parties.consent.models import Consent, Decision, Erasure, Keeping
from orbita.parties.consent.models.erasures import Since
from orbita.parties.consent.rules import month_after
from orbita.parties.directory.models import Form, Party
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.lists.slots import fields_of
from orbita.platform.tracking import EVENT_MODELS

A_NIGHT = 200
"""So many people a rule handles a night: a mistake in a rule shows before it has done much."""


def reached(rule: Keeping, actor: Actor = SYSTEM) -> "QuerySet[Party]":
    """The people whose term is over, oldest first. No statement of its own; nobody when the
    condition cannot be read any more."""
    people: Any = Party.objects.visible_to(actor).filter(form=Form.PERSON)
    people = people.exclude(pk__in=Erasure.objects.values("party"))
    try:
        asked = compile_condition(parse(rule.condition), "party", fields_of, actor)
    except ConditionFault:
        return Party.objects.none()
    found: QuerySet[Party] = people.filter(asked, _over(rule)).order_by("created_at", "pk")
    return found


def _over(rule: Keeping) -> Any:
    edge = _edge(rule.months)
    if rule.since == Since.CREATED:
        return Q(created_at__lt=edge)
    if rule.since == Since.TOUCH:
        events = EVENT_MODELS[Party]._default_manager
        later = events.filter(pgh_obj=OuterRef("pk"), pgh_created_at__gte=edge)
        return Q(created_at__lt=edge) & ~Q(Exists(later))
    rows = Consent.objects.alive().filter(party=OuterRef("pk"))
    day = timezone.localtime(edge).date()
    ended = rows.filter(Q(withdrawn_at__lt=edge) | Q(until__lt=day), decision=Decision.GIVEN)
    young = rows.filter(Q(withdrawn_at__gte=edge) | Q(until__gte=day, withdrawn_at=None))
    return Q(Exists(ended)) & ~Q(Exists(rows.standing())) & ~Q(Exists(young))


def _edge(months: int) -> datetime:
    day = timezone.localdate()
    back = month_after(day - timedelta(1), -months) + timedelta(1) if months else day
    return timezone.make_aware(datetime.combine(back, time()))


def dry_run(rule: Keeping, actor: Actor, limit: int = 50) -> tuple[list[Party], int]:
    """Whom the rule would reach tonight: the first of them, and how many. Two statements."""
    rows = reached(rule, actor)
    return list(rows[:limit]), rows.count()


def tonight(rule: Keeping) -> list[UUID]:
    """The people whom the rule handles this night. One statement."""
    return list(reached(rule).values_list("pk", flat=True)[:A_NIGHT])
