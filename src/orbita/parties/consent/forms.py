"""What a human types about consents, requests and terms."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.consent.models import Basis, Decision, Law, Proof, Sort, What
from orbita.parties.consent.models.consents import CHANNELS
from orbita.parties.consent.models.erasures import Since
from orbita.parties.consent.queries import purpose_choices
from orbita.platform.accounts.models import User


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day by the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


class ConsentForm(forms.Form):
    """A consent or a refusal with its proof."""

    decision = forms.ChoiceField(label=_("Decision"), choices=Decision.choices)
    purpose = forms.ChoiceField(label=pgettext_lazy("consent", "Purpose"))
    channel = forms.ChoiceField(label=_("Channel"), choices=CHANNELS, required=False)
    basis = forms.ChoiceField(label=_("Legal basis"), choices=Basis.choices)
    given_on = day_field(_("Given on"))
    until = day_field(
        _("Valid until"), required=False, help_text=_("Empty: the usual term of the purpose")
    )
    proof = forms.ChoiceField(label=pgettext_lazy("consent", "Proof"), choices=Proof.choices)
    proof_note = forms.CharField(
        label=_("Where the proof is"), max_length=500, required=False,
        help_text=_("Number of the paper, address of the form, record of the call"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"given_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purpose_choices()  # type: ignore[attr-defined]


class WithdrawalForm(forms.Form):
    """How a consent was withdrawn."""

    how = forms.CharField(
        label=_("How it was withdrawn"),
        max_length=300,
        help_text=_("By letter, by phone, on the site"),
    )


class RequestForm(forms.Form):
    """What a person asks about his data."""

    sort = forms.ChoiceField(label=pgettext_lazy("request", "Asks for"), choices=Sort.choices)
    law = forms.ChoiceField(label=_("Law"), choices=Law.choices)
    received_on = day_field(_("Received on"))
    came_by = forms.CharField(label=_("Came by"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"received_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AnswerForm(forms.Form):
    """How a request was answered."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 6}))
    refused = forms.BooleanField(label=_("This is a refusal"), required=False)


class ExtensionForm(forms.Form):
    """Why a request needs longer."""

    why = forms.CharField(label=_("Why it takes longer"), max_length=500)


class ErasureForm(forms.Form):
    """Typed by hand, since there is no way back."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    word = forms.CharField(max_length=50)

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = word
        self.fields["word"].label = _("Type “%(word)s”") % {"word": word}
        self.fields["word"].widget.attrs["autocomplete"] = "off"

    def clean_word(self) -> str:
        typed = str(self.cleaned_data["word"]).strip()
        if typed.casefold() != self.wanted.casefold():
            said = _("Type “%(word)s”: this cannot be undone.")
            raise forms.ValidationError(said % {"word": self.wanted})
        return typed


class PurposeForm(forms.Form):
    """For what personal data is used."""

    name = forms.CharField(label=pgettext_lazy("purpose", "Name"), max_length=200)
    note = forms.CharField(label=_("Explanation"), max_length=500, required=False)
    is_marketing = forms.BooleanField(
        label=_("Advertising: only with consent given beforehand"), required=False
    )
    months = forms.IntegerField(
        label=_("Usual term, months"), min_value=1, max_value=1200, required=False
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)


class WordingForm(forms.Form):
    """A new text of a consent."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 12}))


class KeepingForm(forms.Form):
    """How long people are kept; the condition is built of lines beside this form."""

    name = forms.CharField(label=pgettext_lazy("rule", "Name"), max_length=200)
    since = forms.ChoiceField(label=_("Counted from"), choices=Since.choices)
    months = forms.IntegerField(label=_("Term, months"), min_value=0, max_value=1200)
    what = forms.ChoiceField(label=_("What follows"), choices=What.choices)
    is_active = forms.BooleanField(label=_("In use"), required=False)


class PrivacyForm(forms.Form):
    """Who answers for personal data."""

    responsible = forms.ModelChoiceField(
        User.objects.active().order_by("first_name", "last_name"),
        label=_("Responsible for personal data"), required=False,
    )  # fmt: skip
    contact = forms.CharField(label=_("Where people write to"), max_length=300, required=False)
    notice = forms.CharField(
        label=_("Number in the register of controllers"), max_length=100, required=False
    )
