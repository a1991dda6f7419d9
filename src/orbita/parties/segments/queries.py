"""Questions about segments and who is in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.segments.models import (
    Membership,
    Pick,
    Segment,
    SegmentAccess,
    Sort,
    members_of,
)
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import Condition, ConditionFault, parse, tests
from orbita.platform.lists.slots import fields_of
from orbita.platform.tracking import EVENT_MODELS

PREVIEWED = 10_000
"""The count of a preview stops here."""
SAMPLE = 6


def segment(actor: Actor, segment_id: UUID) -> Segment:
    """A segment that the actor may see, with its state and owner, or NotFound. One statement."""
    found: Segment = (
        Segment.objects.visible_to(actor).select_related("state", "owner").one(segment_id)
    )
    return found


def hand_kept(actor: Actor) -> list[Segment]:
    """Segments kept by hand that the actor may change, by name. One statement."""
    found = Segment.objects.visible_to(actor).within(actor, "edit").filter(sort=Sort.STATIC)
    return list(found.order_by("name"))


def offered() -> list[tuple[Any, str]]:
    """Shared segments to choose from in filters. One statement."""
    found = Segment.objects.alive().filter(is_shared=True).order_by("name")
    return list(found.values_list("pk", "name"))


def computing(found: Segment) -> Actor:
    """As whom a segment is computed: a shared one as the company, with «me» as its owner; a private
    one as its owner. One statement when there is an owner."""
    if found.owner is None:
        return SYSTEM
    owner = actor_of(found.owner)
    return replace(owner, is_system=True) if found.is_shared else owner


def matching(condition: Condition, actor: Actor) -> QuerySet[Party]:
    """The clients that fulfil a condition within the actor's rights. No statement of its own.

    Refuses (ConditionFault) what the fields don't understand.
    """
    rows: QuerySet[Party] = Party.objects.visible_to(actor)
    asked = compile_condition(condition, "party", fields_of, actor)
    return rows.filter(asked) if asked else rows


def asks_for(condition: Condition, segment_id: UUID) -> bool:
    """Whether a condition names this segment."""
    named = (test for test in tests(condition) if test.field.split(".")[-1] == "segment")
    return any(str(segment_id) in str(test.value) for test in named)


@dataclass(frozen=True)
class Preview:
    """How many clients fulfil a condition (capped), and some of them; None when it is unreadable."""

    count: int
    is_capped: bool
    sample: Sequence[tuple[UUID, str, str]]


def preview(actor: Actor, where: str) -> Preview | None:
    """What a condition would find now, for its editor. Two statements, the count is capped."""
    try:
        rows = matching(parse(where), actor).order_by()
    except ConditionFault:
        return None
    few = rows.values("pk")[: PREVIEWED + 1]
    count = few.count()
    sample = list(rows.values_list("pk", "name", "city")[:SAMPLE])
    return Preview(min(count, PREVIEWED), count > PREVIEWED, sample)


def members(actor: Actor, segment_id: UUID, on: date | None = None) -> QuerySet[Party]:
    """The clients of a segment that the actor sees, now or at the end of a day. No statement."""
    rows = Membership.objects.filter(segment=segment_id)
    if on is None:
        rows = rows.filter(until=None)
    else:
        end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
        rows = rows.filter(Q(until=None) | Q(until__gte=end), since__lt=end)
    found: QuerySet[Party] = Party.objects.visible_to(actor).filter(pk__in=rows.values("party"))
    return found.order_by("sort_key", "pk")


def segments_of(actor: Actor, party_id: UUID, moment: datetime | None = None) -> list[Membership]:
    """The segments that the actor sees and in which the client is, or was at a moment, with since
    when. One statement."""
    seen = Segment.objects.visible_to(actor).values("pk")
    rows = (
        members_of(seen)
        if moment is None
        else Membership.objects.filter(segment__in=seen, since__lte=moment).filter(
            Q(until=None) | Q(until__gt=moment)
        )
    )
    found = rows.filter(party=party_id).select_related("segment")
    return list(found.order_by("segment__name"))


@dataclass(frozen=True)
class Day:
    """How many came and left on a day, and how many were in at its end."""

    day: date
    came: int
    left: int
    size: int


_DAYS = """
WITH moves AS (
    SELECT (since AT TIME ZONE %(zone)s)::date AS day, 1 AS came, 0 AS gone
    FROM segments_membership WHERE segment_id = %(segment)s AND since >= %(start)s
    UNION ALL
    SELECT (until AT TIME ZONE %(zone)s)::date, 0, 1
    FROM segments_membership WHERE segment_id = %(segment)s AND until >= %(start)s
)
SELECT day, sum(came)::int, sum(gone)::int FROM moves GROUP BY day ORDER BY day DESC
"""


def days(segment_id: UUID, size: int, *, back: int = 90) -> list[Day]:
    """The days on which somebody came or left, newest first, with the size at each day's end.

    `size` is today's; earlier ones are reckoned back from it. One statement.
    """
    zone = timezone.get_current_timezone_name()
    start = timezone.now() - timedelta(days=back)
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, {"zone": zone, "segment": segment_id, "start": start})
        rows = cursor.fetchall()
    found: list[Day] = []
    for day, came, gone in rows:
        found.append(Day(day, came, gone, size))
        size += gone - came
    return found


def accesses(segment_id: UUID) -> list[SegmentAccess]:
    """To whom the clients of a segment are given. One statement."""
    found = SegmentAccess.objects.filter(segment=segment_id).select_related("user", "department")
    return list(found.order_by("pk"))


def to_recompute() -> list[UUID]:
    """Living segments, those that ask for other segments last. One statement."""
    found = Segment.objects.alive().order_by("created_at").values_list("pk", "condition")
    return [pk for pk, _condition in sorted(found, key=lambda row: '"segment"' in row[1])]


def touched_by(act_id: UUID) -> set[UUID]:
    """Segments that an act defined or filled by hand, by their history. Two statements."""
    picks = EVENT_MODELS[Pick]._default_manager.filter(pgh_context_id=act_id)
    own = EVENT_MODELS[Segment]._default_manager.filter(pgh_context_id=act_id)
    return {*picks.values_list("segment_id", flat=True), *own.values_list("pgh_obj_id", flat=True)}
