"""What a human types about working time."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.kit.worktime import format_periods
from orbita.platform.accounts.models import User

DAYS = tuple(f"day{number}" for number in range(7))


class WeekForm(forms.Form):
    """Seven days; an empty one is a day off. `person` chooses for whom, where it is asked."""

    def __init__(self, data: Any = None, *, week: Any = (), for_person: bool = False) -> None:
        super().__init__(data)
        if for_person:
            self.fields["user"] = _person(_("Employee"))
        for number, name in enumerate(DAYS):
            self.fields[name] = forms.CharField(
                label=WEEKDAYS[number],
                required=False,
                max_length=100,
                initial=format_periods(week[number]) if week else "",
                widget=forms.TextInput(attrs={"placeholder": _("day off"), "autocomplete": "off"}),
            )

    @property
    def days(self) -> list[Any]:
        """The fields of the days, for the page."""
        return [self[name] for name in DAYS]

    def week(self) -> list[str]:
        """The seven texts."""
        return [self.cleaned_data[name] for name in DAYS]


class SpecialDayForm(forms.Form):
    """A holiday or a short day."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(label=pgettext_lazy("holiday", "What day it is"), max_length=200)
    hours = forms.CharField(
        label=_("Hours"),
        required=False,
        max_length=100,
        help_text=_("Empty: nobody works. For a short day: 9:00–17:00."),
    )


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who stands in."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Employee"))
    first_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
    substitute = forms.ModelChoiceField(
        User.objects.none(), label=_("Who stands in"), required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        people = User.objects.active().order_by("first_name", "last_name")
        for name in ("user", "substitute"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


def _person(label: Any) -> "forms.ModelChoiceField[User]":
    return forms.ModelChoiceField(
        User.objects.active().order_by("first_name", "last_name"), label=label
    )
