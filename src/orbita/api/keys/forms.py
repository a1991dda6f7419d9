"""What a human types about a key."""

from typing import Any

from django import forms
from django.utils.translation import pgettext_lazy

from orbita.api.keys.models import READ, WRITE
from orbita.platform.access.slots import permissions
from orbita.platform.acts.actor import Actor


class KeyForm(forms.Form):
    """For which program, what it may do, and until when."""

    name = forms.CharField(
        label=pgettext_lazy("API key", "For which program"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    may = forms.ChoiceField(
        label=pgettext_lazy("API key", "What it may do"),
        choices=[
            ("write", pgettext_lazy("API key", "All that I may")),
            ("read", pgettext_lazy("API key", "Read only")),
            ("chosen", pgettext_lazy("API key", "Only what is ticked below")),
        ],
        initial="write",
    )
    rights = forms.MultipleChoiceField(
        label=pgettext_lazy("API key", "Rights"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=pgettext_lazy("API key", "Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=pgettext_lazy("API key", "Empty: until you revoke it."),
    )

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data)
        self.fields["rights"].choices = [  # type: ignore[attr-defined]
            (one.key, one.label) for one in permissions if actor.may(one.key)
        ]

    def values(self) -> dict[str, Any]:
        """What the command takes."""
        given = self.cleaned_data
        scopes = {"write": [READ, WRITE], "read": [READ]}.get(given["may"], given["rights"])
        return {
            "name": given["name"],
            "scopes": scopes or [READ],
            "expires_on": given["expires_on"],
        }

    @property
    def chosen(self) -> set[str]:
        """The rights that are ticked now."""
        return set(self["rights"].value() or ())
