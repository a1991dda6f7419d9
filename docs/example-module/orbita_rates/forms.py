"""What a human types about a rate."""

from django import forms

from orbita_rates.models import ClientRate


class RateForm(forms.ModelForm):  # type: ignore[type-arg]
    """Currency and rate."""

    class Meta:
        model = ClientRate
        fields = ("currency", "rate")
