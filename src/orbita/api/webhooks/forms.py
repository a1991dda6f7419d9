"""What a human types about webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.api.webhooks.catalogue import known_types
from orbita.platform.accounts.models import User


class EndpointForm(forms.Form):
    """Where messages go, which, and by whose rights."""

    url = forms.CharField(
        label=pgettext_lazy("webhook", "Address"),
        max_length=2000,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}
        ),
    )
    description = forms.CharField(
        label=pgettext_lazy("webhook", "What it is for"), max_length=200, required=False
    )
    owner_id = forms.ModelChoiceField(
        User.objects.none(),
        label=pgettext_lazy("webhook", "By whose rights"),
        help_text=_("Only about records that this employee sees; hidden fields stay hidden."),
    )
    events = forms.MultipleChoiceField(
        label=pgettext_lazy("webhook", "Events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        people = User.objects.active().order_by("first_name", "last_name")
        self.fields["owner_id"].queryset = people  # type: ignore[attr-defined]
        self.fields["events"].choices = [  # type: ignore[attr-defined]
            (name, name) for name in sorted(known_types())
        ]

    def values(self) -> dict[str, Any]:
        """What the commands take."""
        given = dict(self.cleaned_data)
        return {**given, "owner_id": given["owner_id"].pk}

    @property
    def chosen(self) -> set[str]:
        """The events that are ticked now."""
        return set(self["events"].value() or ())


class ReplayForm(forms.Form):
    """From which moment on messages are sent again."""

    since = forms.DateTimeField(
        label=pgettext_lazy("webhook", "Since"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
