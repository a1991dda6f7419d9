"""What cadence adds to the list of clients: due days, the overdue ones, touches for many."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from orbita.activities.cadence.commands import plan_touches
from orbita.activities.cadence.queries import OVERDUE, choices, overdue_days, start_of
from orbita.activities.timeline.models import Kind
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.slots import BulkAct, Column, Row, StandardView
from orbita.platform.ui.components import DASH, badge
from orbita.platform.ui.dates import moment

DUE = "cadence__due_at"


def _due(row: Row) -> str:
    late = overdue_days(row[DUE])
    if not late:
        return moment(row[DUE]) or DASH
    return badge(_days(late), "red", "alarm-clock")


def _days(count: int) -> str:
    return ngettext("%(days)s day ago", "%(days)s days ago", count) % {"days": count}


def _late(row: Row) -> str:
    late = overdue_days(row[DUE])
    return escape(str(late)) if late else DASH


def _overdue(operator: str, value: Any, actor: Actor) -> Q:
    """Clients whose touch was due so many days ago."""
    if operator in ("empty", "filled"):
        late = Q(**{f"{DUE}__lt": start_of(timezone.localdate())})
        return late if operator == "filled" else ~late
    try:
        low, high = (int(v) for v in (value if operator == "between" else (value, value)))
    except (TypeError, ValueError):
        raise ConditionFault(operator) from None
    found = Q(**{f"{DUE}__isnull": False})
    if operator != "lte":
        found &= Q(**{f"{DUE}__lt": _day(low - 1)})
    if operator != "gte":
        found &= Q(**{f"{DUE}__gte": _day(high)})
    return found


def _day(days_ago: int) -> Any:
    return start_of(timezone.localdate() - timedelta(days=min(max(days_ago, -1), 36_500)))


class TouchesForm(forms.Form):
    """When to touch the chosen clients, and who does it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What to plan"),
        choices=[(one.value, one.label) for one in (Kind.CALL, Kind.MEETING, Kind.LETTER)],
        initial=Kind.CALL,
    )
    first_on = forms.DateField(
        label=gettext_lazy("From the day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    over_days = forms.IntegerField(
        label=gettext_lazy("Spread over working days"), initial=5, min_value=1, max_value=250
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, max_length=500)
    mine = forms.BooleanField(
        label=gettext_lazy("I do it, not the owners of the clients"), required=False
    )


def _plan(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    count = plan_touches(ids, **values, by=by)
    said = ngettext("%(count)s touch planned", "%(count)s touches planned", count)
    text = said % {"count": count}
    left = len(ids) - count
    if not left:
        return text
    more = ngettext(
        "%(count)s client has a step already", "%(count)s clients have a step already", left
    )
    return "; ".join((text, more % {"count": left}))


COLUMNS = (
    Column("touch_due_at", gettext_lazy("Time to touch"), "moment", path=DUE, draw=_due,
           shown=False),
    Column(
        "touch_overdue", gettext_lazy("Overdue, days"), "number", path=DUE, draw=_late,
        text=lambda row: overdue_days(row[DUE]) or None, test=_overdue, sortable=False,
        shown=False,
    ),
    Column(
        "cadence_rule", gettext_lazy("Cadence"), "choice", path="cadence__rule_id",
        choices=choices, sortable=False, shown=False,
    ),
)  # fmt: skip
VIEWS = (
    StandardView(
        "quiet",
        gettext_lazy("Long untouched"),
        OVERDUE,
        "touch_due_at",
        "status,touch_due_at,last_touch_at,next_step_at,owner,city",
    ),
)
BULK = (
    BulkAct(
        "touches", gettext_lazy("Plan a touch"), "phone-outgoing", "interactions.create", _plan,
        TouchesForm,
    ),
)  # fmt: skip
