"""What a human types about territories, their rules and re-cuts."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.territories.models import Territory, TerritoryRule
from orbita.parties.territories.queries import choices, tree
from orbita.platform.accounts.models import Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.queries import views_of
from orbita.platform.lists.slots import screens

LISTS = ("countries", "regions", "cities", "postcodes")


class TerritoryForm(forms.Form):
    """A territory: its name, where it hangs, who manages it."""

    name = forms.CharField(label=pgettext_lazy("territory", "Name"), max_length=200)
    parent = forms.TypedChoiceField(
        label=_("Part of"), required=False, coerce=UUID, empty_value=None
    )
    manager = forms.ModelChoiceField(
        User.objects.none(), label=pgettext_lazy("territory", "Manager"), required=False
    )
    team = forms.ModelChoiceField(Team.objects.all(), label=_("Team"), required=False)

    def __init__(self, itself: Territory | None, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        people = User.objects.active().order_by("first_name", "last_name")
        self.fields["manager"].queryset = people  # type: ignore[attr-defined]
        inside = itself.path if itself else "-"
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", _("The top of the tree")),
            *(
                (node.territory.pk, node.trail)
                for node in tree()
                if not node.territory.path.startswith(inside)
            ),
        ]

    @classmethod
    def of(cls, territory: Territory) -> dict[str, Any]:
        """What the form of a territory starts with."""
        return {
            "name": territory.name,
            "parent": territory.parent_id,
            "manager": territory.manager_id,
            "team": territory.team_id,
        }

    def values(self) -> dict[str, Any]:
        """The fields as the commands take them."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "parent_id": given["parent"],
            "manager_id": given["manager"].pk if given["manager"] else None,
            "team_id": given["team"].pk if given["team"] else None,
        }


class RuleForm(forms.Form):
    """Whose clients they are: lists of places, and the filter of a view."""

    regions = forms.CharField(
        label=_("Regions"),
        help_text=_(
            "A line for each; the beginning is enough. All that is filled must hold;"
            " another rule adds clients."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cities = forms.CharField(
        label=_("Cities"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcodes = forms.CharField(
        label=_("Postcodes begin with"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    countries = forms.CharField(
        label=_("Countries"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    view = forms.ChoiceField(
        label=_("And only clients of the view"),
        help_text=_("The filter of the view is copied: later changes of the view do not matter."),
        required=False,
    )

    def __init__(self, actor: Actor, rule: TerritoryRule | None, data: Any = None) -> None:
        initial = {name: "\n".join(getattr(rule, name)) for name in LISTS} if rule else {}
        kept = rule is not None and bool(rule.condition)
        super().__init__(data, initial={**initial, "view": KEPT if kept else ""})
        self.rule = rule
        screen = screens["party"]
        self.conditions = {view.key: view.where for view in screen.all_views}
        names = [(view.key, str(view.label)) for view in screen.all_views]
        for view in views_of(actor, "party"):
            self.conditions[str(view.pk)] = view.query.get("where", "")
            names.append((str(view.pk), view.name))
        offered = [("", "—"), *([(KEPT, _("the filter as it is"))] if kept else []), *names]
        self.fields["view"].choices = offered  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Lists and condition as the commands take them."""
        given = self.cleaned_data
        kept = self.rule.condition if self.rule else ""
        condition = kept if given["view"] == KEPT else self.conditions.get(given["view"], "")
        lists = {name: re.split(r"[\n;]+", given[name].replace("\r", "")) for name in LISTS}
        return {"lists": lists, "condition": condition}


KEPT = "kept"


class RecutForm(forms.Form):
    """When the clients are sorted anew, and why."""

    day = forms.DateField(
        label=_("From the day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class PlaceForm(forms.Form):
    """A client is placed by hand, or given back to the rules."""

    territory = forms.TypedChoiceField(
        label=_("Territory"), required=False, coerce=UUID, empty_value=None
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["territory"].choices = [("", _("by the rules")), *choices()]  # type: ignore[attr-defined]
