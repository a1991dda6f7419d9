"""What a human types about a touchpoint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.activities.timeline.models import Kind
from orbita.activities.touchpoints.models import Touchpoint, TouchpointKind
from orbita.platform.accounts.models import User

OFFERED = (Kind.CALL, Kind.MEETING, Kind.LETTER, Kind.CHAT, Kind.VISIT)


class TouchpointForm(forms.Form):
    """A new touchpoint, or a changed one."""

    name = forms.CharField(label=pgettext_lazy("touchpoint", "Name"), max_length=200)
    kind = forms.ChoiceField(
        label=pgettext_lazy("touchpoint", "Sort"), choices=TouchpointKind.choices
    )
    is_direct = forms.BooleanField(
        label=_("Direct contact"),
        help_text=_("We speak with the client ourselves. Mailings and dealers’ visits are not."),
        required=False,
    )
    default_for = forms.ChoiceField(
        label=_("By default for"),
        help_text=_("Contacts of this kind have met here unless they name another touchpoint."),
        choices=[("", "—"), *((one.value, one.label) for one in OFFERED)],
        required=False,
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Answers for quality"), required=False
    )
    cost = forms.DecimalField(
        label=_("Cost a month, ₽"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        people = User.objects.active().order_by("first_name", "last_name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    @classmethod
    def of(cls, point: Touchpoint) -> dict[str, Any]:
        """What the form of a touchpoint starts with."""
        names = ("name", "kind", "is_direct", "default_for", "cost", "is_active")
        return {name: getattr(point, name) for name in names} | {"owner": point.owner_id}

    def values(self) -> dict[str, Any]:
        """The fields as the command takes them."""
        given = dict(self.cleaned_data)
        owner = given.pop("owner")
        return given | {"owner_id": owner.pk if owner else None}
