"""What a condition may ask about: fields with a type, and the operators of each type."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor

Text = str | Promise
Choices = Callable[[], Iterable[tuple[Any, Text]]]


@dataclass(frozen=True)
class Field:
    """A field of a kind: `path` is where the ORM finds it, `to` the kind that a reference leads to.

    `choices` gives value and label of a closed set; `test` replaces the compilation for fields that
    are no columns (a branch of a classifier): it gets the operator, the value and the actor.
    """

    key: str
    label: Text
    type: str
    path: str
    choices: Choices | None = None
    to: str = ""
    test: Callable[[str, Any, Actor], Q] | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    seen: Callable[[Actor], bool] | None = None
    """Whether an actor may ask about it; whoever may not finds no such field."""


OPERATORS: dict[str, dict[str, Text]] = {
    "text": {"contains": _("contains"), "is": _("is"), "starts": _("begins with")},
    "number": {"is": "=", "gte": "≥", "lte": "≤", "between": _("between")},
    "money": {"gte": "≥", "lte": "≤", "between": _("between"), "is": "="},
    "date": {
        "within": _("is in"),
        "after": _("from"),
        "before": pgettext_lazy("comparison", "until"),
        "between": _("between"),
        "is": _("on"),
    },
    "choice": {"in": _("is"), "not_in": _("is not")},
    "user": {"in": _("is"), "not_in": _("is not")},
    "reference": {"in": _("is"), "not_in": _("is not")},
    "branch": {"under": _("is in the branch"), "not_under": _("is outside the branch")},
    "flag": {"yes": _("yes"), "no": _("no")},
}
OPERATORS["moment"] = OPERATORS["date"]
EMPTINESS: dict[str, Text] = {"filled": _("is filled"), "empty": _("is empty")}

PERIODS: dict[str, Text] = {
    "today": _("today"),
    "yesterday": _("yesterday"),
    "tomorrow": _("tomorrow"),
    "this_week": _("this week"),
    "last_week": _("last week"),
    "next_week": _("next week"),
    "this_month": _("this month"),
    "last_month": _("last month"),
    "next_month": _("next month"),
    "this_quarter": _("this quarter"),
    "this_year": _("this year"),
    "last_year": _("last year"),
    "last_7": _("last 7 days"),
    "last_30": _("last 30 days"),
    "last_90": _("last 90 days"),
    "next_7": _("next 7 days"),
    "next_30": _("next 30 days"),
    "past": _("the past"),
    "future": _("the future"),
}


def operators_of(kind: str) -> dict[str, Text]:
    """The operators of a type, with their words."""
    own = OPERATORS[kind]
    return own if kind in ("flag",) else {**own, **EMPTINESS}
