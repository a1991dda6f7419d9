"""What a human types about leads, their sources and rules."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from orbita.kit.money import format_amount, parse_amount
from orbita.platform.accounts.models import Team, User
from orbita.platform.search.fields import RecordField
from orbita.sales.deals.models import Stage
from orbita.sales.deals.queries import open_stages
from orbita.sales.leads.models import LeadSource, Mode, RejectReason, SourceKind

CURRENCIES = [("RUB", "₽"), ("USD", "$"), ("EUR", "€"), ("CNY", "¥"), ("KZT", "₸"), ("BYN", "Br")]


class AmountField(forms.CharField):
    """A sum as people write it: «1 240 000,50», «4,2 млн»."""

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
            raise ValidationError(_("Write a sum, such as 125 000,50."))
        return amount


class LeadForm(forms.Form):
    """A request that somebody writes down, or corrects."""

    text = forms.CharField(
        label=gettext_lazy("What they ask for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    person_name = forms.CharField(
        label=pgettext_lazy("lead", "Name"), max_length=300, required=False
    )
    company_name = forms.CharField(
        label=pgettext_lazy("lead", "Company"), max_length=500, required=False
    )
    phone = forms.CharField(
        label=pgettext_lazy("channel", "Phone"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.CharField(
        label=pgettext_lazy("channel", "E-mail"), max_length=300, required=False
    )
    messenger = forms.CharField(
        label=gettext_lazy("Messenger"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "t.me/ivan"}),
    )
    city = forms.CharField(label=gettext_lazy("City"), max_length=200, required=False)
    source = forms.ModelChoiceField(
        LeadSource.objects.filter(is_active=True), label=gettext_lazy("Source"), required=False
    )
    subject = forms.CharField(
        label=pgettext_lazy("lead", "Subject"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Empty: the beginning of the text."),
    )
    position = forms.CharField(label=gettext_lazy("Position"), max_length=300, required=False)
    product = forms.CharField(label=gettext_lazy("Product"), max_length=500, required=False)
    amount = AmountField(label=gettext_lazy("Amount"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=CURRENCIES, required=False)
    mine = forms.BooleanField(label=gettext_lazy("I take it myself"), required=False)

    def values(self) -> dict[str, Any]:
        """What was typed about the request itself."""
        given = dict(self.cleaned_data)
        given.pop("mine", None)
        given.pop("source", None)
        given["currency"] = given.get("currency") or "RUB"
        return given


class RejectionForm(forms.Form):
    """Why a lead is rejected."""

    reason = forms.ModelChoiceField(RejectReason.objects.all())
    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ClientForm(forms.Form):
    """The known client from whom a lead comes."""

    party = RecordField("party", label=gettext_lazy("Client"))


class OwnerForm(forms.Form):
    """Whom to give a lead to."""

    owner = forms.ModelChoiceField(
        User.objects.active().order_by("first_name", "last_name"), label=gettext_lazy("Owner")
    )


class ConversionForm(forms.Form):
    """What a lead becomes: filled in from it, so that nothing is typed again."""

    party = RecordField(
        "party",
        label=gettext_lazy("Known client"),
        required=False,
        help_text=gettext_lazy("Empty: a new client is made."),
    )
    company_name = forms.CharField(
        label=pgettext_lazy("lead", "Company"), max_length=500, required=False
    )
    person_name = forms.CharField(
        label=gettext_lazy("Contact person"), max_length=300, required=False
    )
    position = forms.CharField(label=gettext_lazy("Position"), max_length=300, required=False)
    deal_title = forms.CharField(
        label=gettext_lazy("Deal"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Empty: without a deal."),
    )
    amount = AmountField(label=gettext_lazy("Amount"), required=False)
    stage = forms.ModelChoiceField(Stage.objects.none(), label=gettext_lazy("Stage"))
    next_step = forms.CharField(
        label=gettext_lazy("Next step"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("tomorrow at 10, call")}),
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        keys = [stage.pk for stage in open_stages()]
        self.fields["stage"].queryset = Stage.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class RuleForm(forms.Form):
    """A rule of distribution; its condition is read from the lines beside."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    mode = forms.ChoiceField(label=gettext_lazy("How"), choices=Mode.choices)
    people = forms.ModelMultipleChoiceField(
        User.objects.active().order_by("first_name", "last_name"),
        label=gettext_lazy("Among whom"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label=gettext_lazy("And the team"), required=False
    )
    only_at_work = forms.BooleanField(
        label=gettext_lazy("Only to those who are at work"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise the lead waits for the opening, or the substitute gets it."
        ),
    )
    minutes_to_take = forms.IntegerField(
        label=gettext_lazy("Minutes of working time to take a lead"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Then the next one gets it, and the head is told."),
    )


class SourceForm(forms.Form):
    """A source of leads."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SourceKind.choices)
    key = forms.SlugField(
        label=gettext_lazy("Key in the address"),
        max_length=50,
        help_text=gettext_lazy("Latin letters and digits: the form stands at /f/key/."),
    )
    minutes_to_take = forms.IntegerField(
        label=gettext_lazy("Minutes of working time to take a lead"),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    heading = forms.CharField(
        label=gettext_lazy("Heading of the form"), max_length=200, required=False
    )
    consent = forms.CharField(
        label=gettext_lazy("Text of the consent"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("With it the form asks for a tick; empty: it does not ask."),
    )
    thanks = forms.CharField(
        label=gettext_lazy("Words after sending"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    origins = forms.CharField(
        label=gettext_lazy("Sites that may send"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "https://example.ru"}),
        help_text=gettext_lazy("One address a line; empty: any site."),
    )

    def clean_origins(self) -> list[str]:
        """Origins without paths, each a scheme and a host."""
        found = []
        for line in self.cleaned_data["origins"].split():
            parts = urlsplit(line)
            if parts.scheme not in ("http", "https") or not parts.netloc:
                raise ValidationError(_("Write each site as https://example.ru."))
            found.append(f"{parts.scheme}://{parts.netloc}".lower())
        return found


class ReasonForm(forms.Form):
    """A reason of rejection."""

    name = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
