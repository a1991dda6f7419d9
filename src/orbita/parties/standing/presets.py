"""Temperature and loyalty, with which every installation starts; administrators change them."""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.parties.standing.models import (
    LOYALTY,
    TEMPERATURE,
    Classification,
    Grade,
    Method,
    PointRule,
    Schedule,
)


def settle_classifications() -> None:
    """Make the delivered classifications once, in the installation's language."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        known = set(Classification.objects.values_list("key", flat=True))
        if TEMPERATURE not in known:
            _make_temperature()
        if LOYALTY not in known:
            _make_loyalty()


def _make_temperature() -> None:
    made = Classification.objects.create(
        key=TEMPERATURE,
        name=_("Temperature"),
        method=Method.SIGNALS,
        schedule=Schedule.HOURLY,
        half_life=14,
        note=_("Signals of interest, each counting half after two weeks."),
    )
    _grades(
        made,
        (pgettext("temperature", "Hot"), "red", 50),
        (pgettext("temperature", "Warm"), "amber", 15),
        (pgettext("temperature", "Cold"), "blue", None),
    )


def _make_loyalty() -> None:
    made = Classification.objects.create(
        key=LOYALTY,
        name=_("Loyalty"),
        method=Method.POINTS,
        schedule=Schedule.DAILY,
        position=1,
        note=_("Repeated purchases, silence against the own rhythm, complaints, survey scores."),
    )
    _grades(
        made,
        (pgettext("loyalty", "Loyal"), "green", 40),
        (pgettext("loyalty", "Neutral"), "gray", 0),
        (pgettext("loyalty", "At risk"), "amber", -30),
        (pgettext("loyalty", "Disloyal"), "red", None),
    )
    PointRule.objects.bulk_create(
        PointRule(
            classification=made,
            name=name,
            points=points,
            position=place,
            condition=_json(condition),
        )
        for place, (name, points, condition) in enumerate(_loyalty())
    )


def _loyalty() -> list[tuple[str, int, list[Any]]]:
    """What speaks for loyalty and against it. Measures that no app gives yet count nothing."""
    return [
        (_("Bought again"), 20, ["won_count", "gte", "2"]),
        (_("A regular buyer"), 20, ["won_count", "gte", "4"]),
        (_("Buys in the own rhythm"), 20, ["won_rhythm", "lte", "130"]),
        (_("In touch with us"), 10, ["touches_90", "gte", "3"]),
        (_("Silent longer than usual"), -25, ["won_rhythm", "gte", "200"]),
        (_("Silent for very long"), -25, ["won_rhythm", "gte", "400"]),
        (_("Only refusals"), -20, ["and", ["lost_count", "gte", "2"], ["won_count", "is", "0"]]),
        (_("Complained"), -30, ["complaints_365", "gte", "1"]),
        (_("Complained again and again"), -30, ["complaints_365", "gte", "3"]),
        (_("Recommends us in surveys"), 20, ["survey_score", "gte", "9"]),
        (_("Unhappy in surveys"), -30, ["survey_score", "lte", "6"]),
    ]


def _json(condition: list[Any]) -> str:
    return json.dumps(condition, ensure_ascii=False, separators=(",", ":"))


def _grades(made: Classification, *grades: tuple[str, str, int | None]) -> None:
    """Grades from the best to the rest."""
    Grade.objects.bulk_create(
        Grade(
            classification=made,
            name=name,
            tone=tone,
            position=place,
            bound=None if bound is None else Decimal(bound),
            is_default=bound is None,
        )
        for place, (name, tone, bound) in enumerate(grades)
    )
