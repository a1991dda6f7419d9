"""What a human types about segments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.segments.models import TONES, SegmentAccess, Sort
from orbita.platform.accounts.models import Department, User


class SegmentForm(forms.Form):
    """A segment; its condition is built of lines beside this form."""

    name = forms.CharField(label=pgettext_lazy("segment", "Name"), max_length=200)
    sort = forms.ChoiceField(
        label=_("How clients get in"),
        choices=Sort.choices,
        initial=Sort.DYNAMIC,
        widget=forms.RadioSelect,
    )
    tone = forms.ChoiceField(label=_("Colour"), choices=TONES, initial="blue")
    is_shared = forms.BooleanField(
        label=_("For everybody"),
        required=False,
        help_text=_("Computed over all clients; everybody sees of them those that he may see."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, may_share: bool, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]
        if not is_new:
            del self.fields["sort"]


class AccessForm(forms.Form):
    """Who gets the clients of a segment."""

    users = forms.ModelMultipleChoiceField(
        User.objects.active().order_by("first_name", "last_name"),
        label=_("Employees"),
        required=False,
    )
    departments = forms.ModelMultipleChoiceField(
        Department.objects.order_by("name"),
        label=_("Departments with all below"),
        required=False,
    )

    @classmethod
    def initial_of(cls, accesses: list[SegmentAccess]) -> dict[str, Any]:
        """What the form shows of the rows that there are."""
        return {
            "users": [one.user_id for one in accesses if one.user_id],
            "departments": [one.department_id for one in accesses if one.department_id],
        }
