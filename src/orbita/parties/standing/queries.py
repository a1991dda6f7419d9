"""Questions about classes: which there are, who is in them, since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.standing.models import (
    LOYALTY,
    TEMPERATURE,
    Classification,
    ClassificationState,
    ClassOverride,
    Grade,
    Method,
    PartyClass,
    PartyStanding,
    PointRule,
    Schedule,
)
from orbita.parties.standing.recipes import Recipe
from orbita.parties.standing.reckoning import reckon
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.remembering import once

IN_HEAD = (TEMPERATURE, LOYALTY)
"""Classifications whose classes speak for themselves beside a name."""
PERIODS = {
    Schedule.HOURLY: timedelta(minutes=55),
    Schedule.DAILY: timedelta(hours=23),
    Schedule.WEEKLY: timedelta(days=7, hours=-1),
}


@dataclass(frozen=True)
class Look:
    """A classification as lists and heads of clients show it."""

    id: UUID
    key: str
    name: str
    method: str
    grades: dict[int, tuple[UUID, str, str]]
    """The place of each grade: its key, name and tone."""


@once
def looks() -> tuple[Look, ...]:
    """The classifications in use, in their order. One statement, once a request."""
    rows = Grade.objects.filter(classification__is_active=True).select_related("classification")
    rows = rows.order_by("classification__position", "classification__name", "position")
    found: dict[UUID, Look] = {}
    for grade in rows:
        own = grade.classification
        look = found.setdefault(own.pk, Look(own.pk, own.key, own.name, own.method, {}))
        look.grades[grade.position] = (grade.pk, grade.name, grade.tone)
    return tuple(found.values())


@dataclass(frozen=True)
class Present:
    """A class in which a client is now."""

    look: Look
    grade_id: UUID
    name: str
    tone: str
    value: Any

    @property
    def classification_id(self) -> UUID:
        return self.look.id

    @property
    def classification_name(self) -> str:
        return self.look.name

    @property
    def is_scored(self) -> bool:
        """Whether the score is worth showing beside the name."""
        return self.look.method == Method.SIGNALS and self.value is not None

    @property
    def label(self) -> str:
        """The class with its score."""
        return f"{self.name} {self.value:.0f}" if self.is_scored else self.name


def present(ranks: Mapping[str, Any]) -> list[Present]:
    """The classes that a row of ranks says. One statement, once a request."""
    found = []
    for look in looks():
        grade = look.grades.get(ranks.get(look.key, -1))
        if grade is not None:
            found.append(Present(look, *grade, ranks.get(f"{look.key}_value")))
    return found


def classes_of(party: Any) -> list[Present]:
    """Temperature and loyalty of a client whose `standing` was fetched along: what his head shows.
    One statement, once a request."""
    standing = getattr(party, "standing", None)
    found = present(standing.ranks) if standing is not None else []
    return [one for one in found if one.look.key in IN_HEAD]


def head_then(party_id: UUID, moment: datetime) -> list[PartyClass]:
    """Temperature and loyalty of a client at a moment. One statement."""
    rows = classes_then(party_id, moment)
    return [row for row in rows if row.classification.key in IN_HEAD]


def classes_then(party_id: UUID, moment: datetime) -> list[PartyClass]:
    """The classes in which a client was at a moment. One statement."""
    rows = PartyClass.objects.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)
    return list(
        rows.filter(party=party_id)
        .select_related("grade", "classification")
        .order_by("classification__position")
    )


def classifications() -> list[Classification]:
    """All classifications with their grades and last computation. Two statements."""
    rows = Classification.objects.select_related("state").prefetch_related("grades")
    return list(rows)


def classification(classification_id: UUID) -> Classification:
    """A classification with its state, or NotFound. One statement."""
    rows = Classification.objects.select_related("state")
    found = rows.filter(pk=classification_id).first()
    if found is None:
        raise NotFound
    return found


def state_of(found: Classification) -> ClassificationState:
    """What the last computation found; empty before the first."""
    try:
        return found.state
    except ClassificationState.DoesNotExist:
        return ClassificationState(classification=found)


def due() -> list[UUID]:
    """Classifications in use whose time has come. One statement."""
    now = timezone.now()
    found = [
        row
        for row in Classification.objects.filter(is_active=True).select_related("state")
        if row.schedule in PERIODS
        and (
            (computed := state_of(row).computed_at) is None
            or now - computed >= PERIODS[Schedule(row.schedule)]
        )
    ]
    return [row.pk for row in found]


def in_use() -> list[UUID]:
    """All classifications in use, in their order. One statement."""
    return list(Classification.objects.filter(is_active=True).values_list("pk", flat=True))


def members(grade_ids: Sequence[UUID]) -> "QuerySet[PartyClass]":
    """Who is in one of these grades now. No statement of its own."""
    return PartyClass.objects.filter(until=None, grade__in=grade_ids)


def history(party_id: UUID, classification_id: UUID, *, limit: int = 30) -> list[PartyClass]:
    """The classes of a client one after another, the newest first. One statement."""
    rows = PartyClass.objects.filter(party=party_id, classification=classification_id)
    return list(rows.select_related("grade").order_by("-since", "-pk")[:limit])


def override_of(party_id: UUID, classification_id: UUID) -> ClassOverride | None:
    """What was given by hand and has not run out. One statement."""
    rows = ClassOverride.objects.filter(party=party_id, classification=classification_id)
    rows = rows.filter(Q(until=None) | Q(until__gte=timezone.localdate()))
    return rows.select_related("grade", "made_by").first()


def party_named(actor: Actor, party_id: UUID) -> Party:
    """A client with his standing, or NotFound. One statement."""
    rows = Party.objects.visible_to(actor).select_related("standing")
    found: Party = rows.one(party_id)
    return found


def sizes(recipe: Recipe, classification_id: UUID | None = None) -> dict[UUID, int]:
    """How many clients each grade of a recipe would have now. One statement."""
    query = reckon(recipe, classification_id).query
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT grade_id, count(*) FROM ({query.sql}) w"
            " WHERE grade_id IS NOT NULL GROUP BY grade_id",
            query.params,
        )
        return dict(cursor.fetchall())


def temperatures(party_ids: Sequence[UUID]) -> dict[UUID, Present]:
    """The temperature of these clients. One statement, and one once a request."""
    rows = PartyStanding.objects.filter(party__in=list(party_ids)).values_list("party", "ranks")
    found = {}
    for party_id, ranks in rows:
        warm = next((one for one in present(ranks) if one.look.key == TEMPERATURE), None)
        if warm is not None:
            found[party_id] = warm
    return found


def grades_offered() -> list[tuple[Any, str]]:
    """All classes to choose from in conditions: «Size: large». Once a request."""
    return [
        (str(pk), f"{look.name}: {name}")
        for look in looks()
        for pk, name, _tone in look.grades.values()
    ]


def grade_ids(values: Sequence[Any]) -> list[UUID]:
    """The keys of grades that a condition names, as far as they are keys."""
    found = []
    for value in values:
        try:
            found.append(UUID(str(value)))
        except ValueError:
            continue
    return found


def grade_of(grade_id: UUID) -> Grade:
    """A grade, or NotFound. One statement."""
    found = Grade.objects.filter(pk=grade_id).first()
    if found is None:
        raise NotFound
    return found


def classification_of_points(rule_id: UUID) -> UUID:
    """To which classification a rule of points belongs, or NotFound. One statement."""
    found = PointRule.objects.filter(pk=rule_id).values_list("classification", flat=True).first()
    if found is None:
        raise NotFound
    return found
