"""What a human types about classes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from orbita.parties.directory.models import Form
from orbita.parties.standing.models import TONES, Classification, Method, Schedule
from orbita.parties.standing.slots import signals
from orbita.platform.measures.slots import measures_of


class ClassificationForm(forms.Form):
    """A classification without its grades."""

    name = forms.CharField(label=pgettext_lazy("classification", "Name"), max_length=200)
    method = forms.ChoiceField(
        label=gettext_lazy("Method"),
        choices=Method.choices,
        initial=Method.RULES,
        widget=forms.RadioSelect,
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("Figure"),
        required=False,
        help_text=gettext_lazy("By which clients are compared: for shares and places."),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("For which clients"),
        required=False,
        choices=[("", gettext_lazy("all")), *Form.choices],
    )
    schedule = forms.ChoiceField(
        label=gettext_lazy("Computed"), choices=Schedule.choices, initial=Schedule.DAILY
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, found: Classification | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figures = [(one.key, str(one.label)) for one in measures_of("party")]
        self.fields["measure"].choices = [("", "—"), *figures]  # type: ignore[attr-defined]
        if found is None:
            del self.fields["is_active"]
            return
        del self.fields["method"]
        if found.method not in (Method.SHARES, Method.QUANTILES):
            del self.fields["measure"]

    @staticmethod
    def of(found: Classification) -> dict[str, Any]:
        """What the form of a classification starts with."""
        names = ("name", "measure", "form", "schedule", "is_active", "note")
        return {name: getattr(found, name) for name in names}


class GradeForm(forms.Form):
    """A grade; its condition is built of lines beside this form."""

    name = forms.CharField(label=pgettext_lazy("grade", "Name"), max_length=100)
    tone = forms.ChoiceField(label=gettext_lazy("Colour"), choices=TONES, initial="green")
    bound = forms.DecimalField(
        label=gettext_lazy("Bound"), required=False, max_digits=10, decimal_places=2
    )
    is_default = forms.BooleanField(
        label=gettext_lazy("For all the others"),
        required=False,
        help_text=gettext_lazy("Whoever fits no other class is in this one."),
    )

    def __init__(self, *args: Any, method: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if method == Method.RULES:
            del self.fields["bound"]
            return
        self.fields["bound"].help_text = {
            Method.SHARES: _("Greatest share of the whole, in per cent, counted from the top."),
            Method.QUANTILES: _("Greatest part of the clients, in per cent, counted from the top."),
        }.get(Method(method), _("Least score with which a client is in this class."))


class PointRuleForm(forms.Form):
    """A rule of points; its condition is built of lines beside this form."""

    name = forms.CharField(label=pgettext_lazy("point rule", "Name"), max_length=200)
    points = forms.IntegerField(
        label=gettext_lazy("Points"),
        min_value=-1000,
        max_value=1000,
        initial=10,
        help_text=gettext_lazy("With a minus it speaks against."),
    )


class WeightsForm(forms.Form):
    """What each signal counts, and how quickly it fades."""

    half_life = forms.FloatField(
        label=gettext_lazy("Half-life, days"),
        min_value=0.5,
        max_value=1000,
        help_text=gettext_lazy(
            "After so many days a signal counts half, after twice as many a quarter."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for signal in signals:
            self.fields[f"signal_{signal.key}"] = forms.IntegerField(
                label=str(signal.label), min_value=-100, max_value=100
            )

    @property
    def weights(self) -> dict[str, int]:
        """Signal by signal."""
        return {signal.key: self.cleaned_data[f"signal_{signal.key}"] for signal in signals}


class OverrideForm(forms.Form):
    """A class given by hand."""

    grade = forms.ChoiceField(label=gettext_lazy("Class"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Afterwards the rules decide again. Empty: until you take it back."),
    )

    def __init__(self, *args: Any, grades: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = grades  # type: ignore[attr-defined]


def bound_or_none(text: str) -> Decimal | None:
    """A bound as it was typed in a form that is still being edited."""
    try:
        return Decimal(text.replace(",", ".").replace(" ", ""))
    except (ArithmeticError, ValueError):
        return None
