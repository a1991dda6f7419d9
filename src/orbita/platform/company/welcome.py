"""The first visit between its steps: kept in the session, so that going back loses nothing."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

KEY = "welcome"
STEPS = (
    ("company", _("Company"), "company:welcome"),
    ("entity", _("Legal entity"), "company:welcome_entity"),
    ("administrator", _("Administrator"), "company:welcome_administrator"),
    ("summary", _("Summary"), "company:welcome_summary"),
)


@dataclass(frozen=True)
class Step:
    """One step as it is drawn."""

    number: int
    label: Any
    url: str
    is_done: bool
    is_current: bool


def kept(request: HttpRequest, step: str) -> dict[str, Any]:
    """What was typed at this step, if it was passed."""
    found: dict[str, Any] = request.session.get(KEY, {}).get(step, {})
    return found


def keep(request: HttpRequest, step: str, values: dict[str, Any]) -> None:
    """Remember what was typed."""
    request.session[KEY] = {**request.session.get(KEY, {}), step: values}


def forget(request: HttpRequest) -> None:
    """The first visit is over."""
    request.session.pop(KEY, None)


def steps(request: HttpRequest, current: str) -> list[Step]:
    """All steps with their state."""
    passed = request.session.get(KEY, {})
    return [
        Step(number, label, reverse(url_name), key in passed, key == current)
        for number, (key, label, url_name) in enumerate(STEPS, 1)
    ]


def first_missing(request: HttpRequest) -> str | None:
    """The address name of the first step that has not been passed; None when all are."""
    passed = request.session.get(KEY, {})
    return next((url for key, _label, url in STEPS[:-1] if key not in passed), None)
