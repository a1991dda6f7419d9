"""What a human types about a cadence rule."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.activities.cadence.models import CadenceRule
from orbita.parties.classifier.queries import trees
from orbita.parties.directory.models import Status
from orbita.parties.roles.models import Role


class RuleForm(forms.Form):
    """For whom, and how often."""

    name = forms.CharField(label=pgettext_lazy("cadence", "Name"), max_length=200)
    days = forms.IntegerField(
        label=_("Touch at least every, days"),
        help_text=_("Leave it empty where no touch is needed."),
        required=False,
        min_value=1,
        max_value=3650,
    )
    branch_id = forms.TypedChoiceField(
        label=_("Clients of the branch"), required=False, coerce=UUID, empty_value=None
    )
    status = forms.ChoiceField(
        label=_("In the state"), required=False, choices=[("", _("any")), *Status.choices]
    )
    role = forms.ChoiceField(
        label=_("In the role"), required=False, choices=[("", _("any")), *Role.choices]
    )
    is_direct = forms.BooleanField(
        label=_("Only direct contacts count"),
        help_text=_("Otherwise mailings and dealers’ visits are touches as well."),
        required=False,
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        branches = [(tree.name, [(n.id, n.trail) for n in tree.nodes]) for tree in trees()]
        self.fields["branch_id"].choices = [("", _("any")), *branches]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, rule: CadenceRule) -> dict[str, Any]:
        """What the form of a rule starts with."""
        names = ("name", "days", "branch_id", "status", "role", "is_direct")
        return {name: getattr(rule, name) for name in names}
