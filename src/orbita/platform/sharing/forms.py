"""With whom a record is shared, as a human chooses it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.platform.accounts.models import Department, Role, Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.sharing.models import TARGETS, Level


class ShareForm(forms.Form):
    """Who, how much, until when, what for. `may_edit` says whether more than to see can be given."""

    to = forms.ChoiceField(label=gettext_lazy("With whom"))
    level = forms.ChoiceField(
        label=pgettext_lazy("share", "May"),
        choices=Level.choices,
        initial=Level.VIEW,
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=gettext_lazy("Until the end of the day"),
        required=False,
        help_text=gettext_lazy("Without a day it holds until it is taken back."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=gettext_lazy("What for"), required=False, max_length=500)

    def __init__(self, data: Any = None, *, actor: Actor, may_edit: bool) -> None:
        super().__init__(data)
        self.fields["to"].choices = [("", "—"), *_receivers(actor)]  # type: ignore[attr-defined]
        if not may_edit:
            self.fields["level"].choices = [Level.choices[0]]  # type: ignore[attr-defined]

    def target(self) -> tuple[str, UUID]:
        """The kind of the receiver and the key."""
        kind, _sign, key = self.cleaned_data["to"].partition(":")
        found = uuid_or_none(key)
        assert kind in TARGETS and found
        return kind, found


def _receivers(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everybody with whom a record can be shared. Four statements."""
    people = User.objects.active().exclude(pk__in=[actor.id]).order_by("first_name", "last_name")
    groups = (
        (pgettext("share", "Employees"), "user", people),
        (_("Departments with those below"), "department", Department.objects.order_by("name")),
        (_("Teams"), "team", Team.objects.order_by("name")),
        (_("Roles"), "role", Role.objects.order_by("name")),
    )
    return [(name, [(f"{kind}:{row.pk}", str(row)) for row in rows]) for name, kind, rows in groups]
