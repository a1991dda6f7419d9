"""What a human types about lists for calling."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.models import User


class CallListForm(forms.Form):
    """A list: its name, what to say, who calls."""

    name = forms.CharField(label=pgettext_lazy("list for calling", "Name"), max_length=200)
    script = forms.CharField(
        label=_("What to say"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    assignees = forms.ModelMultipleChoiceField(
        User.objects.active().order_by("first_name", "last_name"),
        label=_("Who calls"),
        required=False,
        help_text=_(
            "The clients are shared out in turn; without anybody, whoever comes first calls."
        ),
    )

    def people(self) -> list[Any]:
        """Keys of those who call."""
        return [user.pk for user in self.cleaned_data.get("assignees", ())]


class LookAlikesForm(CallListForm):
    """Look-alikes: of which clients, and how many."""

    best = forms.ChoiceField(label=_("Like whom"))
    limit = forms.IntegerField(
        label=_("How many to find"), min_value=1, max_value=1000, initial=100
    )

    field_order = ("name", "best", "limit", "script", "assignees")

    def __init__(self, *args: Any, segments: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tops = [
            ("20", _("the 20 best by won amount")),
            ("50", _("the 50 best by won amount")),
            ("100", _("the 100 best by won amount")),
        ]
        own = [(str(key), name) for key, name in segments]
        self.fields["best"].choices = [*tops, (_("Segments"), own)] if own else tops  # type: ignore[attr-defined]
