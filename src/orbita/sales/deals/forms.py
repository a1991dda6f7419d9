"""What a human types about a deal."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.kit.money import parse_amount
from orbita.platform.accounts.models import User
from orbita.platform.search.fields import RecordField
from orbita.sales.deals.models import LossReason, Stage
from orbita.sales.deals.queries import open_stages

CURRENCIES = [("RUB", "₽"), ("USD", "$"), ("EUR", "€"), ("CNY", "¥"), ("KZT", "₸"), ("BYN", "Br")]


class AmountField(forms.CharField):
    """A sum as people write it: «1 240 000,50», «4,2 млн»."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def to_python(self, value: Any) -> Any:
        """The sum, or an error that shows the form of one."""
        text = super().to_python(value)
        if not text:
            return None
        amount = parse_amount(text)
        if amount is None or not 0 <= amount < Decimal("1e15"):
            raise forms.ValidationError(_("Write a sum, such as 125 000,50."))
        return amount


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

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        stages = open_stages()
        self.fields["stage"].queryset = Stage.objects.filter(pk__in=[s.pk for s in stages])  # type: ignore[attr-defined]
        self.fields["owner"].queryset = User.objects.active().order_by("first_name")  # type: ignore[attr-defined]


class LossForm(forms.Form):
    """Why a deal was lost."""

    reason = forms.ModelChoiceField(
        LossReason.objects.all(),
        label=gettext_lazy("Reason"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
