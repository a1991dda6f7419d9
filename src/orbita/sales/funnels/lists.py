"""What the analysis adds to the list of deals, so that each figure opens exactly its deals."""

from datetime import date
from html import escape
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.slots import Column
from orbita.platform.ui.components import DASH
from orbita.sales.deals.models import Stage, StageStay
from orbita.sales.deals.queries import stages
from orbita.sales.funnels.moments import moments_of


def _stages() -> list[tuple[UUID, str]]:
    return [(stage.pk, stage.name) for stage in stages()]


def _keys(operator: str, value: Any) -> list[UUID]:
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    values = value if isinstance(value, list) else [value]
    return [key for item in values if (key := uuid_or_none(item))]


def _said(operator: str, found: Q) -> Q:
    return ~found if operator == "not_in" else found


def _reached(operator: str, value: Any, actor: Actor) -> Q:
    """Deals that came to one of the stages or further in its pipeline. One statement of its own."""
    found = Q(pk__in=())
    for stage in Stage.objects.filter(pk__in=_keys(operator, value)):
        found |= Q(
            way__furthest__pipeline=stage.pipeline_id, way__furthest__position__gte=stage.position
        )
    return _said(operator, found)


def _passed(operator: str, value: Any, actor: Actor) -> Q:
    """Deals that stood on one of the stages and have left it."""
    stays = StageStay.objects.filter(stage__in=_keys(operator, value), left_at__isnull=False)
    return _said(operator, Q(pk__in=stays.values("deal")))


def _came(operator: str, value: Any, actor: Actor) -> Q:
    """Deals that came to a stage of this name between two days: [name, first day, last day]; with two
    days alone, to any stage."""
    if operator != "between" or not isinstance(value, list) or len(value) not in (2, 3):
        raise ConditionFault(operator)
    try:
        first, last = (date.fromisoformat(str(day)) for day in value[-2:])
    except ValueError:
        raise ConditionFault(str(value)) from None
    start, end = moments_of(first, last)
    stays = StageStay.objects.filter(entered_at__gte=start, entered_at__lt=end)
    if len(value) > 2:
        stays = stays.filter(stage__name=str(value[0]))
    return Q(pk__in=stays.values("deal"))


def _named(path: str) -> dict[str, Any]:
    """How a column of a stage is drawn and exported."""
    return {
        "select": (path,),
        "draw": lambda row: escape(row[path] or "") or DASH,
        "text": lambda row: row[path],
    }


DEAL_COLUMNS = (
    Column(
        "reached", gettext_lazy("Reached stage"), "choice", path="way__furthest_id",
        sort_path="way__furthest__position", choices=_stages, test=_reached, shown=False,
        **_named("way__furthest__name"),
    ),
    Column(
        "lost_from", gettext_lazy("Lost from stage"), "choice", path="way__lost_from_id",
        sort_path="way__lost_from__position", choices=_stages, shown=False,
        **_named("way__lost_from__name"),
    ),
    Column(
        "passed", gettext_lazy("Left stage"), "choice", choices=_stages, test=_passed,
        in_table=False, sortable=False,
    ),
    Column(
        "came_to", gettext_lazy("Came to a stage"), "date", test=_came, in_table=False,
        sortable=False,
    ),
)  # fmt: skip
