"""Classifications, their grades, points and signals are written down."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from orbita.parties.standing.commands.reckoning import resettle
from orbita.parties.standing.errors import (
    ClassificationExists,
    ClassificationIsDelivered,
    ClassificationNeedsName,
    ConditionIsUnreadable,
    GradeExists,
    GradeNeedsBound,
    GradeNeedsName,
    MeasureIsUnknown,
)
from orbita.parties.standing.events import ClassificationsChanged
from orbita.parties.standing.models import (
    Classification,
    Grade,
    Method,
    PointRule,
    Schedule,
    SignalWeight,
)
from orbita.parties.standing.settling import withdraw
from orbita.parties.standing.slots import signals
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, dump, parse
from orbita.platform.keys import uuid7
from orbita.platform.lists.slots import fields_of
from orbita.platform.measures.slots import measures_of

MANAGE = "classes.manage"
EDITABLE = ("name", "form", "measure", "half_life", "schedule", "is_active", "note")
FIGURED = (Method.SHARES, Method.QUANTILES)


@command
def add_classification(
    *,
    name: str,
    method: str = Method.RULES,
    form: str = "",
    measure: str = "",
    schedule: str = Schedule.DAILY,
    note: str = "",
    by: Actor,
    **more: Any,
) -> Classification:
    """Start a classification; its grades are written afterwards.

    Refuses a name that there is, and shares without a figure.
    """
    require(by, MANAGE)
    last = Classification.objects.aggregate(last=Max("position"))["last"] or 0
    pk = uuid7()
    made = Classification(
        pk=pk,
        key=more.pop("key", f"c{pk.hex[-12:]}"),
        name=_named(name),
        method=Method(method),
        form=form,
        measure=_measured(method, measure),
        schedule=Schedule(schedule),
        note=note.strip(),
        position=last + 1,
        **more,
    )
    _stored(made)
    _told(made, by)
    return made


@command
def change_classification(
    classification_id: UUID, changes: Mapping[str, Any], *, by: Actor
) -> Classification:
    """Change a classification and compute it anew; one put out of use loses its members."""
    found = locked(classification_id, by)
    changes = {name: changes[name] for name in EDITABLE if name in changes}
    if "name" in changes:
        changes["name"] = _named(changes["name"])
    if "measure" in changes:
        changes["measure"] = _measured(found.method, changes["measure"])
    for name, value in changes.items():
        setattr(found, name, value)
    _stored(found, list(changes))
    resettle(found, is_reshaped=True)
    _told(found, by)
    return found


@command
def delete_classification(classification_id: UUID, *, by: Actor) -> None:
    """Delete a classification with its grades and its past. Refuses those that are delivered."""
    found = locked(classification_id, by)
    if found.is_delivered:
        raise ClassificationIsDelivered(name=found.name)
    withdraw(found)
    _told(found, by)
    found.delete()


@command
def write_grade(
    classification_id: UUID,
    grade_id: UUID | None = None,
    *,
    name: str,
    tone: str = "gray",
    condition: str = "",
    bound: Decimal | None = None,
    is_default: bool = False,
    by: Actor,
) -> Grade:
    """Add a grade at the end or change one, and compute the classes.

    Refuses a name that there is, a missing bound, a condition that cannot be read.
    """
    found = locked(classification_id, by)
    grade = _own(found.grades, grade_id) if grade_id else Grade(classification=found)
    if not name.strip():
        raise GradeNeedsName
    grade.name, grade.tone, grade.is_default = name.strip()[:100], tone, is_default
    grade.condition = _readable(condition) if not (found.has_bounds or is_default) else ""
    grade.bound = bound if found.has_bounds and not is_default else None
    if found.has_bounds and not is_default and bound is None:
        raise GradeNeedsBound
    if is_default:
        found.grades.exclude(pk=grade.pk).filter(is_default=True).update(is_default=False)
    if grade_id is None:
        grade.position = (found.grades.aggregate(last=Max("position"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            grade.save(force_insert=grade_id is None)
    except IntegrityError:
        raise GradeExists(name=grade.name) from None
    _reckoned(found, by)
    return grade


@command
def delete_grade(grade_id: UUID, *, by: Actor) -> None:
    """Take a grade away; whoever was in it is computed anew."""
    grade = _known(Grade, grade_id)
    found = locked(grade.classification_id, by)
    grade.delete()
    _reckoned(found, by)


@command
def shift_grade(grade_id: UUID, *, down: bool, by: Actor) -> None:
    """Move a grade one place up or down: rules are tried in this order."""
    grade = _known(Grade, grade_id)
    found = locked(grade.classification_id, by)
    order = list(found.grades.values_list("pk", flat=True))
    place = order.index(grade_id)
    other = place + (1 if down else -1)
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    rows = [Grade(pk=key, position=number) for number, key in enumerate(order)]
    Grade.objects.bulk_update(rows, ["position"])
    _reckoned(found, by)


@command
def write_point_rule(
    classification_id: UUID,
    rule_id: UUID | None = None,
    *,
    name: str,
    condition: str,
    points: int,
    by: Actor,
) -> PointRule:
    """Add a rule of points or change one, and compute the classes."""
    found = locked(classification_id, by)
    rule = _own(found.point_rules, rule_id) if rule_id else PointRule(classification=found)
    if not name.strip():
        raise GradeNeedsName
    rule.name, rule.points, rule.condition = name.strip()[:200], points, _readable(condition)
    if rule_id is None:
        rule.position = found.point_rules.count()
    rule.save(force_insert=rule_id is None)
    _reckoned(found, by)
    return rule


@command
def delete_point_rule(rule_id: UUID, *, by: Actor) -> None:
    """Take a rule of points away."""
    rule = _known(PointRule, rule_id)
    found = locked(rule.classification_id, by)
    rule.delete()
    _reckoned(found, by)


@command
def set_signal_weights(
    classification_id: UUID, weights: Mapping[str, int], *, half_life: float, by: Actor
) -> None:
    """What each signal counts, and how quickly it fades."""
    found = locked(classification_id, by)
    found.half_life = half_life
    found.save(update_fields=["half_life"])
    SignalWeight.objects.bulk_create(
        [
            SignalWeight(classification=found, signal=key, weight=weight)
            for key, weight in sorted(weights.items())
            if key in signals
        ],
        update_conflicts=True,
        unique_fields=["classification", "signal"],
        update_fields=["weight"],
    )
    _reckoned(found, by)


def locked(classification_id: UUID, by: Actor) -> Classification:
    """A classification for an act on it, by who may shape them."""
    require(by, MANAGE)
    found = Classification.objects.select_for_update().filter(pk=classification_id).first()
    if found is None:
        raise NotFound
    return found


def _known(model: Any, key: UUID) -> Any:
    found = model.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _own(rows: Any, key: UUID) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _named(name: str) -> str:
    if not name.strip():
        raise ClassificationNeedsName
    return name.strip()[:200]


def _measured(method: str, measure: str) -> str:
    if method not in FIGURED:
        return ""
    if measure not in {one.key for one in measures_of("party")}:
        raise MeasureIsUnknown
    return measure


def _readable(condition: str) -> str:
    """The condition in its one form. Refuses what no field understands."""
    try:
        tree = parse(condition)
        compile_condition(tree, "party", fields_of, SYSTEM)
    except ConditionFault:
        raise ConditionIsUnreadable from None
    return dump(tree)


def _stored(found: Classification, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            found.save(update_fields=fields, force_insert=fields is None)
    except IntegrityError:
        raise ClassificationExists(name=found.name) from None


def _reckoned(found: Classification, by: Actor) -> None:
    """Classes of everybody, and the word of it."""
    resettle(found, is_reshaped=True)
    _told(found, by)


def _told(found: Classification, by: Actor) -> None:
    announce(ClassificationsChanged(classification_ids=(found.pk,), by=by.id))
