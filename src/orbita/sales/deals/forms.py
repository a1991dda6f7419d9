"""What a human types about a deal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.timeline.commands import NextStep
from orbita.kit.money import format_amount, parse_amount
from orbita.platform.accounts.models import User
from orbita.platform.fields.queries import own_fields
from orbita.platform.filling.forms import OwnFormField
from orbita.platform.search.fields import RecordField
from orbita.sales.deals.models import Stage
from orbita.sales.deals.part_queries import competitors
from orbita.sales.deals.queries import open_stages

CURRENCIES = [("RUB", "₽"), ("USD", "$"), ("EUR", "€"), ("CNY", "¥"), ("KZT", "₸"), ("BYN", "Br")]


class AmountField(forms.CharField):
    """A sum as people write it: «1 240 000,50», «4,2 млн»."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def prepare_value(self, value: Any) -> Any:
        """A stored sum as it is read elsewhere: «58 000», not «58000.00»."""
        return format_amount(value, "") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        """The sum, or an error that shows the form of one."""
        text = super().to_python(value)
        if not text:
            return None
        amount = parse_amount(text)
        if amount is None or not 0 <= amount < Decimal("1e15"):
            raise forms.ValidationError(_("Write a sum, such as 125 000,50."))
        return amount


class StepField(forms.CharField):
    """A next step in words: «завтра в 10 позвонить»."""

    def __init__(self, **more: Any) -> None:
        hint = gettext_lazy("tomorrow at 10 call")
        super().__init__(
            widget=forms.TextInput(attrs={"placeholder": hint, "autocomplete": "off"}),
            help_text=gettext_lazy("Time and what is to be done, in words"),
            **more,
        )

    def to_python(self, value: Any) -> Any:
        """The step, or an error that shows how one is written."""
        text = super().to_python(value)
        if not text:
            return None
        step = NextStep.of(text)
        if step is None:
            raise forms.ValidationError(_("Begin with the time: “tomorrow at 10 call”."))
        return step


class DealForm(forms.Form):
    """A new deal, or a changed one."""

    title = forms.CharField(label=gettext_lazy("What is being sold"), max_length=500)
    party = RecordField("party", label=gettext_lazy("Client"), required=False)
    amount = AmountField(label=gettext_lazy("Amount"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=CURRENCIES)
    stage = forms.ModelChoiceField(Stage.objects.none(), label=gettext_lazy("Stage"))
    expected_on = forms.DateField(
        label=gettext_lazy("Expected on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Owner"))
    product = forms.CharField(label=gettext_lazy("Product"), max_length=500, required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_step = StepField(label=gettext_lazy("Next step"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        stages = open_stages()
        self.fields["next_step"].required = all(s.pipeline.needs_step for s in stages)
        self.fields["stage"].queryset = Stage.objects.select_related("pipeline").filter(  # type: ignore[attr-defined]
            pk__in=[s.pk for s in stages]
        )
        self.fields["owner"].queryset = User.objects.active().order_by("first_name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A deal of a pipeline that asks for a next step begins with one."""
        given = super().clean() or {}
        stage = given.get("stage")
        if "next_step" not in self.fields or self.errors.get("next_step"):
            return given
        if stage and stage.pipeline.needs_step and not given.get("next_step"):
            self.add_error("next_step", _("What is next? A deal is not left without a next step."))
        return given


class LossForm(forms.Form):
    """Why a deal was lost, and to whom."""

    reason = forms.UUIDField(label=gettext_lazy("Reason"))
    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    rival = forms.ChoiceField(label=gettext_lazy("Competitor"), required=False)
    competitor = RecordField("party", label=gettext_lazy("A client of ours"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        known = [("", "—"), *((str(key), name) for key, name in competitors())]
        self.fields["rival"].choices = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The competitor is one of the known ones or another client."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("rival") and not given.get("competitor"):
            given["competitor"] = UUID(given["rival"])
        return given


class LaterForm(forms.Form):
    """Until when a deal is put off, and why."""

    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=300)


class MissingForm(forms.Form):
    """What a stage asks for and the deal lacks: only these fields are drawn."""

    party = RecordField("party", label=gettext_lazy("Client"))
    amount = AmountField(label=gettext_lazy("Amount"))
    expected_on = forms.DateField(
        label=gettext_lazy("Expected on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    product = forms.CharField(label=gettext_lazy("Product"), max_length=500)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    next_step = StepField(label=gettext_lazy("Next step"))

    def __init__(self, wanted: Sequence[str], *arguments: Any) -> None:
        super().__init__(*arguments)
        for one in own_fields("deal"):
            if one.name in wanted:
                self.fields[one.name] = OwnFormField(one, required=True)
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
