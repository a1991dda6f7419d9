"""What a human types about a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orbita.parties.roles import rules
from orbita.parties.roles.models import PartyRole, Role

LABELS = PartyRole.KEY_WORDS
TONES = {
    Role.CUSTOMER: "blue",
    Role.SUPPLIER: "teal",
    Role.DEALER: "orange",
    Role.CONTRACTOR: "pink",
    Role.COMPETITOR: "red",
}


class RoleForm(forms.Form):
    """The data of one role; its rules check it."""

    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, role: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role
        for one in rules.FIELDS[role]:
            field = forms.CharField(label=LABELS[one.key], required=False)
            if one.type != "text":
                field.widget.attrs["inputmode"] = "numeric" if one.type == "days" else "decimal"
            self.fields[one.key] = field

    @property
    def typed(self) -> dict[str, Any]:
        """The data without the day."""
        return {key: value for key, value in self.cleaned_data.items() if key != "since"}
